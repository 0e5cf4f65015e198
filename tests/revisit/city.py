"""An invented city above the hall: a supervision of its own with two callers, a county and a
township beside the district's hall, and a hall of the city itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count

from bancheng.casework.door import Order, open_case
from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import create_unit
from bancheng.people.models import Unit
from bancheng.people.unit import Form
from bancheng.people.user import User
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.campaigns import open_campaign
from tests.casework.hall import PASSWORD, Hall, at, establish_hall

COMMANDS = count(1)
CLOSED_ON = "2026-10-12 09:00"
NOW = at("2026-11-24 14:30")
FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)
CALLERS = {"gan": "甘棠", "yue": "岳小满"}
CLERKS = {"hall": "chen", "county-hall": "shi", "town-hall": "tian", "city-hall": "cui"}


@dataclass
class City:
    """The hall below, the city's people besides, and cases closed at any window."""

    hall: Hall
    people: dict[str, User] = field(default_factory=dict)

    def closed(self, centre: str = "hall", when: str = CLOSED_ON, **more: object) -> str:
        """A question answered and closed; ``grade``: how the window's callback was answered."""
        matter = str(more.pop("matter", "想问开店的证先办哪一个，问了两回都说法不同"))
        grade = more.pop("grade", None)
        accept: dict[str, object] = {"ground": more.pop("ground", "other"), "kind": "consultation"}
        if "accused_units" in more:
            accept["accused_units"] = more.pop("accused_units")
        known = {"matter": matter, "name": "秦桂芳", "phone": "13900005512", "channel": "counter"}
        orders = [
            Order("register", known | more),
            Order("accept", accept),
            Order("answer", {"text": "已当面说明"}),
            Order("complete", {"outcome": "done"}),
        ]
        if grade:
            orders.append(Order("call_back", {"solved": "solved", "satisfaction": grade}))
        clerk = self.people[CLERKS[centre]]
        number = f"city-{next(COMMANDS)}"
        return open_case(clerk, centre, orders, number, at(when)).case_no

    def opens(self, now: datetime = NOW) -> Campaign:
        """A campaign of the autumn's cases."""
        body = Unit.objects.get(code="city-supervision")
        number = f"city-{next(COMMANDS)}"
        return open_campaign(self.people["gan"], body, FIRST, LAST, number, now)


def establish_city() -> City:
    """Units, people and posts in the database."""
    hall = establish_hall()
    region = create_unit("city", "某市", Form.REGION)
    district = Unit.objects.get(code="district")
    district.parent = region
    district.save()
    county = create_unit("county", "邻县", Form.REGION, region)
    town = create_unit("town", "邻县某镇", Form.REGION, county)
    places = {"county-hall": county, "town-hall": town, "city-hall": region}
    city = City(hall, dict(hall.people))
    for code, place in places.items():
        unit = create_unit(
            code, f"{place.name}政务服务中心", Form.CENTRE, place, standard="guilin-xiufeng"
        )
        clerk = CLERKS[code]
        city.people[clerk] = create_user(clerk, f"石{clerk}", PASSWORD, must_change_password=False)
        appoint(city.people[clerk], unit, "window")
    body = create_unit("city-supervision", "某市政务服务监督管理办公室", Form.BODY, region)
    for username, name in CALLERS.items():
        city.people[username] = create_user(username, name, PASSWORD, must_change_password=False)
        appoint(city.people[username], body, "upper_supervision")
    return city
