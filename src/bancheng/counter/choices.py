"""窗口的约定: what a centre may settle for its window, each with a default and why it is so.

A choice stands in the unit's settings, where every room finds it without a query; beside it a row
is kept that says who chose it when and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bancheng.casework.surroundings import APPROVALS, standard_for
from bancheng.core.permission import act_term, role_term
from bancheng.core.refusal import Refusal
from bancheng.counter.choice_row import CentreChoice
from bancheng.people import seats
from bancheng.people.establish import change_unit
from bancheng.people.unit import Unit
from bancheng.people.user import User

ENQUIRY_DAYS, PLACE_DAYS = "enquiry_days", "place_days"
SUGGESTIONS = "suggestions"
NAMES_SHOWN = "names_shown"
APPROVAL = "approval:"
LONGEST_BECAUSE = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to settle: a number of days, or (``most`` None) yes or no."""

    name: str
    label: str
    default: int
    because: str
    least: int = 0
    most: int | None = None

    @property
    def is_yes_or_no(self) -> bool:
        """Whether there are only two answers."""
        return self.most is None


DAYS = (
    Choice(
        ENQUIRY_DAYS,
        "咨询登记的文字保存多少天",
        90,
        "够查同一个人前后问过什么，也够做季度分析；再久没有用处，里面却有群众的话和电话",
        7,
        730,
    ),
    Choice(
        PLACE_DAYS,
        "“去哪里办”多少天要核对一次",
        90,
        "各单位的电话、地址和时间一季度总有变动的，告知错了群众要白跑",
        7,
        730,
    ),
)


SWITCHES = (
    Choice(
        SUGGESTIONS,
        "登记时按所记内容给出类别、情形、事项和部门的建议",
        1,
        "建议都写明根据什么，点了才填；不想要的可以关掉，每个人也可以自己关",
    ),
    Choice(
        NAMES_SHOWN,
        "在给群众看的“窗口在哪里”网页上写出当班人员的全名",
        0,
        "不选，写“林同志”这样，只写姓；规范没有要求在网上公布姓名，大厅里的牌子上有",
    ),
)


def of_centre(centre: Unit) -> list[Choice]:
    """What this centre may settle: the days, whether suggestions are made, and the acts whose
    approval its standard leaves to it."""
    standard = standard_for(centre)
    approvals = [
        Choice(
            f"{APPROVAL}{act}",
            f"“{act_term(standard, act)}”要经{role_term(standard, rule.approval.by)}批准",
            0,
            rule.approval.because or "规范留给各中心定",
        )
        for act, rule in standard.acts.items()
        if rule.approval and rule.approval.when == "centre_wants"
    ]
    return [*DAYS, *SWITCHES, *approvals]


def chosen(centre: Unit | str, name: str) -> int:
    """The value in force: what the centre chose, else the default; yes is 1."""
    unit = seats.unit_by_code(centre) if isinstance(centre, str) else centre
    if name.startswith(APPROVAL):
        return int(name.removeprefix(APPROVAL) in unit.settings.get(APPROVALS, ()))
    default = next(choice.default for choice in (*DAYS, *SWITCHES) if choice.name == name)
    return int(unit.settings.get(name, default))


def choose(
    user: User, centre: Unit, name: str, value: int, because: str, now: datetime
) -> CentreChoice:
    """Settle one thing. For the centre's administrator; Refusal where it is not theirs, the value
    is out of range, or nobody says why."""
    if centre.code not in {unit.code for unit in seats.administered_by(user, now)}:
        raise Refusal("not_your_act", "窗口的约定由本中心的系统管理员设定。")
    choice = next((c for c in of_centre(centre) if c.name == name), None)
    if choice is None:
        raise Refusal("unknown_option", "本中心没有这一项可以定。", field="name")
    most = 1 if choice.most is None else choice.most
    if not choice.least <= value <= most:
        raise Refusal(
            "wrong_shape", f"“{choice.label}”要在 {choice.least} 到 {most} 之间。", field="value"
        )
    if not because.strip():
        raise Refusal("missing", "请写明为什么这样定，页面上会和这一项一起显示。", field="because")
    with transaction.atomic():
        fresh = Unit.objects.select_for_update().get(pk=centre.pk)
        change_unit(fresh, settings=_with(fresh.settings, name, value))
        return CentreChoice.objects.create(
            centre=centre.code,
            name=name,
            value=value,
            because=because.strip()[:LONGEST_BECAUSE],
            made_by=user.username,
            made_at=now,
        )


def _with(settings: Mapping[str, object], name: str, value: int) -> dict[str, object]:
    if not name.startswith(APPROVAL):
        return {**settings, name: value}
    known = settings.get(APPROVALS, ())
    acts = set(known if isinstance(known, list | tuple) else ())
    act = name.removeprefix(APPROVAL)
    acts = acts | {act} if value else acts - {act}
    return {**settings, APPROVALS: sorted(acts)}


def history(centre: Unit) -> dict[str, list[CentreChoice]]:
    """What was chosen, by name, the newest first."""
    found: dict[str, list[CentreChoice]] = {}
    for row in CentreChoice.objects.filter(centre=centre.code).order_by("-made_at", "-pk"):
        found.setdefault(row.name, []).append(row)
    return found
