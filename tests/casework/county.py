"""An invented county under the township standard: a hall of its own, two townships, a station."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from bancheng.casework import tick
from bancheng.casework.door import Done, Order, handle, open_case
from bancheng.cli.demonstration.plan import plans
from bancheng.cli.demonstration.settle import settle
from bancheng.journal import read
from bancheng.library.places import standards_dir
from bancheng.people.user import User
from tests.casework.hall import PASSWORD, at

COMMANDS = count(1)
BEGUN = "2026-11-23 09:00"
TOWN, COUNTY = "sc-liuhe-hall", "sc-hall"


@dataclass
class County:
    """The people by user name, without their prefix, and the doing of acts by them."""

    people: dict[str, User] = field(default_factory=dict)

    def do(self, who: str, case_no: str, act: str, when: str, **given: object) -> Done:
        """One act through the write door."""
        order = Order(act, given)
        return handle(
            self.people[who], case_no, [order], f"c-{next(COMMANDS)}", None, at(f"2026-11-{when}")
        )

    def accepted(self, **more: object) -> str:
        """A case at the township's counter, accepted as beyond its authority."""
        known = {"matter": "采砂场占了村道，要县里批", "name": "秦桂芳", "phone": "13900005512"}
        given = {"papers": "complete", "next_step": "提交县级", "visit_cause": "approval"}
        accept = {"ground": "beyond_authority", **given, **more}
        orders = [
            Order("register", known | {"channel": "counter", "item": "临时用地审批"}),
            Order("accept", accept),
        ]
        return open_case(
            self.people["window1"], TOWN, orders, f"c-{next(COMMANDS)}", at(BEGUN)
        ).case_no

    def sent_up(self, kind: str = "ordinary", shared: tuple[str, ...] = ("name", "phone")) -> str:
        """The same, sent up at ten, before the clock has ticked."""
        case_no = self.accepted()
        given = {"to_unit": COUNTY, "kind": kind, "reason": "审批权在县里", "shared": list(shared)}
        self.do("window1", case_no, "send_up", "23 10:00", **given)
        return case_no

    def tick(self, when: str) -> None:
        """The clock."""
        tick.run(at(f"2026-11-{when}"))

    def taken_by_the_county(
        self, above: str, when: str = "23 10:30", lead: str = "sc-land"
    ) -> None:
        """The county's window registers, accepts and passes on."""
        self.do("county", above, "register", when)
        accept = {"ground": "beyond_authority", "papers": "complete", "next_step": "转办"}
        self.do("county", above, "accept", when, visit_cause="approval", **accept)
        self.do("county", above, "transfer", when, kind="ordinary", lead=lead)


def establish_county() -> County:
    """Units, people and posts of the demonstration, without its cases."""
    found = next(p for p in plans(standards_dir()) if p.standard == "sichuan-township")
    settle(found.centre, PASSWORD, at(BEGUN))
    users = User.objects.filter(username__startswith="sc.")
    return County({user.username.removeprefix("sc."): user for user in users})


def events(case_no: str) -> list[str]:
    """What happened to a case, by published names."""
    return [entry.event for entry in read.case(case_no)]


def texts(case_no: str) -> dict[str, str]:
    """The latest text of each field."""
    found = read.details(case_no)
    return {name: text for (_, name), text in sorted(found.items()) if text is not None}
