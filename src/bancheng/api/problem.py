"""问题说明: why a request was not carried out (RFC 9457), with the code that pages use too.

Every answer that is no success has this shape: a stable code, a sentence, what to do next, and
where a rule said no, its clauses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse

from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard

TYPE = "application/problem+json"
URN = "urn:bancheng:problem:"
TITLES = {
    400: "请求写得不对",
    401: "签名没有通过",
    403: "没有给这项权限",
    404: "没有",
    405: "这个地址不接受这种方法",
    409: "和别的提交冲突",
    410: "这个文件丢了",
    412: "工单已经变了",
    413: "内容太大",
    415: "内容类型不对",
    422: "没有办成",
    503: "暂时不能办理",
}


@dataclass
class Problem(Exception):  # noqa: N818 - the published word for it
    """Nothing was done. ``next_step`` says what to do, in a sentence; ``allow`` which methods an
    address takes."""

    status: int
    code: str
    sentence: str
    next_step: str
    field: str | None = None
    allow: str = ""

    def answer(self) -> HttpResponse:
        """As it is sent."""
        told: dict[str, Any] = {
            "type": URN + self.code,
            "title": TITLES[self.status],
            "status": self.status,
            "code": self.code,
            "detail": self.sentence,
            "next": self.next_step,
            "clauses": [],
        }
        if self.field is not None:
            told["field"] = self.field
        answer = _sent(told, self.status)
        if self.allow:
            answer["Allow"] = self.allow
        return answer


BUSY = Problem(
    503, "busy", "数据库暂时连不上或者正忙。", "请过十秒再发；幂等键不变，就不会办两次。"
)
NOT_THERE = Problem(
    404, "not_there", "没有这个编号，或者不在这个账号能看的范围内。", "请核对编号，或者核对任职。"
)
"""One answer for both, byte for byte."""


def refused(
    refusal: Refusal, status: int, next_step: str, standard: Standard | None
) -> HttpResponse:
    """The rules said no: the refusal's own code and sentence, with its clauses."""
    told: dict[str, Any] = {
        "type": URN + refusal.code,
        "title": TITLES[status],
        "status": status,
        "code": refusal.code,
        "detail": refusal.sentence,
        "next": next_step,
        "clauses": [
            {"id": clause, "ref": standard.ref(clause) if standard else clause}
            for clause in refusal.cites
        ],
    }
    told |= {"field": refusal.field} if refusal.field else {}
    told |= {"act": refusal.act} if refusal.act else {}
    return _sent(told, status)


def _sent(told: dict[str, Any], status: int) -> HttpResponse:
    return JsonResponse(
        told, status=status, content_type=TYPE, json_dumps_params={"ensure_ascii": False}
    )
