"""导入事项: a file is uploaded, looked at, put right, and only then brought in."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bancheng.casework.importing.encoded_text import UnreadableFileError
from bancheng.items.errors import ItemError
from bancheng.items.importing import cells
from bancheng.items.importing.columns import LISTED, SHOWN, fitting
from bancheng.items.importing.memory_row import columns_for, remember
from bancheng.items.importing.plan import Done, Job, Plan, carry_out, plan
from bancheng.items.importing.source import KINDS, Source, read_source
from bancheng.items.importing.upload_row import Upload, sweep
from bancheng.items.keeping import Signed
from bancheng.items.version_row import Level
from bancheng.web.desk import Reader, desk, show
from bancheng.web.items.reading import Shelf, shelf_of

MOST_BYTES = 20 * 1024 * 1024
SHOWN_ROWS, SHOWN_FAULTS = 20, 200


@require_http_methods(["GET", "POST"])
@desk
def import_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /items/import/: which file, into which list."""
    shelf = shelf_of(reader)
    if not shelf.mine:
        return show(request, reader, "items/not_mine.html", at="items", status=403)
    if request.method == "GET":
        return _asked(request, reader, shelf)
    unit = next((u for u in shelf.mine if u.code == request.POST.get("unit")), None)
    file = request.FILES.get("file")
    if unit is None or file is None:
        return _asked(request, reader, shelf, "请选择要导入的文件。")
    try:
        upload = _taken_in(unit.code, file, reader)
    except UnreadableFileError as wrong:
        return _asked(request, reader, shelf, str(wrong))
    answer = redirect("items-plan", upload.pk)
    answer.status_code = 303
    return answer


def _asked(request: HttpRequest, reader: Reader, shelf: Shelf, wrong: str = "") -> HttpResponse:
    context = {"shelf": shelf, "wrong": wrong, "unit": request.POST.get("unit", ""), "kinds": KINDS}
    status = 422 if wrong else 200
    return show(request, reader, "items/import.html", context, at="items", status=status)


def _taken_in(unit: str, file: File[bytes], reader: Reader) -> Upload:
    """The file, once it can be read. UnreadableFileError where it cannot."""
    name = Path(str(file.name)).name[-200:]
    if file.size is None or file.size > MOST_BYTES:
        raise UnreadableFileError(f"{name} 超过 20 MB，请分成几份再导入。")
    content = file.read()
    source_of(name, content)
    sweep(reader.now)
    return Upload.objects.create(
        unit=unit, file_name=name, content=content, by=reader.user.username, at=reader.now
    )


def source_of(name: str, content: bytes) -> Source:
    """What stands in a file. The readers want one on disk, where spreadsheets unfold."""
    with tempfile.TemporaryDirectory(prefix="items-") as folder:
        file = Path(folder) / Path(name).name
        file.write_bytes(content)
        return read_source(file)


@require_http_methods(["GET", "POST"])
@desk
def plan_page(request: HttpRequest, reader: Reader, upload: int) -> HttpResponse:
    """GET and POST /items/import/<upload>/: what it would do; then do it."""
    kept = Upload.objects.filter(pk=upload, by=reader.user.username).first()
    shelf = shelf_of(reader)
    if kept is None or kept.unit not in shelf.kept:
        raise Http404
    source = source_of(kept.file_name, bytes(kept.content))
    sent = request.POST
    chosen = columns_for(kept.unit, source.header)
    if request.method == "POST":
        chosen = fitting(
            source.header, {t: sent.get(f"column-{n}", "") for n, t in enumerate(source.header)}
        )
    level = sent.get("level", "") if sent.get("level") in Level.values else ""
    job = Job(kept.unit, source, chosen, {"level": level} if level else {})
    wrong = ""
    found: Plan | None = None
    try:
        found = plan(job)
        if sent.get("then") == "load":
            signed = Signed(reader.user.username, reader.now, f"从 {kept.file_name} 导入")
            leave_out, retire = bool(sent.get("leave_out")), bool(sent.get("retire"))
            done = carry_out(found, signed, retire, leave_out)
            remember(kept.unit, source.header, chosen)
            kept.delete()
            messages.success(request, _told(done))
            return redirect(f"{reverse('items')}?unit={job.unit}")
    except (UnreadableFileError, ItemError) as error:
        wrong = error.sentence if isinstance(error, ItemError) else str(error)
    context = _context(kept, shelf, job, found, level)
    context |= {"wrong": wrong, "leave_out": bool(sent.get("leave_out"))}
    return show(
        request, reader, "items/plan.html", context, at="items", status=422 if wrong else 200
    )


def _context(
    kept: Upload, shelf: Shelf, job: Job, found: Plan | None, level: str
) -> dict[str, object]:
    source = job.source
    sample = {
        title: next((t for r in source.rows if (t := _short(r.cells.get(title)))), "")
        for title in source.header
    }
    return {
        "upload": kept,
        "list_name": shelf.name_of(kept.unit),
        "source": source,
        "columns": [(n, t, job.columns.get(t, ""), sample[t]) for n, t in enumerate(source.header)],
        "fields": [(name, SHOWN[name]) for name in LISTED],
        "levels": Level.choices,
        "level": level,
        "plan": found,
        "shown_rows": SHOWN_ROWS,
        "shown_faults": SHOWN_FAULTS,
    }


def _short(cell: object) -> str:
    text = " ".join(cells.text(cell).split())
    return text if len(text) <= 36 else text[:35] + "…"


def _told(done: Done) -> str:
    retired = f"，停用 {done.retired} 项" if done.retired else ""
    left = f"，跳过有错的 {done.left_out} 行" if done.left_out else ""
    return (
        f"已导入：新增 {done.added} 项，调整 {done.changed} 项，没变 {done.untouched} 项"
        f"{retired}{left}。"
    )
