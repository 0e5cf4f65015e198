"""好差评设置: how the rating platform is spoken to, and what each thing is called there.

No field-level text for the whole nation is public: every province's platform has a manual of its
own. The names below are those of the national list of service items (taskCode, taskName, deptName)
and those that provinces' public notes have in common (projectNo, satisfaction); each centre puts
down what its own manual says.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from bancheng.channels.adapter import HALF
from bancheng.channels.template import checked_headers, mapping, places

ALWAYS = frozenset(
    {"account", "secret", "signature", "time", "time_ms", "time_text", "time_digits"}
)
ASKED = frozenset({"since", "page", "size"})
OF_A_CASE = {
    "number": "工单编号",
    "item_code": "事项编码",
    "item_name": "事项名称",
    "centre_code": "中心代码",
    "centre_name": "中心名称",
    "department_code": "承办部门代码",
    "department_name": "承办部门名称",
    "registered_at": "登记时间",
    "accepted_at": "受理时间",
    "ended_at": "办结时间",
    "times": "第几次办结",
}
OF_A_RATING = {
    "number": "工单编号",
    "level": "等级 1–5",
    "solved": "是否解决",
    "rated_at": "评价时间",
}
OF_THEIRS = ("id", "number", "level", "text", "at", "item")

SERVICE = """projectNo = number
taskCode = item_code
taskName = item_name
deptCode = department_code
deptName = department_name
orgName = centre_name
acceptDate = accepted_at
resultDate = ended_at
serviceNumber = times"""
RATING = """projectNo = number
satisfaction = level
evaluateTime = rated_at"""
THEIRS = """id = evaluateId
number = projectNo
level = satisfaction
text = writingEvaluation
at = evaluateTime
item = taskName"""


def _places(known: frozenset[str]) -> AfterValidator:
    def check(text: str) -> str:
        if unknown := sorted(places(text) - known):
            told = "、".join(f"{{{name}}}" for name in sorted(known))
            raise ValueError(f"没有“{{{unknown[0]}}}”这个位置，可以用：{told}。")
        return text

    return AfterValidator(check)


def _sources(known: frozenset[str]) -> AfterValidator:
    def check(lines: str) -> str:
        for source in mapping(lines).values():
            if source not in known and not _is_constant(source):
                told = "、".join(sorted(known))
                raise ValueError(f"没有“{source}”这一项，可以用：{told}，或者 '固定的字'。")
        return lines

    return AfterValidator(check)


def _is_constant(source: str) -> bool:
    return len(source) >= 2 and source[0] == source[-1] == "'"


def _theirs(lines: str) -> str:
    found = mapping(lines)
    if unknown := sorted(set(found) - set(OF_THEIRS)):
        raise ValueError(f"没有“{unknown[0]}”这一项，可以用：{'、'.join(OF_THEIRS)}。")
    if not found.get("id") or not found.get("level"):
        raise ValueError("id（评价编号）和 level（等级）两项都要写。")
    return lines


def _levels(text: str) -> str:
    if not all(level.strip() in ("1", "2", "3", "4", "5") for level in text.split(",")):
        raise ValueError("写 1 到 5 的数字，用逗号分开，如 1,2。")
    return text


def _scale(lines: str) -> str:
    for level in mapping(lines).values():
        if level not in ("1", "2", "3", "4", "5"):
            raise ValueError(f"“{level}”不是等级，写 1 到 5。")
    return lines


Called = Annotated[str, _places(ALWAYS)]
Signed = Annotated[str, _places(ALWAYS - {"signature"} | {"body"})]
Headers = Annotated[str, _places(ALWAYS), AfterValidator(checked_headers)]


def _long(**more: Any) -> dict[str, Any]:
    return {"long": True, **more}


class RatingSettings(BaseModel):
    """One rating platform as one centre uses it."""

    model_config = ConfigDict(extra="forbid")

    account: str = Field("", title="账号", json_schema_extra={"half": True, "part": "怎样连"})
    secret: SecretStr = Field(
        SecretStr(""), title="密钥", description="填在 {secret}，也用来签名", json_schema_extra=HALF
    )
    headers: Headers = Field(
        "",
        title="标头",
        description="一行写一个，如 X-Sign: {signature}",
        json_schema_extra=_long(),
    )
    algorithm: Literal["none", "hmac-sha256", "hmac-sm3"] = Field(
        "none",
        title="签名算法",
        json_schema_extra={
            "words": {"none": "不签名", "hmac-sha256": "HMAC-SHA256", "hmac-sm3": "HMAC-SM3"}
        },
    )
    signed: Signed = Field("{account}{time}{body}", title="签名的内容", description="按顺序连起来")
    signature_as: Literal["hex", "base64"] = Field(
        "hex",
        title="签名写成",
        json_schema_extra={"words": {"hex": "十六进制", "base64": "Base64"}},
    )
    answer_path: str = Field("code", title="应答里看哪里", json_schema_extra=HALF)
    answer_fine: str = Field(
        "0,200,success", title="哪些值是成了", description="用逗号分开", json_schema_extra=HALF
    )
    why_path: str = Field("message", title="原因在哪里", json_schema_extra=HALF)

    service_url: Called = Field(
        "", title="送办件的地址", description="不送的空着", json_schema_extra={"part": "送办件"}
    )
    service: Annotated[str, _sources(frozenset(OF_A_CASE))] = Field(
        SERVICE,
        title="办件的字段",
        description=(
            "一行一个：对方的名称 = 这里的一项。"
            f"{'、'.join(f'{name}（{term}）' for name, term in OF_A_CASE.items())}。"
            "姓名、电话、证件号和办理内容一样也不送。"
        ),
        json_schema_extra=_long(),
    )
    rating_url: Called = Field(
        "", title="送评价的地址", description="诉求人在这里打的分；不送的空着"
    )
    rating: Annotated[str, _sources(frozenset(OF_A_RATING))] = Field(
        RATING, title="评价的字段", json_schema_extra=_long()
    )
    scale: Annotated[str, AfterValidator(_scale)] = Field(
        "",
        title="满意度对应的等级",
        description="一行一个：规范里的代码 = 1 到 5。空着的按规范的顺序排",
        json_schema_extra=_long(),
    )

    pull_url: Annotated[str, _places(ALWAYS | ASKED)] = Field(
        "",
        title="取评价的地址",
        description="不取的空着；位置：{since} {page} {size} 等",
        json_schema_extra={"part": "取评价"},
    )
    pull_body: Annotated[str, _places(ALWAYS | ASKED)] = Field(
        "", title="正文", description="要用 POST 取的才填", json_schema_extra=_long()
    )
    pull_path: str = Field("data", title="评价在应答的哪里", json_schema_extra=HALF)
    theirs: Annotated[str, AfterValidator(_theirs)] = Field(
        THEIRS,
        title="评价里各项叫什么",
        description="一行一个：这里的一项 = 对方的名称",
        json_schema_extra=_long(),
    )
    size: int = Field(50, title="一页几条", ge=1, le=500, json_schema_extra=HALF)
    every: int = Field(30, title="几分钟取一次", ge=1, le=1440, json_schema_extra=HALF)
    opens: Annotated[str, AfterValidator(_levels)] = Field(
        "1,2", title="哪些等级立一件工单", description="用逗号分开；窗口照常审看，不合适的可以不收"
    )
