"""短信设置: how this gateway is spoken to, what is told of, and when.

A gateway's manual says how a request looks and what an answer says; both are written down here as
templates, so that no gateway needs a program of its own.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from bancheng.channels.adapter import HALF
from bancheng.channels.sms.words import KNOWN, WORDS, checked_words
from bancheng.channels.template import checked_headers, mapping, places
from bancheng.core.acts import ACTS

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|")
PHONE = re.compile(r"1\d{10}")
ABOUT_A_TEXT = frozenset({"phone", "text", "code", "parameters", "mark"})
ALWAYS = frozenset(
    {"sign_name", "account", "secret", "signature", "time", "time_ms", "time_text", "time_digits"}
)


def _template(text: str) -> str:
    if unknown := sorted(places(text) - ABOUT_A_TEXT - ALWAYS):
        known = "、".join(f"{{{name}}}" for name in sorted(ABOUT_A_TEXT | ALWAYS))
        raise ValueError(f"没有“{{{unknown[0]}}}”这个位置，可以用：{known}。")
    return text


def _clock(text: str) -> str:
    if not CLOCK.fullmatch(text):
        raise ValueError("写成 20:00 这样，不要安静时段的两头都空着。")
    return text


def _phone(text: str) -> str:
    if text and not PHONE.fullmatch(text):
        raise ValueError("写 11 位手机号。")
    return text


def _by_act(lines: str) -> str:
    for act in mapping(lines):
        if act not in ACTS:
            raise ValueError(f"“{act}”不是办理动作的名称。")
    return lines


Template = Annotated[str, AfterValidator(_template)]
Headers = Annotated[str, AfterValidator(_template), AfterValidator(checked_headers)]
Clock = Annotated[str, AfterValidator(_clock)]
Phone = Annotated[str, AfterValidator(_phone)]
ByAct = Annotated[str, AfterValidator(_by_act)]
Words = Annotated[str, AfterValidator(_by_act), AfterValidator(checked_words)]


def _long(**more: Any) -> dict[str, Any]:
    return {"long": True, **more}


class SmsSettings(BaseModel):
    """One gateway of one centre."""

    model_config = ConfigDict(extra="forbid")

    method: Literal["POST", "GET"] = Field(
        "POST", title="方法", json_schema_extra={"part": "怎样发"}
    )
    url: Template = Field(
        "", title="地址", description="以 https:// 开头；主机要先加到“可以连的地址”里。"
    )
    kind: Literal["json", "form"] = Field(
        "json", title="正文是", json_schema_extra={"words": {"json": "JSON", "form": "表单"}}
    )
    headers: Headers = Field(
        "",
        title="标头",
        description="一行写一个，如 X-Sign: {signature}",
        json_schema_extra=_long(),
    )
    body: Template = Field(
        '{"mobile": "{phone}", "content": "{text}", "sign": "{sign_name}", "id": "{mark}"}',
        title="正文",
        description=(
            "照网关的说明写。位置：{phone} {text} {code} {parameters} {sign_name} {account} "
            "{secret} {signature} {mark} {time} {time_ms} {time_text} {time_digits}"
        ),
        json_schema_extra=_long(),
    )
    account: str = Field("", title="账号", description="填在 {account}", json_schema_extra=HALF)
    secret: SecretStr = Field(
        SecretStr(""), title="密钥", description="填在 {secret}，也用来签名", json_schema_extra=HALF
    )
    sign_name: str = Field(
        "",
        title="短信签名",
        description="如 【某区政务】，填在 {sign_name}",
        json_schema_extra=HALF,
    )
    algorithm: Literal["none", "hmac-sha256", "hmac-sm3"] = Field(
        "none",
        title="签名算法",
        json_schema_extra={
            "words": {"none": "不签名", "hmac-sha256": "HMAC-SHA256", "hmac-sm3": "HMAC-SM3"}
        },
    )
    signed: Template = Field(
        "{account}{time}{phone}", title="签名的内容", description="按顺序连起来"
    )
    signature_as: Literal["hex", "base64"] = Field(
        "hex",
        title="签名写成",
        json_schema_extra={"words": {"hex": "十六进制", "base64": "Base64"}},
    )

    answer_path: str = Field(
        "code",
        title="应答里看哪里",
        description="如 code、data.status",
        json_schema_extra={"half": True, "part": "怎样算收下了"},
    )
    answer_fine: str = Field(
        "0,OK,ok,success", title="哪些值是收下了", description="用逗号分开", json_schema_extra=HALF
    )
    id_path: str = Field(
        "id", title="短信编号在哪里", description="用来对送达报告", json_schema_extra=HALF
    )
    why_path: str = Field("message", title="原因在哪里", json_schema_extra=HALF)

    report_url: Template = Field(
        "",
        title="取送达报告的地址",
        description="每一轮去取一次；网关自己会推过来的空着",
        json_schema_extra={"part": "送达报告"},
    )
    report_path: str = Field("reports", title="报告在应答的哪里", json_schema_extra=HALF)
    report_id: str = Field("id", title="短信编号叫什么", json_schema_extra=HALF)
    report_state: str = Field("status", title="状态叫什么", json_schema_extra=HALF)
    report_fine: str = Field(
        "delivered,DELIVRD,0",
        title="哪些值是送到了",
        description="用逗号分开",
        json_schema_extra=HALF,
    )
    report_waiting: str = Field(
        "sending,ACCEPTD",
        title="哪些值是还在路上",
        description="用逗号分开",
        json_schema_extra=HALF,
    )
    report_why: str = Field("why", title="原因叫什么", json_schema_extra=HALF)

    try_phone: Phone = Field(
        "",
        title="试一下发到",
        description="您自己的手机号",
        json_schema_extra={"part": "试一下"},
    )

    for_petitioners: bool = Field(
        False,
        title="发给诉求人",
        description="收下、要补材料、有答复、办完等，只说编号和打哪个电话，不说是什么事",
        json_schema_extra={"part": "发什么"},
    )
    words: Words = Field(
        "",
        title="本中心自己的话",
        description=(
            "一行一个：动作 = 文字；等号后面空着，这个动作就不发。没有写的用规范的或者系统的。"
            f"位置：{' '.join(f'{{{name}}}' for name in KNOWN)}。"
            f"系统会发的动作：{'、'.join(f'{act}（{ACTS[act].term}）' for act in WORDS)}"
        ),
        json_schema_extra=_long(),
    )
    codes: ByAct = Field(
        "",
        title="网关的模板编号",
        description="网关只认模板的才填。一行一个：动作 = 编号，填在 {code}",
        json_schema_extra=_long(),
    )
    quiet_from: Clock = Field("20:00", title="从几点起不打扰", json_schema_extra=HALF)
    quiet_until: Clock = Field("08:00", title="到几点为止", json_schema_extra=HALF)
    most_a_day: int = Field(3, title="一件事一天最多发几条", ge=1, le=20)
    for_staff: bool = Field(
        False,
        title="发给工作人员",
        description="工作人员在“勿扰”里填了手机号的，才发；不说是哪件事",
    )
