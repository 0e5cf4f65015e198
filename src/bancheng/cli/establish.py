"""bancheng init, unit add, user add: a real centre starts here, without the demonstration."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from bancheng.cli import chinese
from bancheng.cli.ending import misused, refuse, speaking

unit_app = chinese.app(help="机构。")
user_app = chinese.app(help="人员。")
HOURS = "09:00-12:00,13:00-17:00"


@unit_app.callback()
def _units() -> None:
    """机构。"""


@user_app.callback()
def _users() -> None:
    """人员。"""


def init(
    name: Annotated[str, typer.Option(prompt="中心名称", metavar="名称", help="全称")],
    code: Annotated[
        str, typer.Option(prompt="中心代码（小写字母、数字、连字符，不能再改）", metavar="代码")
    ],
    standard: Annotated[str, typer.Option(prompt="执行的规范（代号）", metavar="规范")],
    admin: Annotated[str, typer.Option(prompt="管理员登录名", metavar="登录名")],
    admin_name: Annotated[str, typer.Option(prompt="管理员姓名", metavar="姓名")],
    region: Annotated[str, typer.Option(metavar="名称", help="所在地区，默认取中心名称")] = "",
    hours: Annotated[str, typer.Option(metavar="时间", help="办公时间，各段用逗号隔开")] = HOURS,
    calendar: Annotated[
        list[str] | None, typer.Option(metavar="日历", help="地方日历的名称，可写几次")
    ] = None,
    prefix: Annotated[str, typer.Option(metavar="字头", help="工单编号的字头")] = "",
) -> None:
    """新装一个中心：建表，设立中心，建第一个管理员账号。没写的选项会一项项问。

    例：bancheng init --name 某某区政务服务中心 --code hall --standard 规范代号 --admin admin
    """
    with speaking():
        from bancheng.cli.office import migrate, open_office

        open_office(tables=False)
        migrate()
        from bancheng.library import standards
        from bancheng.people.founding import Answers, found, is_founded

        if is_founded():
            refuse("这里已经设立过机构，不用再 init；增加机构用 bancheng unit add。")
        rules = standards.standard(standard)
        password = _first_password()
        found(
            Answers(
                name=name,
                code=code,
                region=region,
                standard=rules.id,
                hours=tuple(part.strip() for part in hours.split(",")),
                calendars=tuple(_known_calendars(calendar or [])),
                prefix=prefix,
                admin=admin,
                admin_name=admin_name,
                password=password,
            )
        )
        roles = "、".join(f"{role}（{known.label}）" for role, known in rules.roles.items())
        print(f"已设立{name}（{code}），执行{rules.standard.title}。")
        print(f"管理员 {admin} 的首次密码：{password}（登录后须改）。")
        print("接着用 bancheng unit add 增加部门，用 bancheng user add 增加人员。")
        print(f"职责有：{roles}。")


@unit_app.command("add", cls=chinese.Command)
def add_unit(
    code: Annotated[str, typer.Argument(metavar="代码", help="小写字母、数字、连字符，不能再改")],
    name: Annotated[str, typer.Argument(metavar="名称")],
    form: Annotated[
        str,
        typer.Option(
            metavar="类别", help="region 地区、centre 中心、station 站、department 部门、body 机构"
        ),
    ] = "department",
    parent: Annotated[str, typer.Option(metavar="代码", help="上级机构的代码")] = "",
    standard: Annotated[str, typer.Option(metavar="规范", help="中心执行的规范")] = "",
    hours: Annotated[str, typer.Option(metavar="时间", help="中心的办公时间")] = "",
) -> None:
    """增加一个机构。

    例：bancheng unit add housing 某某区住建局 --parent hall-region
    """
    with speaking():
        from bancheng.cli.office import open_office

        open_office()
        from bancheng.people.establish import create_unit
        from bancheng.people.unit import Unit

        above = Unit.objects.filter(code=parent).first() if parent else None
        if parent and above is None:
            misused(f"没有代码为“{parent}”的上级机构。")
        details: dict[str, object] = {}
        if standard:
            from bancheng.library import standards

            details["standard"] = standards.standard(standard).id
        if hours:
            details["office_hours"] = [part.strip() for part in hours.split(",")]
        unit = create_unit(code, name, form, above, **details)
        print(f"已增加{unit.name}（{unit.code}）。")


@user_app.command("add", cls=chinese.Command)
def add_user(
    username: Annotated[str, typer.Argument(metavar="登录名")],
    name: Annotated[str, typer.Argument(metavar="姓名")],
    unit: Annotated[str, typer.Option(metavar="代码", help="在哪个机构任职")],
    role: Annotated[
        list[str], typer.Option(metavar="职责", help="规范里的职责，或 administrator；可写几次")
    ],
    phone: Annotated[str, typer.Option(metavar="电话")] = "",
) -> None:
    """增加一个人并任职，给出首次密码。

    例：bancheng user add chen.xiaolan 陈晓岚 --unit hall --role window
    """
    with speaking():
        from bancheng.cli.office import open_office

        open_office()
        from django.db import transaction

        from bancheng.people import seats
        from bancheng.people.appoint import appoint, create_user

        where = seats.unit_by_code(unit)
        password = _first_password()
        with transaction.atomic():
            user = create_user(username, name, password, phone)
            for each in role:
                appoint(user, where, each, known_roles=_roles_around(unit))
        print(f"已增加{name}，在{where.name}任 {'、'.join(role)}。")
        print(f"{username} 的首次密码：{password}（登录后须改）。")


def _roles_around(unit: str) -> set[str] | None:
    """The roles of the standards followed at or below a unit's region; None: not known here."""
    from bancheng.library import standards
    from bancheng.people.unit import Form, Unit

    centres = Unit.objects.filter(form=Form.CENTRE, active=True)
    return {role for centre in centres for role in standards.standard(centre.standard).roles}


def _known_calendars(names: list[str]) -> list[str]:
    from bancheng.library import calendars

    for name in names:
        calendars.region(name)
    return names


def _first_password() -> str:
    return secrets.token_urlsafe(9)
