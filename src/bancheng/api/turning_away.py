"""不受理的请求: addresses that are none, and methods that an address does not take."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from bancheng.api.admission import answered
from bancheng.api.problem import Problem


@answered
def no_such_address(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Anything else under /api/v1/; told without a signature, as the addresses are published."""
    raise nowhere()


def nowhere() -> Problem:
    """What is said of an address that is none."""
    said = "接口没有这个地址。"
    return Problem(404, "no_such_address", said, "请看 /api/v1/openapi.json 里有哪些地址。")


def must_be(request: HttpRequest, *methods: str) -> None:
    """Problem ``no_such_method`` for any other."""
    if request.method not in methods:
        said = f"这个地址不接受 {request.method}。"
        allow = ", ".join(methods)
        raise Problem(405, "no_such_method", said, f"请用 {allow}。", allow=allow)
