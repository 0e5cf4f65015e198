"""An invented county for the tests of this room: a city above it, two townships in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import create_unit
from bancheng.people.models import Form, Unit, User

HOURS = ["09:00-12:00", "13:00-17:00"]


@dataclass
class County:
    """Units by a short name; people made on demand."""

    units: dict[str, Unit]
    numbers: count[int] = field(default_factory=lambda: count(1))

    def __getitem__(self, name: str) -> Unit:
        return self.units[name]

    def person(self, unit: str | None = None, role: str = "window") -> User:
        """Somebody new, with a post where a unit is given."""
        number = next(self.numbers)
        user = create_user(f"person{number}", f"甲{number}")
        if unit is not None:
            appoint(user, self[unit], role)
        return user


def build() -> County:
    """City → county → two townships, each with its hall; a station, departments, bodies."""
    units: dict[str, Unit] = {}

    def add(code: str, name: str, form: Form, above: str | None, **details: object) -> None:
        parent = units[above] if above else None
        units[code] = create_unit(code, name, form, parent, **details)

    hall = {"standard": "some-standard", "office_hours": HOURS}
    add("city", "临江市", Form.REGION, None)
    add("city-hall", "临江市政务服务中心", Form.CENTRE, "city", **hall)
    add("city-police", "临江市公安局", Form.DEPARTMENT, "city")
    add("county", "青山县", Form.REGION, "city")
    add("county-hall", "青山县政务服务中心", Form.CENTRE, "county", **hall)
    add("county-labour", "青山县人社局", Form.DEPARTMENT, "county")
    add("county-supervision", "青山县政务监督股", Form.BODY, "county")
    for place, name in (("east", "柳河镇"), ("west", "石桥镇")):
        add(place, name, Form.REGION, "county")
        add(f"{place}-hall", f"{name}便民服务中心", Form.CENTRE, place, **hall)
        add(f"{place}-farming", f"{name}农业站", Form.DEPARTMENT, place)
        add(f"{place}-office", f"{name}领导小组办公室", Form.BODY, f"{place}-hall")
        add(f"{place}-village", f"{name}大坪村便民服务站", Form.STATION, f"{place}-hall")
    return County(units)
