"""两步登录和单位身份 of somebody else, on the page of a person, for the administrator."""

from __future__ import annotations

from django.http import HttpRequest

from bancheng.identity import setting_up
from bancheng.identity.factor_row import factor_of
from bancheng.identity.link_row import link_of
from bancheng.identity.organisation import linking
from bancheng.identity.organisation.service import offered
from bancheng.people.errors import PeopleError
from bancheng.people.models import Post, User
from bancheng.people.post import ADMINISTRATOR
from bancheng.web.desk import Reader

NOT_YOUR_OWN = "不能在这里结束自己的两步登录，请在“我的账号”里关，或者请另一位管理员来办。"


def end_second_step(request: HttpRequest, reader: Reader, user: User) -> str:
    """Somebody lost their phone and their recovery codes."""
    if user.pk == reader.user.pk:
        raise PeopleError(NOT_YOUR_OWN)
    setting_up.end(user, reader.user.username, reader.now)
    said = f"已结束{user.name}的两步登录，这个账号登录着的已经全部退出。"
    return said + "本人下次登录时会看到是谁结束的。"


def bind_identity(request: HttpRequest, reader: Reader, user: User) -> str:
    """What the organisation's service calls this person is entered by hand."""
    service = offered()
    if service is None:
        raise PeopleError("没有设置单位统一身份，不能绑定。")
    if user.pk == reader.user.pk:
        raise PeopleError("自己的账号请在“我的账号”里绑定。", "subject")
    if user.is_program:
        raise PeopleError("这是接口账号，没有人用它登录，不能绑定。", "subject")
    subject = request.POST.get("subject", "").strip()
    linking.bind(user, service.issuer, subject, reader.user.username, reader.now)
    return f"已给{user.name}绑定{service.name}。"


def unbind_identity(request: HttpRequest, reader: Reader, user: User) -> str:
    """It signs in as this person no more."""
    linking.unbind(user, reader.user.username, reader.now)
    return f"已解除{user.name}绑定的单位身份，这个账号登录着的已经全部退出。"


STEPS = {
    "end-second-step": end_second_step,
    "bind": bind_identity,
    "unbind": unbind_identity,
}


def asks_proof(request: HttpRequest) -> bool:
    """These steps, and every post of an administrator begun or ended."""
    do = request.POST.get("do", "")
    if do == "post":
        return makes_administrator(request)
    if do == "end":
        number = request.POST.get("post", "")
        held = Post.objects.filter(pk=number if number.isdigit() else 0)
        return held.filter(role=ADMINISTRATOR).exists()
    return do in STEPS


def makes_administrator(request: HttpRequest) -> bool:
    """A post of an administrator is given, to somebody there is or with a new account."""
    return request.POST.get("role") == ADMINISTRATOR


def seen(reader: Reader, user: User) -> dict[str, object]:
    """What the card on the page shows."""
    return {
        "second_step": factor_of(user),
        "link": link_of(user),
        "service": offered(),
        "own": user.pk == reader.user.pk,
    }
