"""机器人设置: which group, whose duties it hears of, and when."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

CLOCKS = re.compile(r"(?:(?:[01]\d|2[0-3]):[0-5]\d(?:,(?=.))?)*")


def _clocks(text: str) -> str:
    plain = text.replace("，", ",").replace(" ", "")
    if not CLOCKS.fullmatch(plain):
        raise ValueError("写成 09:00,14:30 这样。")
    return plain


def _address(value: SecretStr) -> SecretStr:
    text = value.get_secret_value()
    if text and not re.fullmatch(r"https?://[\x21-\x7e]{4,500}", text):
        raise ValueError("请把群里“添加机器人”给的网址整个贴过来。")
    return value


class RobotSettings(BaseModel):
    """One robot in one group."""

    model_config = ConfigDict(extra="forbid")

    url: Annotated[SecretStr, AfterValidator(_address)] = Field(
        SecretStr(""),
        title="机器人的网址",
        description="群设置里添加机器人后得到，里面有钥匙，不要给别人",
    )
    unit: str = Field(
        "",
        title="说哪个单位的事",
        description="部门代码；空着就说窗口自己的",
        max_length=40,
    )
    clocks: Annotated[str, AfterValidator(_clocks)] = Field(
        "09:00", title="每个工作日几点说一次", description="可以写几个，用逗号分开；没有要办的不说"
    )
    news: bool = Field(True, title="有新的事也说", description="上班时间里说，几件合在一起")
    together: int = Field(10, title="几分钟内的合在一起", ge=1, le=240)


class SignedRobotSettings(RobotSettings):
    """One robot that wants each message signed."""

    secret: SecretStr = Field(
        SecretStr(""), title="加签的密钥", description="安全设置选“加签”时给的，SEC 开头"
    )
