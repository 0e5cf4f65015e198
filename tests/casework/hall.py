"""A small invented hall: one centre under the district's standard, with people for every role."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from bancheng.casework.door import Doer, Done, Order, Outside, handle, open_case
from bancheng.journal import read
from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import create_unit
from bancheng.people.unit import Form
from bancheng.people.user import User

ZONE = ZoneInfo("Asia/Shanghai")
PASSWORD = "leaves-fall-in-may"
COMMANDS = count(1)

PEOPLE = {
    "chen": ("陈晓岚", "hall", "window"),
    "lin": ("林佩文", "hall", "window"),
    "jiang": ("江望舒", "office", "leading_office"),
    "li": ("李仲谋", "group", "leading_group"),
    "gu": ("顾清和", "supervision", "supervision"),
    "mo": ("莫海涛", "housing", "department"),
    "wei": ("韦敏之", "land", "department"),
    "rao": ("饶一鸣", "tax", "department"),
}


def at(text: str) -> datetime:
    """«2026-11-23 09:00» on the hall's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@dataclass
class Hall:
    """The people by user name, and the doing of acts by them."""

    people: dict[str, User] = field(default_factory=dict)
    petitioner: Doer = field(default_factory=lambda: Outside("petitioner"))

    def do(self, who: str, case_no: str, act: str, when: str, **given: object) -> Done:
        """One act through the write door."""
        doer = self.people[who] if who in self.people else Outside(who)
        order = Order(act, given)
        return handle(doer, case_no, [order], f"test-{next(COMMANDS)}", None, at(when))

    def version(self, case_no: str) -> int:
        """The number of the last entry of a case."""
        return read.version_of(case_no)

    def register(self, when: str, kind: str = "general", **given: object) -> str:
        """A case at the counter, accepted."""
        matter = str(given.pop("matter", "装电梯的材料交了四趟，两个窗口互相要对方的意见"))
        accept = {"ground": given.pop("ground", "not_accepted"), "kind": kind}
        for name in ("complex_because", "accused_units", "accused_users"):
            if name in given:
                accept[name] = given.pop(name)
        known = {"matter": matter, "name": "秦桂芳", "phone": "13900005512", "channel": "counter"}
        orders = [Order("register", known | given), Order("accept", accept)]
        number = f"test-{next(COMMANDS)}"
        return open_case(self.people["chen"], "hall", orders, number, at(when)).case_no

    def placed(self, when: str = "2026-11-23 09:00", lead: str = "housing") -> str:
        """A general case that has been transferred to a department."""
        case_no = self.register(when)
        self.do("jiang", case_no, "screen", when)
        self.do("gu", case_no, "transfer", when, lead=lead, opinion="请办理", signature="顾清和")
        return case_no

    def ended(self, when: str = "2026-11-23 09:00") -> str:
        """A case whose petitioner was told and that was completed."""
        case_no = self.placed(when)
        self.do("mo", case_no, "claim", when)
        self.do("mo", case_no, "reply", when, answer="result", text="已办好", signature="莫海涛")
        self.do("chen", case_no, "inform", when, means="phone")
        self.do("chen", case_no, "complete", when, outcome="done")
        return case_no


def establish_hall() -> Hall:
    """Units, people and posts in the database."""
    district = create_unit("district", "某区", Form.REGION)
    units = {}
    units["hall"] = create_unit(
        "hall",
        "某区政务服务中心",
        Form.CENTRE,
        district,
        standard="guilin-xiufeng",
        office_hours=["09:00-12:00", "13:00-17:00"],
        settings={"number_prefix": "MQ"},
    )
    for code, name in (("office", "办公室"), ("group", "小组"), ("supervision", "监督办")):
        units[code] = create_unit(code, name, Form.BODY, district)
    for code, name in (("housing", "区住建局"), ("land", "自然资源分局"), ("tax", "税务局")):
        units[code] = create_unit(code, name, Form.DEPARTMENT, district)
    hall = Hall()
    for username, (name, unit, role) in PEOPLE.items():
        user = create_user(username, name, PASSWORD, must_change_password=False)
        appoint(user, units[unit], role)
        hall.people[username] = user
    return hall
