"""出错页: what went wrong in plain words, and what to do next. Needs no database and no session.

A case that may not be read and one that does not exist give the same page, byte for byte.
"""

from __future__ import annotations

import re
import sys

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from bancheng.web.public.visit import Visit, first_centre, look_of, show, visit_of

VISITORS = "/w/"
"""Where the petitioners' pages begin: there the same is said without the desk's words, as large and
in the language that the visitor chose."""
WHOSE = re.compile(rf"{VISITORS}([-\w]*)")
FAILED = 500
"""From here on nothing of the program or the database is relied upon."""
TO_VISITORS = {
    404: ("没有这一页", "网址可能打错了。请再扫一次二维码，或者打窗口的电话。"),
    403: ("这一页放得太久了", "请退回去，刷新一下再交。写的字一般还在。"),
    400: ("没有看懂", "传来的内容不完整。请退回去再交一次。"),
    500: ("出了点毛病", "请退回去再交一次，交两次也只算一件。还不行，请打窗口的电话。"),
    503: ("现在忙不过来", "请过一会儿再试。急的，请打窗口的电话。"),
}
UNSAVED = "刚才填的内容没有保存：请按浏览器的“后退”回到原来的页面，内容一般还在。"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404"""
    return _page(
        request, 404, "没有这一页", "没有这个地址或编号，或者不在您能查看的范围内。请核对编号。"
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403"""
    return _page(
        request, 403, "不能这样做", "您的职责不包括这一步。需要的话，请找本中心的管理员核对任职。"
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400"""
    return _page(request, 400, "看不懂这个请求", f"浏览器发来的内容不完整。{UNSAVED}")


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF: most often a page that lay open across a new sign-in."""
    return _page(
        request, 403, "页面已经过期", f"这一页打开以后又重新登录过，请刷新后再提交。{UNSAVED}"
    )


def failed(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database is out of reach or locked."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        told = "数据库暂时连不上或者正忙，请过一会儿再试。"
        answer = _page(request, 503, "暂时不能办理", f"{told}{UNSAVED}一直这样，请告诉系统管理员。")
        answer["Retry-After"] = "10"
        return answer
    told = "程序出了错。如果刚才是在提交，请退回去再提交一次：同一张表交两次也只办一次。"
    return _page(request, 500, "程序出错", f"{told}还是这样，请把时间和正在做的事告诉系统管理员。")


def _page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    visiting = WHOSE.match(request.path)
    if visiting:
        answer = _to_visitor(request, status, visiting[1])
    else:
        context = {"title": title, "sentence": sentence, "status": status}
        answer = HttpResponse(render_to_string("web/wrong.html", context), status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _to_visitor(request: HttpRequest, status: int, code: str) -> HttpResponse:
    """In the frame of the centre's pages where there is one, and where to go from here."""
    title, sentence = TO_VISITORS[status]
    context: dict[str, object] = {"title": title, "sentence": sentence, "status": status}
    visit = _visit(request, code) if status < FAILED else None
    if visit is not None:
        return show(request, visit, "public/wrong.html", context, status=status)
    home = f"/w/{code}/" if code and status >= FAILED else ""
    context |= look_of(request) | {"home": home, "elsewhere": _elsewhere(status)}
    return HttpResponse(render_to_string("public/wrong_bare.html", context), status=status)


def _visit(request: HttpRequest, code: str) -> Visit | None:
    try:
        return visit_of(request, code)
    except (Http404, DatabaseError):
        return None


def _elsewhere(status: int) -> str:
    """A page that lists every window, for whoever is at an address of none."""
    try:
        return first_centre() if status < FAILED else ""
    except DatabaseError:
        return ""
