"""A centre under one of the shipped standards, with who does what there, for stories of cases."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from bancheng.casework.door import Order, Outside, handle, open_case
from bancheng.casework.look import Look, look_from_outside
from bancheng.people.user import User
from bancheng.petitioner import making
from tests.casework.county import TOWN
from tests.casework.hall import COMMANDS, at
from tests.petitioner.visitor import Visitor

KNOWN = {"matter": "装电梯的材料交了四趟", "name": "秦桂芳", "phone": "13900005512"}


@dataclass
class Place:
    """A centre under one standard; ``reviews`` and ``follows`` are called as a petitioner hears."""

    centre: str
    people: dict[str, User]
    reviews: str
    follows: str
    content: str
    discontent: str

    def do(self, who: str, case_no: str, act: str, when: str, **given: object) -> None:
        """One act through the write door."""
        doer = self.people[who] if who in self.people else Outside(who)
        orders = [Order(act, given)]
        handle(doer, case_no, orders, f"s-{next(COMMANDS)}", None, at(f"2026-11-{when}"))

    def registered(self) -> str:
        """At the counter, on a Thursday."""
        orders = [Order("register", {**KNOWN, "channel": "counter"})]
        number, when = f"s-{next(COMMANDS)}", at("2026-11-19 09:00")
        return open_case(self.people["window"], self.centre, orders, number, when).case_no

    def declined(self) -> str:
        """Not taken on, and told so."""
        case_no = self.registered()
        given = {"refusal": "litigation", "basis": "第八条", "where_to_go": "区法院立案庭"}
        self.do("window", case_no, "decline", "19 09:10", **given)
        return case_no

    def ended(self) -> str:
        """Answered by a department, told and closed."""
        case_no = self.registered()
        if self.centre == TOWN:
            taken = {"ground": "consulted_often", "visit_cause": "other", "papers": "complete"}
            self.do("window", case_no, "accept", "19 09:10", next_step="转办", **taken)
            lead = {"kind": "simple", "lead": "sc-liuhe-building"}
            self.do("window", case_no, "transfer", "19 09:20", **lead)
        else:
            taken = {"ground": "not_accepted", "kind": "general"}
            self.do("window", case_no, "accept", "19 09:10", **taken)
            self.do("head", case_no, "screen", "19 09:20")
            lead = {"lead": "housing", "opinion": "请办理", "signature": "顾清和"}
            self.do("reviewer", case_no, "transfer", "19 09:20", **lead)
        self.do("department", case_no, "claim", "19 09:30")
        reply = {"answer": "result", "text": "已发证", "signature": "莫海涛"}
        self.do("department", case_no, "reply", "19 10:00", **reply)
        self.do("window", case_no, "inform", "19 10:10", means="phone", text="证好了，周一来取")
        self.do("window", case_no, "complete", "19 10:20", outcome="done")
        return case_no

    def inside(self, case_no: str) -> Visitor:
        """Its petitioner, who asked rightly."""
        code = making.make(case_no, "window", f"code {next(COMMANDS)}", timezone.now())
        assert code is not None
        visitor = Visitor(centre=self.centre)
        visitor.asks(code)
        return visitor


def look_of(case_no: str) -> Look:
    """The case as its petitioner may see it."""
    return look_from_outside("petitioner", case_no, timezone.now())
