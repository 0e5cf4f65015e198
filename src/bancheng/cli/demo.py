"""bancheng demo: a demonstration centre under every standard, ready to sign in to."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bancheng.cli.ending import refuse, speaking
from bancheng.cli.showing import JSON_HELP, as_json, progress, table

if TYPE_CHECKING:
    from bancheng.cli.demonstration.plan import Plan

ADDRESS = "http://127.0.0.1:8000/"


def demo(
    address: Annotated[
        str, typer.Option(metavar="网址", help="网页服务将在哪个网址打开，只用来告诉您")
    ] = ADDRESS,
    json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """建一个演示中心：编造的机构、人员和各个阶段的办件。可以反复运行，已有的不会重来。

    只在空库或演示库里运行；已有真实办件的库会拒绝。

    例：bancheng demo && bancheng serve
    """
    with speaking():
        from bancheng.cli.office import migrate, now, open_office

        open_office(tables=False)
        migrate()
        from bancheng.cli.demonstration.connect import connect
        from bancheng.cli.demonstration.enact import enact
        from bancheng.cli.demonstration.furnish import furnish
        from bancheng.cli.demonstration.improve import improve
        from bancheng.cli.demonstration.plan import plans
        from bancheng.cli.demonstration.revisit import revisit
        from bancheng.cli.demonstration.settle import settle
        from bancheng.cli.demonstration.shelve import shelve
        from bancheng.cli.demonstration.staffing import staff
        from bancheng.library.places import standards_dir

        found = plans(standards_dir())
        if not found:
            refuse(f"{standards_dir()} 里没有一份规范带演示数据（demo/centre.yaml）。")
        _only_among_inventions(found)
        password = _password()
        moment = _local(now())
        for plan in found:
            settle(plan.centre, password, moment)
            staff(plan.centre, moment)
            shelve(plan, standards_dir(), moment)
            furnish(standards_dir(), plan.standard, moment)
            connect(standards_dir(), plan.standard, moment)
        total = sum(len(plan.cases) for plan in found)
        with progress("建演示办件", total) as told:
            made = sum(enact(plan, moment, told) for plan in found)
        for plan in found:
            improve(standards_dir(), plan.standard, moment)
            revisit(standards_dir(), plan.standard, moment)
        _tick(moment)
        rows = _people(found)
        if json:
            _tell_program(rows, address, password, made)
        else:
            print(f"演示办件 {total} 件（本次新建 {made} 件）。人名、电话和事情都是编的。")
            table(("登录名", "姓名", "机构", "职责"), rows)
            print(f"密码都是 {password}。网页服务打开后，用浏览器打开 {address} 登录。")


def _only_among_inventions(found: Sequence[Plan]) -> None:
    """A real centre's database is no place for invented cases."""
    from bancheng.people.unit import Unit

    invented = {unit.code for plan in found for unit in plan.centre.units}
    real = Unit.objects.exclude(code__in=invented).first()
    if real is not None:
        refuse(
            f"这个库里已有“{real.name}”，像是正式的中心，不在里面建演示数据。"
            "请用 BANCHENG_DATA 或 DATABASE_URL 另指一个空库。"
        )


def _password() -> str:
    """One password for all invented people, made at the first run and kept in the data folder."""
    from bancheng.journal.data_folder import create_once, data_folder

    data_folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    made = f"yanshi-{secrets.token_hex(4)}\n"
    return create_once(data_folder() / "demo-password", made.encode()).decode().strip()


def _local(moment: datetime) -> datetime:
    from django.utils import timezone

    return timezone.localtime(moment)


def _tick(moment: datetime) -> None:
    from bancheng.casework import tick

    tick.run(moment)


def _people(found: Sequence[Plan]) -> list[tuple[str, str, str, str]]:
    """User name, name, unit and roles of everybody one can sign in as."""
    from bancheng.library import standards

    rows: list[tuple[str, str, str, str]] = []
    for plan in found:
        rules = standards.standard(plan.standard)
        units = {unit.code: unit.short_name or unit.name for unit in plan.centre.units}
        for person in plan.centre.people:
            labels = [
                rules.roles[p.role].label if p.role in rules.roles else "系统管理员"
                for p in person.posts
            ]
            rows.append(
                (person.username, person.name, units[person.posts[0].unit], "、".join(labels))
            )
    return rows


def _tell_program(
    rows: Sequence[tuple[str, str, str, str]], address: str, password: str, made: int
) -> None:
    names = ("username", "name", "unit", "roles")
    people = [dict(zip(names, row, strict=True)) for row in rows]
    as_json({"address": address, "password": password, "made": made, "people": people})
