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

from bancheng.channels.adapter import HALF
from bancheng.channels.hotline.links import as_address
from bancheng.channels.hotline.mapping import mapping_of
from bancheng.wire.addresses import PORTS, ForbiddenError, written
from bancheng.wire.sending import NotSentError

HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
KEY = re.compile(r"[a-z0-9]{16}")
PRINTED = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,298}[\x21-\x7e]|[\x21-\x7e]?")
COMMA = re.compile(r"[,，、;；\s]+")
PASTED = re.compile(r"^https?://")
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
        "",
        title="密钥编号，或者标头名",
        description="对方发的；标头例如 X-App-Key",
        max_length=61,
        json_schema_extra=HALF,
    )
    secret: SecretStr = Field(
        SecretStr(""), title="密钥", description="对方发的", max_length=300, json_schema_extra=HALF
    )
    file_hosts: str = Field(
        "",
        title="附件还放在哪些主机",
        description="附件只在对方的地址那台主机，和这里写的主机上取，例如 files.example.gov.cn；"
        "端口特别的连端口一起写，例如 files.example.gov.cn:8443；几台用逗号分开。"
        "这些主机也要加进“可以连的地址”",
        max_length=1000,
        json_schema_extra={"part": "取对方的附件"},
    )
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

    @field_validator("file_hosts")
    @classmethod
    def _are_hosts(cls, value: str) -> str:
        found = [_host(one) for one in COMMA.split(value.lower()) if one]
        return "，".join(dict.fromkeys(found))

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

    def is_theirs(self, url: str) -> bool:
        """Whether an address is at the very place that our answers go to."""
        if not self.address:
            return False
        ours, asked = written(self.address), written(url)
        return (ours.scheme, ours.host, ours.port) == (asked.scheme, asked.host, asked.port)

    def file_address(self, link: str) -> str:
        """Where an attachment is fetched. NotSentError where it is not to be: what they name may be
        a place of the list that is somebody else's."""
        url = as_address(link)
        try:
            if url.startswith("/") and not url.startswith("//") and self.address:
                theirs = written(self.address)
                usual = PORTS[theirs.scheme] == theirs.port
                host = theirs.host if usual else f"{theirs.host}:{theirs.port}"
                url = f"{theirs.scheme}://{host}{url}"
            asked = written(url)
        except ForbiddenError as wrong:
            raise NotSentError(f"对方写的链接不能用：{wrong}", again=False) from None
        names = [f"{asked.host}:{asked.port}"]
        if PORTS[asked.scheme] == asked.port:
            names.insert(0, asked.host)
        if not self.is_theirs(url) and not {*names} & {*COMMA.split(self.file_hosts)}:
            said = (
                f"附件在 {names[0]}，渠道的设置里没有这台主机。"
                "是对方的，请加到“附件还放在哪些主机”。"
            )
            raise NotSentError(said, again=False)
        return url


def _host(text: str) -> str:
    """A host, with its port where that is written, also out of an address as it is pasted. Without
    a port it means the usual ones."""
    bare = PASTED.sub("", text).removesuffix("/")
    if re.search(r"[/?#\\]", bare):
        raise ValueError(f"“{text}”里只写主机，不写 / 后面的。")
    try:
        asked = written(f"https://{bare}/")
    except ForbiddenError as wrong:
        raise ValueError(str(wrong)) from None
    return f"{asked.host}:{asked.port}" if ":" in bare else asked.host


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
