"""设立机构: units, windows and a hall's own days, entered with checks that speak Chinese.

Used by setup pages, the command line and the demonstration centre alike.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from bancheng.people.checked import save_checked
from bancheng.people.closure import Closure
from bancheng.people.errors import PeopleError
from bancheng.people.hall_hours import parse_sessions
from bancheng.people.unit import Form, Unit
from bancheng.people.window import Window

STANDS_UNDER: dict[Form, tuple[Form | None, ...]] = {
    Form.REGION: (None, Form.REGION),
    Form.CENTRE: (None, Form.REGION),
    Form.STATION: (Form.CENTRE,),
    Form.DEPARTMENT: (Form.REGION, Form.CENTRE),
    Form.BODY: (Form.REGION, Form.CENTRE),
}

CHANGEABLE = frozenset(
    {"name", "short_name", "sort", "standard", "office_hours", "calendar_regions", "settings"}
    | {"phone", "address", "active"}
)


def create_unit(
    code: str, name: str, form: Form | str, parent: Unit | None = None, **details: Any
) -> Unit:
    """A new unit; ``details`` are any of ``CHANGEABLE``.

    ``PeopleError`` for a code that is taken or malformed, a place in the tree that the form
    cannot have (``STANDS_UNDER``), or office hours that cannot be read.
    """
    if form not in Form.values:
        raise PeopleError(f"机构类别“{form}”不认识，可选：{'、'.join(Form.values)}。", "form")
    _check_place(Form(form), parent)
    if Unit.objects.filter(code=code).exists():
        raise PeopleError(
            f"代码“{code}”已经用过。代码写进封存的记录，不能重复使用，请另取一个。", "code"
        )
    unit = Unit(code=code, name=name, form=Form(form), parent=parent)
    return _set(unit, details)


def change_unit(unit: Unit, **details: Any) -> Unit:
    """Change what may change: any of ``CHANGEABLE``. Code, form and place in the tree stay."""
    return _set(Unit.objects.get(pk=unit.pk), details)


def open_window(
    centre: Unit, name: str, place: str, hours: Sequence[str] = (), phone: str = ""
) -> Window:
    """A window in a hall (XF-5). ``hours`` empty: those of the hall."""
    _must_be_centre(centre, "反映窗口设在政务服务中心或便民服务中心")
    parse_sessions(hours)
    if Window.objects.filter(centre=centre, name=name).exists():
        raise PeopleError(f"{centre.name}已有名为“{name}”的窗口，请换一个名称。", "name")
    window = Window(centre=centre, name=name, place=place, hours=list(hours), phone=phone)
    return save_checked(window)


def set_hall_day(
    centre: Unit, falls_on: date, *, works: bool, reason: str, sessions: Sequence[str] = ()
) -> Closure:
    """The hall's own arrangement for one day; entered again, it replaces the earlier one."""
    _must_be_centre(centre, "大厅安排只能为政务服务中心或便民服务中心登记")
    parse_sessions(sessions)
    if sessions and not works:
        raise PeopleError("当日不开放就不填办公时间；如要开放，请选“开放”。", "sessions")
    known = Closure.objects.filter(centre=centre, falls_on=falls_on).first()
    day = known or Closure(centre=centre, falls_on=falls_on)
    day.works, day.sessions, day.reason = works, list(sessions), reason
    return save_checked(day)


def _set(unit: Unit, details: dict[str, Any]) -> Unit:
    unknown = sorted(details.keys() - CHANGEABLE)
    if unknown:
        raise PeopleError(f"机构的“{unknown[0]}”不能这样设置或更改。", unknown[0])
    parse_sessions(details.get("office_hours", ()))
    for field, value in details.items():
        setattr(unit, field, value)
    if unit.form == Form.CENTRE and not unit.standard:
        raise PeopleError(f"请为{unit.name}选定执行的规范，否则无法受理。", "standard")
    return save_checked(unit)


def _check_place(form: Form, parent: Unit | None) -> None:
    above = Form(parent.form) if parent is not None else None
    allowed: Collection[Form | None] = STANDS_UNDER[form]
    if above in allowed:
        return
    may = "或".join("最上一级" if place is None else str(place.label) for place in allowed)
    stands = "最上一级" if parent is None else f"“{parent.name}”（{Form(parent.form).label}）之下"
    raise PeopleError(f"{form.label}不能设在{stands}，应设在：{may}。", "parent")


def _must_be_centre(unit: Unit, sentence: str) -> None:
    if unit.form != Form.CENTRE:
        raise PeopleError(f"{sentence}，“{unit.name}”不是。", "centre")
