"""一个人: name and phone, posts begun and ended, the account itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.people.appoint import appoint, disable, enable, end_post, reset_password
from bancheng.people.change import differences, record
from bancheng.people.checked import save_checked
from bancheng.people.errors import PeopleError
from bancheng.people.models import Post, User
from bancheng.web.account import on_person
from bancheng.web.account.proof import proved
from bancheng.web.administration.boxes import Box, Given, draw, read, wrong_of
from bancheng.web.administration.keeping import kept_unit, kept_user, must_keep
from bancheng.web.administration.roles import known_roles, role_choices
from bancheng.web.administration.staff import first_password, tell_password
from bancheng.web.desk import Reader, desk, show
from bancheng.web.overview import role_label
from bancheng.web.rota.leaving import leaves_something, serves_a_hall

ABOUT = (
    Box("name", "姓名", required=True, longest=50),
    Box("phone", "电话", widget="phone", longest=30),
)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
@proved(on_person.asks_proof)
def person_page(request: HttpRequest, reader: Reader, username: str) -> HttpResponse:
    """GET and POST /staff/<username>/"""
    user = kept_user(reader, username)
    if request.method == "GET":
        return _shown(request, reader, user)
    step = STEPS.get(request.POST.get("do", ""), change_about)
    try:
        with transaction.atomic():
            told = step(request, reader, user)
    except PeopleError as refused:
        user.refresh_from_db()
        return _shown(request, reader, user, refused)
    if told:
        messages.success(request, told)
    if step in (finish_post, close_account) and leaves_something(user, reader):
        messages.warning(request, f"{user.name}名下还有没移交的，请交给别人。")
        return redirect("leaving", username)
    return redirect("person", username)


def change_about(request: HttpRequest, reader: Reader, user: User) -> str:
    """Name and phone."""
    values = read(ABOUT, request.POST)
    changed = differences(user, values)
    if not changed:
        return "没有改动。"
    user.name, user.phone = str(values["name"]), str(values["phone"])
    save_checked(user)
    return _kept(reader, user, f"改了{user.name}（{user.username}）：{changed}。")


def begin_post(request: HttpRequest, reader: Reader, user: User) -> str:
    """Another post, from today or a day to come."""
    unit = kept_unit(reader, request.POST.get("unit", ""))
    chosen = read(post_boxes(reader, unit.code), request.POST)
    begins, ends = _day(request.POST, "from_on"), _day(request.POST, "until_on")
    role = str(chosen["role"])
    post = appoint(user, unit, role, begins, ends, known_roles=known_roles(unit))
    said = f"任命{user.name}在{unit.name}任{role_choices(unit)[role]}，自 {post.from_on}"
    record(reader.user.username, unit, said + (f"，至 {ends}。" if ends else "。"))
    return said + "。"


def finish_post(request: HttpRequest, reader: Reader, user: User) -> str:
    """End a post today. What the person is answerable for is handed on on another page."""
    number = request.POST.get("post", "")
    post = Post.objects.filter(user=user, pk=number if number.isdigit() else 0).first()
    if post is None:
        raise PeopleError("没有这项任职，可能刚被别人结束。")
    unit = kept_unit(reader, post.unit.code)
    end_post(post)
    said = f"结束了{user.name}在{unit.name}的任职（{role_label(post)}）。"
    record(reader.user.username, unit, said)
    return said + "手上的工单，请在“离岗移交”里交给别人。"


def new_password(request: HttpRequest, reader: Reader, user: User) -> str:
    """A first password again, for somebody who forgot theirs."""
    if user.is_program:
        raise PeopleError("这是接口账号，没有人用它登录；密钥在“接口账号”里发放。")
    password = first_password()
    reset_password(user, password)
    _kept(reader, user, f"重设了{user.name}（{user.username}）的密码。")
    tell_password(request, user, password)
    return ""


def close_account(request: HttpRequest, reader: Reader, user: User) -> str:
    """Nobody signs in with it from the next request on."""
    if user.pk == reader.user.pk:
        raise PeopleError("不能停用自己的账号，请另一位管理员来办。")
    disable(user)
    return _kept(reader, user, f"停用了{user.name}（{user.username}）的账号。")


def open_account(request: HttpRequest, reader: Reader, user: User) -> str:
    """Back again."""
    enable(user)
    return _kept(reader, user, f"恢复了{user.name}（{user.username}）的账号。")


Step = Callable[[HttpRequest, Reader, User], str]
STEPS: dict[str, Step] = {
    "post": begin_post,
    "end": finish_post,
    "password": new_password,
    "close": close_account,
    "open": open_account,
    **on_person.STEPS,
}


def post_boxes(reader: Reader, at: str) -> tuple[Box, ...]:
    """What an appointment asks: the unit, and a role that can be given there."""
    units = {unit.code: unit.name for unit in must_keep(reader) if unit.active}
    roles: dict[str, str] = {}
    for unit in must_keep(reader):
        if not at or unit.code == at:
            roles |= role_choices(unit)
    return (
        Box("unit", "机构", required=True, widget="select", choices=units),
        Box("role", "职责", required=True, widget="select", choices=roles),
        Box("from_on", "自", hint="空着就是今天", widget="date"),
        Box("until_on", "至", hint="到这一天为止（当天不算）；可以空着", widget="date"),
    )


def _day(sent: QueryDict, name: str) -> date | None:
    text = sent.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PeopleError(f"“{text}”不是日期，写成 2026-12-31 这样。", name) from None


def _kept(reader: Reader, user: User, said: str) -> str:
    post = user.posts.select_related("unit").order_by("-from_on", "-id").first()
    record(reader.user.username, post.unit if post else None, said)
    return said


def _shown(
    request: HttpRequest, reader: Reader, user: User, refused: PeopleError | None = None
) -> HttpResponse:
    sent: Given = request.POST.dict() if refused else {}
    doing = request.POST.get("do", "") if refused else ""
    wrong = wrong_of(refused) if refused else None
    codes = {unit.code for unit in must_keep(reader)}
    posts = [
        (post, role_label(post), post.in_force(reader.now.date()) and post.unit.code in codes)
        for post in user.posts.select_related("unit").order_by("-from_on", "-id")
    ]
    about: Given = sent if refused and not doing else {"name": user.name, "phone": user.phone}
    context = {
        "person": user,
        "serves_a_hall": serves_a_hall(user, reader),
        "posts": posts,
        "about": draw(ABOUT, about, wrong if not doing else None),
        "post_fields": draw(post_boxes(reader, ""), sent, wrong if doing == "post" else None),
        "refused": refused,
        **on_person.seen(reader, user),
    }
    status = 422 if refused else 200
    return show(request, reader, "administration/person.html", context, at="staff", status=status)
