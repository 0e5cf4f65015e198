"""人员: everybody with an account around the units one looks after, and a new account."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from bancheng.people.appoint import appoint, create_user
from bancheng.people.change import record
from bancheng.people.chart import current
from bancheng.people.errors import PeopleError
from bancheng.people.models import User
from bancheng.web.account.on_person import makes_administrator
from bancheng.web.account.proof import proved
from bancheng.web.administration.boxes import Box, Given, read
from bancheng.web.administration.keeping import form_page, kept_unit, must_keep
from bancheng.web.administration.roles import known_roles, role_choices
from bancheng.web.desk import Reader, desk, show
from bancheng.web.overview import role_label

WHO = (
    Box(
        "username",
        "登录名",
        hint="小写字母开头，例如 chen.xl；定了不能改",
        required=True,
        longest=40,
    ),
    Box("name", "姓名", required=True, longest=50),
    Box("phone", "电话", widget="phone", longest=30),
)


@require_safe
@desk
def staff_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /staff/?find="""
    codes = {unit.code for unit in must_keep(reader)}
    chart, find = current(), request.GET.get("find", "").strip()
    lines = []
    for person in chart.people.values():
        posts = chart.posts.get(person.username, ())
        if posts and not any(post.unit.code in codes for post in posts):
            continue
        if find and find not in person.name and find.lower() not in person.username:
            continue
        held = [p for p in posts if p.in_force(reader.now.date()) and p.unit.code in codes]
        lines.append((person, [(post.unit.shown, role_label(post)) for post in held]))
    context = {"lines": lines, "find": find}
    return show(request, reader, "administration/staff.html", context, at="staff")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
@proved(makes_administrator)
def new_person_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /staff/new?at=<unit code>: an account with its first post."""
    unit = kept_unit(reader, request.GET.get("at", ""))
    asked = (
        *WHO,
        Box("role", "职责", required=True, widget="pick", choices=role_choices(unit)),
    )
    refused: PeopleError | None = None
    given: Given = {}
    if request.method == "POST":
        given, password = request.POST.dict(), first_password()
        try:
            values = {name: str(value) for name, value in read(asked, request.POST).items()}
            with transaction.atomic():
                user = create_user(values["username"], values["name"], password, values["phone"])
                appoint(user, unit, values["role"], known_roles=known_roles(unit))
                role = role_choices(unit)[values["role"]]
                said = f"增加了人员{user.name}（{user.username}），在{unit.name}任{role}。"
                record(reader.user.username, unit, said)
        except PeopleError as wrong:
            refused = wrong
        else:
            tell_password(request, user, password)
            return redirect("person", user.username)
    return form_page(
        request,
        reader,
        f"在{unit.name}增加人员",
        asked,
        given,
        button="增加",
        back=reverse("staff"),
        note="首次密码由系统给，只显示一次；本人登录后要先改。",
        refused=refused,
    )


def first_password() -> str:
    """Drawn by chance, to be changed at the first sign-in."""
    return secrets.token_urlsafe(9)


def tell_password(request: HttpRequest, user: User, password: str) -> None:
    """Shown once, on the next page."""
    said = f"{user.name}（{user.username}）的首次密码：{password}　"
    messages.success(request, said + "请当面交给本人，离开这一页就看不到了。")
