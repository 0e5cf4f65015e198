"""动态调整: an item is changed, retired or restored; every time a new version with its reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bancheng.items import keeping
from bancheng.items.content import ItemContent, content_of
from bancheng.items.difference import Difference, difference
from bancheng.items.errors import ItemError
from bancheng.items.keeping import Signed
from bancheng.items.version_row import ItemVersion
from bancheng.people import directory
from bancheng.people.unit import Unit
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong
from bancheng.web.items import form
from bancheng.web.items.reading import shelf_of


@require_http_methods(["GET", "POST"])
@desk
def adjust_page(request: HttpRequest, reader: Reader, unit: str, code: str) -> HttpResponse:
    """GET and POST /items/at/<list>/<code>/adjust"""
    version = shelf_of(reader).item_to_change(unit, code)
    stood = content_of(version, version.materials.all())
    if request.method == "GET":
        return _shown(request, reader, version, stood, QueryDict())
    sent = request.POST
    typed = form.read(sent, unit)
    try:
        made = _done(
            sent, version, typed, Signed(reader.user.username, reader.now, sent.get("why", ""))
        )
    except ItemError as error:
        wrong = form.wrong_of(error)
        return _shown(request, reader, version, typed, sent, wrong)
    messages.success(request, _told(made, stood, typed))
    return _to_item(unit, code)


def _done(sent: QueryDict, current: ItemVersion, typed: ItemContent, signed: Signed) -> ItemVersion:
    """``seen`` is the version that the page showed, so that nobody's change is undone unseen."""
    number = sent.get("seen", "")
    seen = ItemVersion.objects.filter(
        item=current.item_id, number=int(number) if number.isascii() and number.isdigit() else 0
    ).first()
    seen = seen or current
    if sent.get("then") == "retire":
        return keeping.retire(seen, signed)
    if sent.get("then") == "restore":
        return keeping.restore(seen, signed)
    return keeping.change(seen, typed, signed)


def _told(made: ItemVersion, stood: ItemContent, typed: ItemContent) -> str:
    if not made.active:
        return f"已停用“{made.name}”。以前找到它的工单照样看得到。"
    changed = difference(stood, typed)
    return f"已存为第 {made.number} 版。{in_short(changed)}"


def in_short(changed: Difference) -> str:
    """What was cut and added, as one line."""
    parts = (
        (len(changed.cut_materials), "材料减 {} 份"),
        (len(changed.new_materials), "材料加 {} 份"),
        (len(changed.cut_steps), "步骤减 {} 步"),
        (len(changed.new_steps), "步骤加 {} 步"),
        (len(changed.changed_materials), "{} 份材料改了要求"),
    )
    told = [text.format(count) for count, text in parts if count]
    told += [f"改了{'、'.join(field.term for field in changed.fields)}"] if changed.fields else []
    return "，".join(told) + "。" if told else ""


def _shown(
    request: HttpRequest,
    reader: Reader,
    version: ItemVersion,
    content: ItemContent,
    sent: QueryDict,
    wrong: Wrong | None = None,
) -> HttpResponse:
    fields = form.drawn(content, wrong, sent.get("why", ""))
    context = {
        "item": version,
        "who": directory.name_of(version.made_by),
        "field": fields,
        "rows": form.material_rows(content, version.item.unit),
        # after somebody else's change the page shows the new version as seen
        "seen": version.number,
        "wrong": wrong,
        "wrong_above": wrong is not None and wrong.field not in fields,
    }
    status = 422 if wrong else 200
    return show(request, reader, "items/adjust.html", context, at="items", status=status)


@require_http_methods(["GET", "POST"])
@desk
def new_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /items/new"""
    shelf = shelf_of(reader)
    sent = request.POST
    wanted = sent.get("unit") or request.GET.get("unit", "")
    unit = next((u for u in shelf.mine if u.code == wanted), next(iter(shelf.mine), None))
    if unit is None:
        return show(request, reader, "items/not_mine.html", at="items", status=403)
    if request.method == "GET":
        return _new(request, reader, shelf.mine, unit, ItemContent(""), sent)
    typed = form.read(sent, unit.code)
    signed = Signed(reader.user.username, reader.now, sent.get("why", "").strip() or "新增事项")
    try:
        made = keeping.add(unit.code, sent.get("code", "").strip(), typed, signed)
    except ItemError as error:
        return _new(request, reader, shelf.mine, unit, typed, sent, form.wrong_of(error))
    messages.success(request, f"已把“{made.name}”放进{unit.shown}事项库。")
    return _to_item(unit.code, made.item.code)


def _new(
    request: HttpRequest,
    reader: Reader,
    units: list[Unit],
    unit: Unit,
    content: ItemContent,
    sent: QueryDict,
    wrong: Wrong | None = None,
) -> HttpResponse:
    fields = form.drawn(content, wrong, sent.get("why", ""), sent.get("code", ""))
    context = {
        "units": units,
        "unit": unit,
        "field": fields,
        "rows": form.material_rows(content, unit.code),
        "wrong": wrong,
        "wrong_above": wrong is not None and wrong.field not in fields,
    }
    status = 422 if wrong else 200
    return show(request, reader, "items/new.html", context, at="items", status=status)


def _to_item(unit: str, code: str) -> HttpResponse:
    answer = redirect(reverse("item", args=[unit, code]))
    answer.status_code = 303
    return answer
