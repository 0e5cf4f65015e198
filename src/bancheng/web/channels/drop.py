"""导入派单表: a table of the other side is uploaded, seen row by row, and only then taken."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from bancheng.casework.importing.encoded_text import UnreadableFileError
from bancheng.channels.adapter import adapters
from bancheng.channels.hotline.adapter import Hotline
from bancheng.channels.hotline.dropping import Dropped, drop
from bancheng.channels.hotline.mapping import Mapping
from bancheng.channels.models import Setup
from bancheng.core.refusal import Refusal
from bancheng.ledgers import upload_row
from bancheng.ledgers.upload_row import Upload
from bancheng.web.channels.orders import setups_of
from bancheng.web.desk import Reader, desk, show
from bancheng.web.ledgers.importing import MOST_BYTES, table_in

SHOWN = 200


@sensitive_post_parameters()
@require_POST
@desk
def drop_page(request: HttpRequest, reader: Reader, number: int) -> HttpResponse:
    """POST /orders/<channel>/drop: a file."""
    setup, adapter = order_channel(reader, number)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise UnreadableFileError("请选择要导入的表格。")
        upload = _taken_in(setup, file, reader)
        _tried(setup, adapter, upload, reader, dry=True)
    except (UnreadableFileError, Refusal) as unfit:
        messages.error(request, unfit.sentence if isinstance(unfit, Refusal) else str(unfit))
        return _to(reverse("orders"))
    return _to(reverse("orders-plan", args=[number, upload.uid]))


@require_http_methods(["GET", "POST"])
@desk
def drop_plan_page(request: HttpRequest, reader: Reader, number: int, upload: str) -> HttpResponse:
    """GET and POST /orders/<channel>/drop/<upload>: what each row would become; take them."""
    setup, adapter = order_channel(reader, number)
    mine = Upload.objects.filter(uid=upload, by=reader.user.username, centre=setup.centre.code)
    kept = mine.first()
    if kept is None:
        raise Http404(upload)
    try:
        done = _tried(setup, adapter, kept, reader, dry=request.method != "POST")
    except (UnreadableFileError, Refusal) as unfit:
        messages.error(request, unfit.sentence if isinstance(unfit, Refusal) else str(unfit))
        return _to(reverse("orders"))
    if done.taken:
        upload_row.throw_away(kept)
        messages.success(request, f"已导入 {len(done.fates)} 行，其中 {done.new} 行有要办的。")
        return _to(reverse("orders"))
    fates = sorted(done.fates, key=lambda fate: (not fate.wrong, not fate.new, fate.line))
    context = {
        "setup": setup,
        "upload": kept,
        "done": done,
        "fates": fates[:SHOWN],
        "more": max(len(fates) - SHOWN, 0),
        "same": len(fates) - done.new - done.wrong,
    }
    status = 422 if done.wrong else 200
    return show(request, reader, "channels/plan.html", context, at="orders", status=status)


def order_channel(reader: Reader, number: int) -> tuple[Setup, Hotline]:
    """A channel of orders, on, at a centre where the reader registers. Else 404."""
    found = next((setup for setup in setups_of(reader) if setup.pk == number), None)
    adapter = adapters().get(found.kind) if found is not None else None
    if found is None or found.ended_at is not None or not isinstance(adapter, Hotline):
        raise Http404(number)
    return found, adapter


def _taken_in(setup: Setup, file: File[bytes], reader: Reader) -> Upload:
    name = Path(str(file.name)).name[-200:]
    if getattr(file, "let_go", False) or file.size is None or file.size > MOST_BYTES:
        raise UnreadableFileError(f"{name} 超过 10 MB，请分成几份再导入。")
    content = file.read()
    if not table_in(name, content).rows:
        raise UnreadableFileError(f"{name} 只有表头，没有派单。")
    return upload_row.keep(setup.centre.code, name, content, reader.user.username, reader.now)


def _tried(setup: Setup, adapter: Hotline, upload: Upload, reader: Reader, *, dry: bool) -> Dropped:
    if not setup.on:
        raise UnreadableFileError(f"“{setup.name}”还没有打开，请系统管理员先打开。")
    try:
        content = upload.opened()
        mapping: Mapping = adapter.set_for(setup)[1]
    except ValueError:
        raise UnreadableFileError("文件或者渠道的设置读不出来了，请重新上传。") from None
    table = table_in(upload.file_name, content)
    return drop(setup, adapter.term, mapping, table, reader.user, reader.now, dry=dry)


def _to(address: str) -> HttpResponse:
    answer = redirect(address)
    answer.status_code = 303
    return answer
