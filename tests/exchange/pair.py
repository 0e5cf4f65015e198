"""Two installations as one database can hold them: a township's tree, in which nobody works at the
county, and a county's tree, in which nobody works at the township. Each enters the other's card.

Both have the same keys, since they share a data folder; that two real installations understand one
another is shown by ``test_two_installations``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bancheng.casework import tick
from bancheng.casework.door import Done, Order, handle, open_case
from bancheng.exchange.card import Card, in_groups
from bancheng.exchange.making import make
from bancheng.exchange.own_keys import own_card
from bancheng.exchange.partner_row import ABOVE, BELOW, Partner
from bancheng.exchange.partners import HEARD, add
from bancheng.exchange.partners import Pair as Pairing
from bancheng.exchange.taking import Taken, take
from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import create_unit
from bancheng.people.models import Unit
from bancheng.people.unit import Form
from bancheng.people.user import User
from tests.casework.hall import PASSWORD, at

COMMANDS = count(1)
STANDARD = "sichuan-township"
PEOPLE = {
    "bai": ("白小禾", "town-hall", "window"),
    "xiang": ("向明远", "county-hall", "window"),
    "land": ("田守正", "county-land", "department"),
}


def heard(card: Card) -> str:
    """The part of the fingerprint that is read out."""
    return " ".join(in_groups(card.fingerprint)[-HEARD:])


@dataclass
class Pair:
    """The people by user name; ``up`` is the township's partner, ``down`` the county's."""

    people: dict[str, User] = field(default_factory=dict)
    up: Partner = field(default_factory=Partner)
    down: Partner = field(default_factory=Partner)

    def enters(self, which: Pairing, card_of: str) -> Partner:
        """The administrator enters a unit's card."""
        card = own_card(_unit(card_of))
        return add(which, card, heard(card), "keeper", at("2026-11-20 09:00"))

    def do(self, who: str, case_no: str, act: str, when: str, **given: object) -> Done:
        """One act through the write door."""
        name = f"pair-{next(COMMANDS)}"
        return handle(self.people[who], case_no, [Order(act, given)], name, None, on(when))

    def accepted(self, **more: object) -> str:
        """A case at the township's counter, beyond its authority."""
        known = {"matter": "采砂场占了村道，要县里批", "name": "秦桂芳", "phone": "13900005512"}
        known |= {"channel": "counter", "item": "临时用地审批"}
        accept = {"ground": "beyond_authority", "papers": "complete", "next_step": "提交县级"}
        orders = [
            Order("register", known),
            Order("accept", {**accept, "visit_cause": "approval", **more}),
        ]
        name = f"pair-{next(COMMANDS)}"
        return open_case(self.people["bai"], "town-hall", orders, name, on("23 09:00")).case_no

    def sent_up(self, **more: object) -> str:
        """The same, sent up at ten."""
        case_no = self.accepted()
        given = {"to_unit": "far-county-hall", "kind": "ordinary", "reason": "审批权在县里"}
        self.do("bai", case_no, "send_up", "23 10:00", **given, shared=["name", "phone"], **more)
        return case_no

    def made(self, who: str, when: str) -> bytes:
        """A file with everything that waits."""
        partner = self.up if who == "bai" else self.down
        file = make(self.people[who], partner, None, f"pair-{next(COMMANDS)}", on(when))
        return bytes(file.content)

    def takes(self, who: str, content: bytes, when: str) -> Taken:
        """Somebody takes a file in."""
        return take(self.people[who], content, on(when))

    def passes(self, giver: str, taker: str, when: str) -> Taken:
        """A file made by one and taken by the other."""
        return self.takes(taker, self.made(giver, when), when)

    def dealt_with(self, above: str) -> None:
        """The county's window registers, accepts and passes on; the department answers."""
        self.do("xiang", above, "register", "23 11:00")
        accept = {"ground": "beyond_authority", "papers": "complete", "next_step": "转办"}
        self.do("xiang", above, "accept", "23 11:00", visit_cause="approval", **accept)
        self.do("xiang", above, "transfer", "23 11:00", kind="ordinary", lead="county-land")

    def tick(self, when: str) -> None:
        """The clock."""
        tick.run(on(when))


def on(when: str) -> datetime:
    """«23 10:00»: a day of November and a time."""
    return at(f"2026-11-{when}")


def establish_pair() -> Pair:
    """Units, people, posts and partners in the database."""
    _tree("far-county", "青禾县", "far-county-hall", "青禾县政务服务中心", "FA")
    _tree("town", "柳河镇", "town-hall", "柳河镇便民服务中心", "LH", "far-county")
    _tree("county", "青禾县（县里）", "county-hall", "青禾县政务服务中心", "QH")
    _tree("far-town", "柳河镇（县里看）", "far-town-hall", "柳河镇便民服务中心", "FB", "county")
    create_unit("county-land", "青禾县自然资源局", Form.DEPARTMENT, _unit("county"))
    create_unit("far-land", "青禾县自然资源局", Form.DEPARTMENT, _unit("far-county"))
    create_unit("town-building", "镇村建中心", Form.DEPARTMENT, _unit("town"))
    pair = Pair()
    for username, (name, unit, role) in PEOPLE.items():
        user = create_user(username, name, PASSWORD, must_change_password=False)
        appoint(user, _unit(unit), role, at("2026-01-01 00:00").date())
        pair.people[username] = user
    pair.up = pair.enters((ABOVE, _unit("town-hall"), _unit("far-county-hall")), "county-hall")
    pair.down = pair.enters((BELOW, _unit("county-hall"), _unit("far-town-hall")), "town-hall")
    return pair


def _unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


def _tree(region: str, name: str, hall: str, title: str, prefix: str, above: str = "") -> None:
    parent = _unit(above) if above else None
    place = create_unit(region, name, Form.REGION, parent)
    create_unit(
        hall,
        title,
        Form.CENTRE,
        place,
        standard=STANDARD,
        office_hours=["09:00-12:00", "13:00-17:00"],
        settings={"number_prefix": prefix},
    )
