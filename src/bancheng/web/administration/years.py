"""工作日历: the years whose notice is out, and taking in one that has just been published."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.core.standard.faults import StandardFaults
from bancheng.library import calendars
from bancheng.people.change import record
from bancheng.web.desk import Reader, desk, show
from bancheng.web.running.running import looks_after_all

LARGEST = 200_000  # bytes; a year is two
KINDS = (".yaml", ".yml", ".json")


@require_http_methods(["GET", "POST"])
@desk
def years_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /calendar/: for whoever looks after the whole, since all halls count by it."""
    if not looks_after_all(reader):
        raise Http404
    faults: list[str] = []
    if request.method == "POST":
        try:
            told = _take_in(request.FILES.get("file"), reader)
        except (calendars.CalendarFileError, StandardFaults) as wrong:
            faults = str(wrong).splitlines()
        else:
            messages.success(request, told)
            return redirect("years")
    national, published = calendars.national()
    days = {
        year: sum(1 for day, mark in national.days.items() if day.year == year and not mark.works)
        for year in published
    }
    context = {
        "years": [(year, days[year]) for year in sorted(published, reverse=True)],
        "next": reader.now.year + 1 if reader.now.year + 1 not in published else None,
        "faults": faults,
    }
    status = 422 if faults else 200
    return show(request, reader, "administration/years.html", context, at="years", status=status)


def _take_in(sent: object, reader: Reader) -> str:
    if not isinstance(sent, UploadedFile) or not sent.name:
        raise calendars.CalendarFileError("请先选一个文件。")
    kind = Path(sent.name).suffix.lower()
    if kind not in KINDS:
        raise calendars.CalendarFileError("文件要是 .yaml，或 holiday-cn 的 .json。")
    if sent.size is None or sent.size > LARGEST:
        raise calendars.CalendarFileError("文件太大，一年的放假安排不会超过 200 KB。")
    with tempfile.TemporaryDirectory(prefix="bancheng-year-") as place:
        file = Path(place) / f"放假安排{kind}"
        file.write_bytes(sent.read())
        book = calendars.import_year(file)
    calendars.keep_year(book)
    with transaction.atomic():
        said = f"{book.year} 年放假安排：放假 {len(book.rest)} 天，调休上班 {len(book.work)} 天"
        record(reader.user.username, None, f"导入了{said}。")
    return f"已导入{said}。暂定的到期时间由系统在几分钟内公开改定。"
