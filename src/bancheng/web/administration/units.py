"""机构设置: a new unit, and what may change about one."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bancheng.library import calendars, standards
from bancheng.people.change import differences, record
from bancheng.people.errors import PeopleError
from bancheng.people.establish import STANDS_UNDER, change_unit, create_unit
from bancheng.people.models import Unit
from bancheng.people.unit import Form
from bancheng.web.administration.boxes import Box, read
from bancheng.web.administration.keeping import form_page, kept_unit
from bancheng.web.desk import Reader, desk

NAMES = (
    Box("name", "名称", required=True, longest=100),
    Box("short_name", "简称", hint="列表里显示", longest=30),
    Box("phone", "电话", widget="phone", longest=30),
    Box("address", "地址", longest=200),
    Box("sort", "排序", hint="小的在前", widget="number"),
)
ACTIVE = Box("active", "在用", widget="flag")


def of_centre() -> tuple[Box, ...]:
    """What a hall is asked beyond."""
    known = {s: standards.standard(s).standard.title for s in standards.ids()}
    return (
        Box("standard", "执行的规范", required=True, widget="select", choices=known),
        Box("office_hours", "办公时间", hint="例如 09:00-12:00，13:00-17:00", listed=True),
        Box(
            "calendar_regions",
            "地方假期",
            hint="国务院安排之外，这里另放的假",
            widget="picks",
            choices={name: calendars.region(name).name for name in calendars.regions()},
        ),
    )


@require_http_methods(["GET", "POST"])
@desk
def new_unit_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /units/new?under=<code>"""
    above = kept_unit(reader, request.GET.get("under", ""))
    forms = {f.value: str(f.label) for f in Form if Form(above.form) in STANDS_UNDER[f]}
    asked = (
        Box("form", "类别", required=True, widget="pick", choices=forms),
        Box("code", "代码", hint="小写字母、数字、连字符；定了不能改", required=True, longest=40),
        *NAMES,
        *(of_centre() if Form.CENTRE in forms else ()),
    )
    title, back = f"在{above.name}之下增加机构", reverse("overview")
    refused, given = None, dict[str, object](sort=100)
    if request.method == "POST":
        given = request.POST.dict() | {"calendar_regions": request.POST.getlist("calendar_regions")}
        try:
            unit = _create(request, reader, asked, above)
        except PeopleError as wrong:
            refused = wrong
        else:
            messages.success(request, f"已增加{unit.name}。")
            return redirect("overview")
    if not forms:
        refused = PeopleError(f"{above.name}之下不能再设机构。")
    return form_page(
        request, reader, title, asked, given, button="增加", back=back, refused=refused
    )


def _create(request: HttpRequest, reader: Reader, asked: tuple[Box, ...], above: Unit) -> Unit:
    is_centre = request.POST.get("form") == Form.CENTRE
    hall_only = {box.name for box in of_centre()}
    values = read([b for b in asked if is_centre or b.name not in hall_only], request.POST)
    code, name, form = str(values.pop("code")), str(values.pop("name")), str(values.pop("form"))
    with transaction.atomic():
        unit = create_unit(code, name, form, above, **_details(values))
        record(reader.user.username, unit, f"增加了{unit.get_form_display()}“{name}”（{code}）。")
    return unit


@require_http_methods(["GET", "POST"])
@desk
def unit_page(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """GET and POST /units/<code>/"""
    unit = kept_unit(reader, code)
    asked = (*NAMES, *(of_centre() if unit.form == Form.CENTRE else ()), ACTIVE)
    refused, given = None, {box.name: getattr(unit, box.name) for box in asked}
    if request.method == "POST":
        try:
            told = _change(request, reader, asked, unit)
        except PeopleError as wrong:
            refused = wrong
            given = {box.name: request.POST.get(box.name, "") for box in asked}
            given["calendar_regions"] = request.POST.getlist("calendar_regions")
        else:
            messages.success(request, told)
            return redirect("overview")
    note = f"{unit.get_form_display()}，代码 {unit.code}。改动马上生效，并记入设置记录。"
    back = reverse("overview")
    return form_page(
        request,
        reader,
        unit.name,
        asked,
        given,
        button="保存",
        back=back,
        note=note,
        refused=refused,
    )


def _change(request: HttpRequest, reader: Reader, asked: tuple[Box, ...], unit: Unit) -> str:
    values = _details(read(asked, request.POST))
    if unit.active and not values["active"]:
        _must_be_empty(unit, reader)
    with transaction.atomic():
        changed = differences(unit, values)
        if not changed:
            return "没有改动。"
        change_unit(unit, **values)
        record(reader.user.username, unit, f"改了“{unit.name}”：{changed}。")
    return f"已保存：{changed}。"


def _must_be_empty(unit: Unit, reader: Reader) -> None:
    """A unit that people still work at is not put out of use over their heads."""
    held = [p for p in unit.posts.select_related("user") if p.in_force(reader.now.date())]
    if held:
        names = "、".join(sorted({post.user.name for post in held})[:5])
        raise PeopleError(f"{names}还在{unit.name}任职，请先结束他们的任职再停用。", "active")
    if any(child.active for child in unit.children.all()):
        raise PeopleError(f"{unit.name}之下还有在用的机构，请先停用它们。", "active")


def _details(values: dict[str, object]) -> dict[str, object]:
    sort = str(values.get("sort") or "100")
    if not (sort.isascii() and sort.isdigit() and len(sort) < 7):
        raise PeopleError("排序写一个不太大的整数，例如 10。", "sort")
    return {**values, "sort": int(sort)}
