"""到期销毁: packages whose time is over, proposed by one, decided by another; the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.archive.destroying import (
    MOST,
    archived_by,
    decide,
    due_for,
    may_decide,
    propose,
    register_of,
    waiting_for,
)
from bancheng.archive.destruction_row import Destruction
from bancheng.archive.package_row import Package
from bancheng.archive.retention import term_of
from bancheng.core.calendar import CHINA
from bancheng.core.refusal import Refusal
from bancheng.ledgers.overseeing import inspected_by
from bancheng.people import directory
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong


@dataclass(frozen=True, slots=True)
class Row:
    """A package, and what was proposed and decided about it."""

    package: Package
    term: str
    pk: int = 0
    proposed: str = ""
    basis: str = ""
    decided: str = ""
    reason: str = ""
    may: bool = False
    gone: bool = False


@sensitive_post_parameters("basis", "reason")
@require_http_methods(["GET", "POST"])
@desk
def destroying_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /archive/destroying/; POST proposes, approves or refuses."""
    proposes, decides = archived_by(reader.user), inspected_by(reader.user)
    if reader.is_administrator or not proposes | decides:
        raise Http404
    wrong: Wrong | None = None
    if request.method == "POST":
        try:
            messages.success(request, _does(request, reader))
        except Refusal as refusal:
            wrong = Wrong(refusal.sentence, (), refusal.field or "")
        else:
            answer = redirect("archive-destroying")
            answer.status_code = 303
            return answer
    due, waiting = due_for(reader.user, reader.now), waiting_for(reader.user)
    register = register_of(reader.user)
    found = [_told(one, reader) for one in waiting.select_related("package")[:MOST]]
    context = {
        "due": [Row(one, term_of(one.years)) for one in due[:MOST]],
        "due_more": max(due.count() - MOST, 0),
        "proposes": bool(proposes),
        "waiting": found,
        "waiting_more": max(waiting.count() - MOST, 0),
        "decides": any(row.may for row in found),
        "register": [_told(one, reader) for one in register.select_related("package")[:MOST]],
        "register_more": max(register.count() - MOST, 0),
        "wrong": wrong,
        "basis": request.POST.get("basis", ""),
        "reason": request.POST.get("reason", ""),
        "ticked": {name: _keys(request, name) for name in ("package", "destruction")},
    }
    status = 422 if wrong else 200
    return show(request, reader, "archive/destroying.html", context, at="archive", status=status)


def _does(request: HttpRequest, reader: Reader) -> str:
    sent, user, now = request.POST, reader.user, reader.now
    what = sent.get("do", "")
    if what == "propose":
        n = propose(user, _keys(request, "package"), sent.get("basis", ""), now)
        return f"已提出销毁 {n} 份，请另一位来决定。"
    if what not in ("approve", "refuse"):
        raise Refusal("unknown_option", "请点“批准销毁”或者“不批准”。")
    approved = what == "approve"
    if approved and not sent.get("sure"):
        sentence = "请勾选“已经核对鉴定意见”，再批准：销毁以后不能恢复。"
        raise Refusal("missing", sentence, field="sure")
    n = decide(user, _keys(request, "destruction"), approved, sent.get("reason", ""), now)
    return f"已销毁 {n} 份，销毁登记一直保留。" if approved else f"{n} 份不销毁，继续保管。"


def _keys(request: HttpRequest, name: str) -> list[int]:
    sent = request.POST.getlist(name)
    return [int(key) for key in sent if key.isascii() and key.isdigit() and len(key) < 18]


def _told(one: Destruction, reader: Reader) -> Row:
    decided = ""
    if one.decided_at is not None:
        what = "批准" if one.approved else "不批准"
        decided = f"{directory.name_of(one.decided_by)}{what} {_at(one.decided_at)}"
    return Row(
        one.package,
        term_of(one.package.years),
        one.pk,
        f"{directory.name_of(one.proposed_by)} {_at(one.proposed_at)}",
        one.basis,
        decided,
        one.reason,
        may_decide(reader.user, one),
        bool(one.approved),
    )


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"
