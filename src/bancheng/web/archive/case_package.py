"""一件的归档包: made at one touch, taken out with a reason; who did either is listed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from bancheng.archive.making import is_erased, make_package, may_archive, why_no_package
from bancheng.archive.package_row import Package
from bancheng.archive.retention import term_of
from bancheng.archive.taken_row import PackageTaken
from bancheng.casework.look import Look, look
from bancheng.core.calendar import CHINA
from bancheng.core.refusal import Refusal
from bancheng.files.limits import in_words
from bancheng.people import directory
from bancheng.web.desk import Reader, desk, show
from bancheng.web.heading import heading

TAKINGS = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One package in words; ``takings``: when and by whom it was taken out."""

    package: Package
    size: str
    term: str
    by: str
    takings: list[tuple[str, str]]
    more: int
    destroyed: str


@require_safe
@desk
def case_package(request: HttpRequest, reader: Reader, case_no: str) -> HttpResponse:
    """GET /cases/<number>/package/"""
    return page(request, reader, look(reader.user, case_no, reader.now))


@require_POST
@desk
def make_one(request: HttpRequest, reader: Reader, case_no: str) -> HttpResponse:
    """POST /cases/<number>/package/make"""
    command = request.POST.get("command_id") or uuid4().hex
    try:
        make_package(reader.user, case_no, command, reader.now)
    except Refusal as refusal:
        found = look(reader.user, case_no, reader.now)
        return page(request, reader, found, f"没有做成。{refusal.sentence}")
    answer = redirect("case-package", case_no)
    answer.status_code = 303
    return answer


def page(
    request: HttpRequest,
    reader: Reader,
    found: Look,
    wrong: str = "",
    wrong_at: int | None = None,
    reason: str = "",
) -> HttpResponse:
    """The page; ``wrong_at`` is the package whose reason was wrong."""
    rows = _rows(found.row.case_no)
    refusal = why_no_package(found)
    context = {
        "heading": heading(found),
        "standard": found.standard,
        "rows": rows,
        "command_id": uuid4().hex,
        "may_take": may_archive(found),
        "why_not": refusal.sentence if refusal else "",
        "is_erased": is_erased(found),
        "is_newest": any(row.package.version == found.case.version for row in rows),
        "wrong": wrong,
        "wrong_at": wrong_at,
        "reason": reason,
    }
    status = 422 if wrong else 200
    return show(request, reader, "archive/case.html", context, at="archive", status=status)


def _rows(case_no: str) -> list[Row]:
    packages = list(Package.objects.filter(case_no=case_no).order_by("-made"))
    taken: dict[int, list[tuple[str, str]]] = {one.pk: [] for one in packages}
    for row in PackageTaken.objects.filter(package__in=packages).order_by("-at", "-pk"):
        at = f"{row.at.astimezone(CHINA):%Y-%m-%d %H:%M}"
        taken[row.package_id].append((at, directory.name_of(row.by)))
    return [
        Row(
            one,
            in_words(one.size),
            term_of(one.years),
            directory.name_of(one.by),
            taken[one.pk][:TAKINGS],
            max(len(taken[one.pk]) - TAKINGS, 0),
            _destroyed(one),
        )
        for one in packages
    ]


def _destroyed(package: Package) -> str:
    """Who had it destroyed, and on what ground; empty where it is still kept."""
    if package.destroyed_at is None:
        return ""
    record = package.destructions.filter(approved=True).order_by("-pk").first()
    if record is None:
        return f"{package.destroyed_at.astimezone(CHINA):%Y-%m-%d}"
    proposed, decided = (directory.name_of(n) for n in (record.proposed_by, record.decided_by))
    on = f"{package.destroyed_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    return f"{on} {decided}批准（{record.reason}）；{proposed}提出，依据：{record.basis}"
