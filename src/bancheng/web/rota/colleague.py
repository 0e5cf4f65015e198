"""一位工作人员: posts from when until when, the B of each, trainings (SC-6.2.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.casework import rota_keeping
from bancheng.people import directory, seats
from bancheng.people.away import candidates, name_substitute, substitute_of
from bancheng.people.errors import PeopleError
from bancheng.people.models import ADMINISTRATOR, Post, Substitute, Training, User
from bancheng.people.training import record_training, strike_training
from bancheng.web.desk import Reader, desk, show
from bancheng.web.overview import role_label
from bancheng.web.rota.halls import Hall, hall_at, read_day


@dataclass(frozen=True)
class Held:
    """One post: whether it is in force, who is its B, and whom the reader may name."""

    post: Post
    unit: str
    label: str
    in_force: bool
    substitute: str
    choices: tuple[User, ...]


@require_http_methods(["GET", "POST"])
@desk
def colleague_page(request: HttpRequest, reader: Reader, username: str) -> HttpResponse:
    """GET and POST /roster/<user name>/"""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Http404(username)
    hall = hall_with(user, reader)
    may = may_record(user, reader)
    wrong = None
    if request.method == "POST":
        if request.POST.get("do") not in DOES:
            raise Http404(username)
        try:
            told = DOES[request.POST["do"]](request.POST, user, reader)
        except PeopleError as refused:
            wrong = refused
        else:
            messages.success(request, told)
            answer = redirect("colleague", username)
            answer.status_code = 303
            return answer
    trainings = list(Training.objects.filter(user=user).select_related("made_by", "struck_by"))
    context = {
        "hall": hall,
        "who": user,
        "held": held(user, reader),
        "b_of": b_of(user),
        "trainings": trainings,
        "may": may,
        "away": seats.is_away(user, reader.now),
        "today": reader.now.date(),
        "wrong": wrong,
        "sent": request.POST,
    }
    status = 422 if wrong else 200
    return show(request, reader, "rota/colleague.html", context, at="roster", status=status)


def hall_with(user: User, reader: Reader) -> Hall:
    """The first hall of the reader's at which somebody has, or had, a post. Http404 if none."""
    known = rota_keeping.halls_of(reader.user, reader.now)
    posts = Post.objects.filter(user=user).exclude(role=ADMINISTRATOR).select_related("unit")
    units = [post.unit.code for post in posts]
    for centre in known:
        if any(directory.counts_at(unit, centre) for unit in units):
            return hall_at(centre, reader, known)
    raise Http404(user.username)


def may_record(user: User, reader: Reader) -> bool:
    """Whether the reader keeps this person's list: by arranging one of their posts."""
    posts = Post.objects.filter(user=user).exclude(role=ADMINISTRATOR)
    return any(rota_keeping.may_arrange(reader.user, post, reader.now) for post in posts)


def held(user: User, reader: Reader) -> list[Held]:
    """Every post, those in force first."""
    found = []
    for post in Post.objects.filter(user=user).select_related("unit"):
        in_force = user.is_active and post.in_force(reader.now.date())
        named = substitute_of(post) if in_force else None
        may: list[User] = []
        if in_force and post.role != ADMINISTRATOR:
            may = [
                other
                for other in candidates(post, reader.now)
                if rota_keeping.may_name(reader.user, post, other, reader.now)
            ]
        found.append(
            Held(
                post,
                post.unit.shown,
                role_label(post),
                in_force,
                named.name if named else "",
                tuple(may),
            )
        )
    return sorted(found, key=lambda one: (not one.in_force, one.post.from_on))


def b_of(user: User) -> list[str]:
    """Whose B somebody is."""
    named = Substitute.objects.filter(user=user, ended_at=None).select_related(
        "post__user", "post__unit"
    )
    return [f"{one.post.user.name}（{role_label(one.post)}）" for one in named]


def _substitute(sent: QueryDict, user: User, reader: Reader) -> str:
    post = Post.objects.filter(user=user, pk=_number(sent.get("post"))).first()
    if post is None or not post.in_force(reader.now.date()):
        raise PeopleError("没有这项任职，请刷新页面。")
    username = sent.get("person", "")
    other = next((u for u in candidates(post, reader.now) if u.username == username), None)
    if username and other is None:
        raise PeopleError("这个人不能作 B 角，请另选。", "person")
    if other is None and not rota_keeping.may_arrange(reader.user, post, reader.now):
        raise PeopleError("请选一位 B 角。", "person")
    if other is not None and not rota_keeping.may_name(reader.user, post, other, reader.now):
        raise PeopleError(f"由{other.name}作 B 角要排班的人或者管理员来定。", "person")
    name_substitute(post, other, by=reader.user, at=reader.now)
    return f"B 角已定为{other.name}。" if other else "已不设 B 角。"


def _train(sent: QueryDict, user: User, reader: Reader) -> str:
    if not may_record(user, reader):
        raise Http404(user.username)
    held_on = read_day(sent.get("held_on", ""), date.min)
    if held_on == date.min:
        raise PeopleError("请写明哪一天。", "held_on")
    record_training(
        user,
        sent.get("topic", ""),
        held_on,
        sent.get("hours", ""),
        sent.get("result", ""),
        reader.user,
        reader.now,
    )
    return "已记一次培训。"


def _untrain(sent: QueryDict, user: User, reader: Reader) -> str:
    if not may_record(user, reader):
        raise Http404(user.username)
    training = Training.objects.filter(user=user, pk=_number(sent.get("training"))).first()
    if training is None:
        raise PeopleError("没有这一条，请刷新页面。")
    strike_training(training, reader.user, reader.now)
    return "已撤掉，仍留在表上。"


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0


Doing = Callable[[QueryDict, User, Reader], str]
DOES: dict[str, Doing] = {"substitute": _substitute, "train": _train, "untrain": _untrain}
