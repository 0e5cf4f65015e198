"""这种渠道的设置: where the other side is, how it knows us, and what differs in its fields."""

from __future__ import annotations

import re
from typing import Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    SecretStr,
    field_validator,
    model_validator,
)

from bancheng.channels.hotline.mapping import mapping_of
from bancheng.wire.addresses import ForbiddenError, written

HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
KEY = re.compile(r"[a-z0-9]{16}")
PRINTED = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,298}[\x21-\x7e]|[\x21-\x7e]?")
SIGNINGS: dict[str, JsonValue] = {
    "bancheng": "按本系统的接口签名（HMAC-SHA256）",
    "bancheng-sm3": "按本系统的接口签名（HMAC-SM3，国密）",
    "header": "在一个标头里带上密钥",
    "none": "不签名（只在专网里用）",
}
WHEN_EMPTY = "没有接口的不填，窗口人员在“别处派来的”里用表格来往"


class OrderSettings(BaseModel):
    """What a centre sets."""

    model_config = ConfigDict(extra="ignore")

    address: str = Field(
        "",
        title="对方的地址",
        description=f"答复送到这里，例如 https://12345.example.gov.cn/api；{WHEN_EMPTY}",
        max_length=300,
        json_schema_extra={"part": "送给对方"},
    )
    signing: Literal["bancheng", "bancheng-sm3", "header", "none"] = Field(
        "bancheng", title="怎样证明是我们", json_schema_extra={"words": SIGNINGS}
    )
    key: str = Field(
        "", title="密钥编号，或者标头名", description="对方发的；标头例如 X-App-Key", max_length=61
    )
    secret: SecretStr = Field(SecretStr(""), title="密钥", description="对方发的", max_length=300)
    mapping: str = Field(
        "",
        title="栏目对照",
        description="只写和默认不同的地方；默认的一份在这一页下面。留空就照默认",
        max_length=20_000,
        json_schema_extra={"long": True, "part": "对方的栏名、代码"},
    )

    @field_validator("address")
    @classmethod
    def _as_written(cls, value: str) -> str:
        try:
            if value:
                written(value)
        except ForbiddenError as wrong:
            raise ValueError(str(wrong)) from None
        return value.rstrip("/")

    @field_validator("secret")
    @classmethod
    def _can_be_sent(cls, value: SecretStr) -> SecretStr:
        if not PRINTED.fullmatch(value.get_secret_value()):
            raise ValueError("密钥里只能有字母、数字和英文符号。")
        return value

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not self.address or self.signing == "none":
            return self
        if self.signing == "header" and not HEADER.fullmatch(self.key):
            raise ValueError("标头名只能有字母、数字和 -，例如 X-App-Key。")
        if self.signing != "header" and not KEY.fullmatch(self.key):
            raise ValueError("密钥编号要是 16 个小写字母或者数字。")
        if not self.secret.get_secret_value():
            raise ValueError("没有填密钥。对方不验签的，选“不签名”。")
        return self


def default_settings(begins: str) -> type[OrderSettings]:
    """The settings of a kind of channel whose mapping begins with this default."""

    class Settings(OrderSettings):
        @field_validator("mapping")
        @classmethod
        def _can_be_read(cls, value: str) -> str:
            text = value.replace("\r\n", "\n")
            mapping_of(text, begins)
            return text

    return Settings
