"""窗口设置: where a window stands, when it is open, its phone (XF-5, SC-6.1.1, SC-6.1.2)."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bancheng.people.change import differences, record
from bancheng.people.checked import save_checked
from bancheng.people.errors import PeopleError
from bancheng.people.establish import open_window
from bancheng.people.hall_hours import parse_sessions
from bancheng.people.models import Window
from bancheng.people.unit import Form
from bancheng.web.administration.boxes import Box, read
from bancheng.web.administration.keeping import form_page, kept_unit
from bancheng.web.desk import Reader, desk

ASKED = (
    Box("name", "名称", required=True, longest=60),
    Box(
        "place",
        "位置",
        hint="要好找，例如 一楼东侧 1 号",
        required=True,
        longest=100,
    ),
    Box("hours", "开放时间", hint="空着就是大厅的办公时间；例如 09:00-12:00", listed=True),
    Box("phone", "电话", widget="phone", longest=30),
)


@require_http_methods(["GET", "POST"])
@desk
def new_window_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /windows/new?at=<code>"""
    centre = kept_unit(reader, request.GET.get("at", ""))
    if centre.form != Form.CENTRE:
        raise Http404(centre.code)
    refused = None
    if request.method == "POST":
        try:
            given = read(ASKED, request.POST)
            with transaction.atomic():
                window = open_window(
                    centre,
                    str(given["name"]),
                    str(given["place"]),
                    hours=_hours(given),
                    phone=str(given["phone"]),
                )
                record(reader.user.username, centre, f"增设了窗口“{window.name}”。")
        except PeopleError as wrong:
            refused = wrong
        else:
            messages.success(request, f"已增设{window.name}。")
            return redirect("overview")
    return form_page(
        request,
        reader,
        f"在{centre.name}增设窗口",
        ASKED,
        request.POST.dict(),
        button="增设",
        back=reverse("overview"),
        refused=refused,
    )


@require_http_methods(["GET", "POST"])
@desk
def window_page(request: HttpRequest, reader: Reader, number: int) -> HttpResponse:
    """GET and POST /windows/<number>/"""
    window = Window.objects.select_related("centre").filter(pk=number).first()
    if window is None:
        raise Http404(str(number))
    centre = kept_unit(reader, window.centre.code)
    asked = (*ASKED, Box("active", "在用", widget="flag"))
    refused, given = None, {box.name: getattr(window, box.name) for box in asked}
    if request.method == "POST":
        try:
            values = read(asked, request.POST)
            parse_sessions(_hours(values))
            with transaction.atomic():
                changed = differences(window, values)
                for name, value in values.items():
                    setattr(window, name, value)
                save_checked(window)
                if changed:
                    record(reader.user.username, centre, f"改了窗口“{window.name}”：{changed}。")
        except PeopleError as wrong:
            refused, given = wrong, dict(request.POST.items())
        else:
            messages.success(request, f"已保存：{changed}。" if changed else "没有改动。")
            return redirect("overview")
    return form_page(
        request,
        reader,
        f"{centre.name}　{window.name}",
        asked,
        given,
        button="保存",
        back=reverse("overview"),
        refused=refused,
    )


def _hours(given: dict[str, object]) -> list[str]:
    hours = given["hours"]
    return [str(hour) for hour in hours] if isinstance(hours, list) else []
