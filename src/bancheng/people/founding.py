"""设立中心: a new installation's first centre, its window and its administrator, all or nothing.

Asked by the command line and by the first page alike: the five answers without which nobody can
be received — what the centre is called, whose rules it follows, when it is open, where its window
stands, and who looks after the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction

from bancheng.people.appoint import appoint, create_user
from bancheng.people.errors import PeopleError
from bancheng.people.establish import create_unit, open_window
from bancheng.people.post import ADMINISTRATOR
from bancheng.people.unit import Form, Unit

CODE = "hall"


@dataclass(frozen=True)
class Answers:
    """``standard`` is the id of a standard on the shelf, ``calendars`` names of regional ones."""

    name: str
    standard: str
    hours: tuple[str, ...]
    admin: str
    admin_name: str
    password: str
    must_change_password: bool = True
    code: str = CODE
    region: str = ""
    calendars: tuple[str, ...] = ()
    prefix: str = ""
    window: str = ""
    window_place: str = ""
    window_phone: str = ""
    settings: dict[str, object] = field(default_factory=dict)


def is_founded() -> bool:
    """Whether there is any unit yet."""
    return Unit.objects.exists()


def found(answers: Answers) -> Unit:
    """The centre. ``PeopleError`` where something is there already or an answer is not usable."""
    with transaction.atomic():
        if is_founded():
            raise PeopleError("这里已经设立过机构，不用再设立；登录以后在“机构与人员”里增加。")
        prefix = {"number_prefix": answers.prefix} if answers.prefix else {}
        region = answers.region or answers.name
        above = create_unit(f"{answers.code}-region", region, Form.REGION)
        centre = create_unit(
            answers.code,
            answers.name,
            Form.CENTRE,
            above,
            standard=answers.standard,
            office_hours=list(answers.hours),
            calendar_regions=list(answers.calendars),
            settings={**answers.settings, **prefix},
        )
        if answers.window_place:
            name = answers.window or "反映窗口"
            open_window(centre, name, answers.window_place, phone=answers.window_phone)
        keeper = create_user(
            answers.admin,
            answers.admin_name,
            answers.password,
            must_change_password=answers.must_change_password,
        )
        appoint(keeper, above, ADMINISTRATOR)
    return centre
