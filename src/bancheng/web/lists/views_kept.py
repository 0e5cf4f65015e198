"""常用筛选: saved under a name, opened by a link, begun with, ended."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from bancheng.casework import access
from bancheng.core.refusal import Refusal
from bancheng.web.desk import Reader, desk
from bancheng.web.lists.case_rows import COLUMNS, MOST, SETTING
from bancheng.web.lists.case_sift import parameters, sieve_of
from bancheng.web.lists.cases import Asked, asked_of
from bancheng.web.lists.view_tabs import told
from bancheng.web.search import sealed
from bancheng.workbench import own_choices, view_shelf
from bancheng.workbench.view_shelf import Shared, View

OWN = "own"
LONGEST_ADDRESS = 8000


@sensitive_post_parameters()
@require_POST
@desk
def save_view(request: HttpRequest, reader: Reader) -> HttpResponse:
    """POST /lists/views: keep the list one looks at."""
    here = QueryDict(request.POST.get("here", "")[:LONGEST_ADDRESS])
    asked, name = asked_of(here, reader), request.POST.get("name", "")
    query = QueryDict(mutable=True)
    for field, value in [*parameters(asked.sieve), ("sort", asked.sort)]:
        query.appendlist(field, value)
    try:
        shared = _whose(request.POST.get("whose", OWN), reader)
        view = view_shelf.save(reader.user, name, query.urlencode(), asked.text, shared, reader.now)
    except Refusal as refusal:
        messages.error(request, f"没有存：{refusal.sentence}")
        return _back(asked.address())
    if request.POST.get("begin"):
        view_shelf.begin_with(reader.user, view.entry, reader.now)
    messages.success(request, f"已存为“{view.name}”。")
    return _back(_address(view, reader))


@require_safe
@desk
def open_view(request: HttpRequest, reader: Reader, entry: str) -> HttpResponse:
    """GET /lists/views/<entry>: the list it stands for, of the reader's own cases."""
    return redirect(_address(view_shelf.opened(reader.user, entry), reader))


@require_POST
@desk
def end_view(request: HttpRequest, reader: Reader, entry: str) -> HttpResponse:
    """POST /lists/views/<entry>/end"""
    view_shelf.end(reader.user, entry, reader.now)
    messages.success(request, "已删去这个常用筛选。")
    return _back(reverse("search"))


@require_POST
@desk
def begin_with_view(request: HttpRequest, reader: Reader, entry: str) -> HttpResponse:
    """POST /lists/views/<entry>/begin: with it after signing in, or with my duties again."""
    view = view_shelf.opened(reader.user, entry)
    again = request.POST.get("stop")
    view_shelf.begin_with(reader.user, "" if again else entry, reader.now)
    said = "登录后又先看“我的待办”。" if again else f"以后登录先看“{view.name}”。"
    messages.success(request, said)
    return _back(_address(view, reader))


@require_POST
@desk
def choose_columns(request: HttpRequest, reader: Reader) -> HttpResponse:
    """POST /lists/columns"""
    chosen = [letter for letter in COLUMNS if letter in request.POST.getlist("column")]
    if len(chosen) > MOST:
        messages.error(request, f"最多显示 {MOST} 栏，只留下了前 {MOST} 栏。")
    own_choices.choose(reader.user, SETTING, "".join(chosen[:MOST]) or "-", reader.now)
    here = QueryDict(request.POST.get("here", "")[:LONGEST_ADDRESS])
    return _back(asked_of(here, reader).address())


def _whose(sent: str, reader: Reader) -> Shared | None:
    if sent == OWN:
        return None
    for shared in view_shelf.may_share(reader.user):
        if told(shared) == sent:
            return shared
    raise access.NotFound(sent)


def _address(view: View, reader: Reader) -> str:
    kept = QueryDict(view.query)
    asked = asked_of(kept, reader)
    words = sealed(reader, view.text) if view.text else ""
    return Asked(sieve_of(kept), view.text, words, asked.sort, view.entry).address()


def _back(address: str) -> HttpResponse:
    answer = redirect(address)
    answer.status_code = 303
    return answer
