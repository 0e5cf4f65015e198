"""第一次启动: five questions, and a centre can receive people.

Open only while there is no unit at all, and only to whoever holds the opening code that the
console shows (``people.opening_code``).
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.library import calendars, standards
from bancheng.people.errors import PeopleError
from bancheng.people.first_password import open_before_first_password
from bancheng.people.founding import Answers, found, is_founded
from bancheng.people.opening_code import is_right
from bancheng.web.administration.boxes import Box, Given, draw, read, wrong_of
from bancheng.web.administration.first_tries import count_wrong, must_wait

USUAL = "09:00-12:00，13:00-17:00"


def questions() -> tuple[tuple[str, tuple[Box, ...]], ...]:
    """The five, each with the boxes that answer it."""
    shelf = {s: standards.standard(s).standard.title for s in standards.ids()}
    regional = {name: calendars.region(name).name for name in calendars.regions()}
    return (
        (
            "一、中心叫什么",
            (
                Box("name", "中心名称", required=True, longest=100),
                Box("region", "所在的区、县、乡镇", hint="空着就用中心名称", longest=100),
                Box("prefix", "工单编号的字头", hint="可以空着，一般用拼音字头", longest=10),
            ),
        ),
        (
            "二、照哪份规范办",
            (Box("standard", "规范", required=True, widget="pick", choices=shelf),),
        ),
        (
            "三、几点开门",
            (
                Box("hours", "办公时间", hint=f"例如 {USUAL}", required=True, listed=True),
                Box("calendars", "地方假期", hint="没有就不选", widget="picks", choices=regional),
            ),
        ),
        (
            "四、窗口在哪里",
            (
                Box(
                    "window_place",
                    "位置",
                    hint="例如 一楼东侧 1 号",
                    required=True,
                    longest=100,
                ),
                Box("window_phone", "电话", widget="phone", longest=30),
            ),
        ),
        (
            "五、谁来照看",
            (
                Box("admin_name", "管理员姓名", required=True, longest=50),
                Box("admin", "登录名", hint="小写字母开头", required=True, longest=40),
            ),
        ),
    )


@open_before_first_password
@never_cache
@sensitive_post_parameters("password", "again", "code")
@require_http_methods(["GET", "POST"])
def first_start_page(request: HttpRequest) -> HttpResponse:
    """GET and POST /start; 404 once there is a centre."""
    if is_founded():
        raise Http404
    if request.method == "GET":
        return _shown(request, {"hours": [USUAL]}, None)
    sent = request.POST
    try:
        answers = _answers(request)
        centre = found(answers)
    except PeopleError as refused:
        given: Given = sent.dict() | {"hours": [sent.get("hours", "")]}
        given = {**given, "calendars": sent.getlist("calendars")}
        return _shown(request, given, refused)
    messages.success(request, f"已设立{centre.name}。请登录，接着增加部门和人员。")
    return redirect("sign-in")


def _answers(request: HttpRequest) -> Answers:
    sent = request.POST
    must_wait()
    if not is_right(sent.get("code", "")):
        count_wrong()
        raise PeopleError("开通码不对。它显示在启动本程序的窗口里（服务的记录里也有）。", "code")
    values = {k: v for _, boxes in questions() for k, v in read(boxes, sent).items()}
    if sent.get("password", "") != sent.get("again", ""):
        raise PeopleError("两次输入的密码不一样，请重新输入。", "again")
    return Answers(
        name=str(values["name"]),
        standard=str(values["standard"]),
        hours=_several(values["hours"]),
        admin=str(values["admin"]),
        admin_name=str(values["admin_name"]),
        password=sent.get("password", ""),
        must_change_password=False,
        region=str(values["region"]),
        calendars=_several(values["calendars"]),
        prefix=str(values["prefix"]),
        window_place=str(values["window_place"]),
        window_phone=str(values["window_phone"]),
    )


def _several(value: object) -> tuple[str, ...]:
    return tuple(str(part) for part in value) if isinstance(value, list) else ()


def _shown(request: HttpRequest, given: Given, refused: PeopleError | None) -> HttpResponse:
    wrong = wrong_of(refused) if refused else None
    context = {
        "questions": [(title, draw(boxes, given, wrong)) for title, boxes in questions()],
        "code": request.POST.get("code", ""),
        "refused": refused,
    }
    status = 422 if refused else 200
    answer = render(request, "administration/first_start.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
