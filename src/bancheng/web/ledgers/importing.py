"""导入旧台账: an old ledger is uploaded, its columns are settled, it is tried, and only then kept.

The cases come through the one write door as late entries with their true times: all or none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from django.contrib import messages
from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework import access
from bancheng.casework.importing.encoded_text import UnreadableFileError
from bancheng.casework.importing.load import Importing, Loaded, load
from bancheng.casework.importing.table_file import Row, Table, table_of
from bancheng.casework.surroundings import standard_for
from bancheng.core.refusal import Refusal
from bancheng.files import office
from bancheng.ledgers import upload_row
from bancheng.ledgers.cells import from_csv
from bancheng.ledgers.memory_row import columns_for, fitting, remember
from bancheng.ledgers.upload_row import Upload
from bancheng.people import seats
from bancheng.web.desk import Reader, desk, show
from bancheng.web.ledgers.import_fields import GIVEN, asked_for_all, field_choices

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 500  # everybody else waits to write while they are tried
SHOWN_FAULTS, SAMPLE = 100, 36
LOOK, LOAD = "look", "load"


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def import_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /ledgers/import/: which file, for which centre."""
    centres = access.may_open_cases_at(reader.user)
    if not centres:
        raise Http404
    wrong = ""
    if request.method == "POST":
        centre = next((c for c in centres if c.code == request.POST.get("centre")), None)
        file = request.FILES.get("file")
        if centre is None or file is None:
            wrong = "请选择要导入的文件。"
        else:
            try:
                upload = _taken_in(centre.code, file, reader)
            except (UnreadableFileError, Refusal) as unfit:
                wrong = unfit.sentence if isinstance(unfit, Refusal) else str(unfit)
            else:
                return _see_other(reverse("ledger-plan", args=[upload.uid]))
    context = {"centres": centres, "wrong": wrong, "most": MOST_ROWS}
    status = 422 if wrong else 200
    return show(request, reader, "ledgers/import.html", context, at="ledgers", status=status)


def _taken_in(centre: str, file: File[bytes], reader: Reader) -> Upload:
    name = Path(str(file.name)).name[-200:]
    if getattr(file, "let_go", False) or file.size is None or file.size > MOST_BYTES:
        raise UnreadableFileError(f"{name} 超过 10 MB，请分成几份再导入。")
    content = file.read()
    table = table_in(name, content)
    if not table.rows:
        raise UnreadableFileError(f"{name} 只有表头，没有办件。")
    if len(table.rows) > MOST_ROWS:
        raise UnreadableFileError(
            f"{name} 有 {len(table.rows)} 行，一次最多 {MOST_ROWS} 行，免得别人办件等着。"
            "请按月分成几份；很多年的，请管理员下班以后用 bancheng import cases 导入。"
        )
    return upload_row.keep(centre, name, content, reader.user.username, reader.now)


def table_in(name: str, content: bytes) -> Table:
    """What stands in a file. Raises UnreadableFileError, Refusal."""
    if Path(name).suffix.lower() not in (".xlsx", ".csv", ".txt"):
        raise UnreadableFileError(f"{name} 不是 XLSX 或 CSV，请在表格程序里另存为 XLSX 再试。")
    if Path(name).suffix.lower() == ".xlsx":
        office.check(content)  # an archive may lie about its size
        return table_of(name, content)
    table = table_of(name, content)
    rows = (
        Row(row.line, {t: from_csv(c) if isinstance(c, str) else c for t, c in row.cells.items()})
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


@dataclass(frozen=True, slots=True)
class Plan:
    """An uploaded ledger as somebody looks at it."""

    upload: Upload
    table: Table
    job: Importing


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def plan_page(request: HttpRequest, reader: Reader, upload: str) -> HttpResponse:
    """GET and POST /ledgers/import/<upload>/: what each column is; try it; bring it in."""
    kept = Upload.objects.filter(uid=upload, by=reader.user.username).first()
    mine = {centre.code for centre in access.may_open_cases_at(reader.user)}
    if kept is None or kept.centre not in mine:
        raise Http404
    sent = request.POST
    plan, known = _plan(kept, sent, reader)
    wrong, done = "", None
    if request.method == "POST":
        try:
            done = load(plan.job, dry_run=sent.get("then") != LOAD)
        except UnreadableFileError as missing:
            wrong = str(missing)
        if done is not None and done.loaded:
            return _brought_in(request, reader, plan, done)
    context = _context(plan, done, reader) | {"wrong": wrong, "known": known, "sent": sent}
    bad = bool(wrong or (done and done.faults))
    status = 422 if bad else 200
    return show(request, reader, "ledgers/plan.html", context, at="ledgers", status=status)


def _plan(kept: Upload, sent: QueryDict, reader: Reader) -> tuple[Plan, bool]:
    try:
        content = kept.opened()
    except ValueError as damaged:
        raise Http404 from damaged
    table = table_in(kept.file_name, content)
    centre = seats.unit_by_code(kept.centre)
    standard = standard_for(centre)
    if sent:
        chosen = {
            field: title
            for number, title in enumerate(table.header)
            if (field := sent.get(f"column-{number}", "")) in field_choices(standard)
        }
        columns, known = fitting(table.header, chosen), False
    else:
        columns, known = columns_for(kept.centre, table.header, standard)
    given = {name: str(sent[name]) for name in GIVEN if sent.get(name)}
    job = Importing(
        user=reader.user,
        centre=centre,
        file=Path(kept.file_name),
        table=table,
        now=reader.now,
        given=given,
        columns=columns,
        content=content,
    )
    return Plan(kept, table, job), known


def _brought_in(request: HttpRequest, reader: Reader, plan: Plan, done: Loaded) -> HttpResponse:
    remember(plan.upload.centre, plan.table.header, done.columns, reader.user.username, reader.now)
    upload_row.throw_away(plan.upload)
    again = f"，另有 {done.again} 件以前导入过，没有再存" if done.again else ""
    first = f"，编号从 {done.cases[0]} 起" if done.cases else ""
    messages.success(request, f"已导入 {len(done.cases)} 件{first}{again}。")
    return _see_other(f"{reverse('ledger', args=['cases'])}?at={plan.upload.centre}")


def _context(plan: Plan, done: Loaded | None, reader: Reader) -> dict[str, object]:
    standard, table = standard_for(plan.job.centre), plan.table
    columns = plan.job.columns
    titles = columns.titles if columns else {}
    field_of = {title: field for field, title in titles.items()}
    return {
        "upload": plan.upload,
        "centre": plan.job.centre,
        "table": table,
        "columns": [
            (number, title, field_of.get(title, ""), _sample(table, title))
            for number, title in enumerate(table.header)
            if title
        ],
        "fields": field_choices(standard).items(),
        "for_all": asked_for_all(standard, plan.job.given),
        "done": done,
        "faults": done.faults[:SHOWN_FAULTS] if done else (),
        "more": max(len(done.faults) - SHOWN_FAULTS, 0) if done else 0,
    }


def _sample(table: Table, title: str) -> str:
    for row in table.rows:
        text = " ".join(str(row.cells.get(title) or "").split())
        if text:
            return text if len(text) <= SAMPLE else f"{text[: SAMPLE - 1]}…"
    return ""


def _see_other(address: str) -> HttpResponse:
    answer = redirect(address)
    answer.status_code = 303
    return answer
