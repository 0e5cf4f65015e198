"""一期通报: its sections as they will be printed, what the office adds, and the issuing of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.bulletin import issuing, remarks
from bancheng.bulletin.authority import issue_for, rule_of, writes
from bancheng.bulletin.frozen import frozen
from bancheng.bulletin.issue_row import Issue
from bancheng.bulletin.laying_out import number_words
from bancheng.bulletin.remarks import ERASED
from bancheng.bulletin.telling import as_at_words, told
from bancheng.bulletin.words import period_words
from bancheng.core.refusal import Refusal
from bancheng.people import directory, seats
from bancheng.web.desk import Reader, desk, show
from bancheng.web.words_of_time import clock_words

OWN = "own-"
MOST_LATE = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """A section: what the figures say, and what the office adds (``own``)."""

    name: str
    heading: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]
    own: str


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def bulletin_page(request: HttpRequest, reader: Reader, key: str) -> HttpResponse:
    """GET and POST /bulletins/<key>/; ``do`` says what is done with the draft."""
    issue = issue_for(reader.user, key, reader.now)
    if request.method == "GET":
        return _shown(request, reader, issue)
    do = request.POST.get("do", "")
    if do not in DOES or not writes(reader.user, issue.centre, reader.now):
        raise Http404
    try:
        said = DOES[do](reader, key, request.POST)
    except Refusal as refusal:
        return _shown(request, reader, issue, refusal, request.POST)
    messages.success(request, said)
    answer = redirect("bulletins") if do == "drop" else redirect("bulletin", key=key)
    answer.status_code = 303
    return answer


def _save(reader: Reader, key: str, sent: QueryDict) -> str:
    own = {n.removeprefix(OWN): str(t) for n, t in sent.items() if n.startswith(OWN)}
    remarks.remark(reader.user, key, own, reader.now)
    return "补充的话已存下。"


def _count(reader: Reader, key: str, sent: QueryDict) -> str:
    del sent
    issuing.count_anew(reader.user, key, reader.now)
    return "已按此刻所知重新取数。"


def _tell(reader: Reader, key: str, sent: QueryDict) -> str:
    case_no, text = sent.get("case_no", ""), sent.get("text", "")
    remarks.tell(reader.user, key, case_no, text, reader.now)
    return "典型案例已加上。"


def _untell(reader: Reader, key: str, sent: QueryDict) -> str:
    which = sent.get("which", "")
    if not (which.isascii() and which.isdigit() and len(which) < 12):
        raise Http404
    remarks.untell(reader.user, key, int(which), reader.now)
    return "典型案例已拿掉。"


def _issue(reader: Reader, key: str, sent: QueryDict) -> str:
    out = issuing.issue(reader.user, key, sent.get("signed_by", ""), reader.now)
    return f"已印发，{number_words(out)}。以后再打开，数字都和今天一样。"


def _drop(reader: Reader, key: str, sent: QueryDict) -> str:
    del sent
    issuing.drop(reader.user, key, reader.now)
    return "草稿已作废。"


def _erase(reader: Reader, key: str, sent: QueryDict) -> str:
    remarks.erase_remarks(reader.user, key, sent.get("which", ""), reader.now)
    return "这一部分补充的话已删除，不能恢复。"


DOES: dict[str, Callable[[Reader, str, QueryDict], str]] = {
    "save": _save,
    "count": _count,
    "tell": _tell,
    "untell": _untell,
    "issue": _issue,
    "drop": _drop,
    "erase": _erase,
}


def _shown(
    request: HttpRequest,
    reader: Reader,
    issue: Issue,
    refusal: Refusal | None = None,
    sent: QueryDict | None = None,
) -> HttpResponse:
    found = frozen(issue, reader.now)
    rule, said, own = rule_of(issue.centre), told(issue, found), remarks.remarks_of(issue)
    typed = sent or QueryDict()
    late = list(dict.fromkeys((one.case_no, one.open) for one in found.late))
    sections = []
    for name, heading in rule.sections.items():
        one = said.get(name)
        sections.append(
            Shown(
                name,
                heading,
                one.paragraphs if one else (),
                one.points if one else (),
                typed.get(f"{OWN}{name}", own.get(name, "")),
            )
        )
    context = {
        "issue": issue,
        "title": f"{period_words(issue.period)}通报",
        "rule": rule,
        "place": seats.unit_by_code(issue.centre).name,
        "number": number_words(issue),
        "who": directory.name_of(issue.issued_by or issue.begun_by),
        "at": clock_words((issue.issued_at or issue.begun_at), reader.now),
        "sections": sections,
        "cases": remarks.typical_of(issue),
        "late": late[:MOST_LATE],
        "late_more": max(len(late) - MOST_LATE, 0),
        "note": as_at_words(issue),
        "changed": bool(issue.digest) and found.digest() != issue.digest,
        "may": issue.issued_at is None,
        "erasable": [(n, h) for n, h in rule.sections.items() if own.get(n, ERASED) != ERASED]
        if writes(reader.user, issue.centre, reader.now)
        else [],
        "wrong": refusal,
        "typed": {name: typed.get(name, "") for name in ("case_no", "text", "signed_by")},
    }
    status = 422 if refusal else 200
    return show(request, reader, "bulletin/issue.html", context, at="bulletins", status=status)
