"""What a standard's `demo/` folder says: units, people and cases, all invented."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from bancheng.core.standard.source import check, read
from bancheng.core.standard.sourced import Many, NonEmpty, Strict


class UnitPlan(Strict):
    """A unit; what a centre needs beyond name and place stands in the same line."""

    code: NonEmpty
    name: NonEmpty
    form: NonEmpty
    parent: str | None = None
    short_name: str = ""
    sort: int = 100
    standard: str = ""
    office_hours: list[str] = []
    calendar_regions: list[str] = []
    settings: dict[str, Any] = {}
    phone: str = ""
    address: str = ""


class WindowPlan(Strict):
    """A window and the staff who stand there today, one after the other."""

    centre: NonEmpty
    name: NonEmpty
    place: NonEmpty
    phone: str = ""
    staff: Many = ()


class PostPlan(Strict):
    """A role at a unit."""

    unit: NonEmpty
    role: NonEmpty


class PersonPlan(Strict):
    """Somebody invented."""

    username: NonEmpty
    name: NonEmpty
    phone: str = ""
    posts: list[PostPlan]


class RulePlan(Strict):
    """A rule of the centre's own on file, issued so many days ago."""

    centre: NonEmpty
    title: NonEmpty
    filed_by: NonEmpty
    days_ago: int
    reference: str = ""
    body: str = ""


class CentrePlan(Strict):
    """`centre.yaml`. ``trial_centre`` is where a trial registers its letters."""

    title: NonEmpty
    trial_centre: NonEmpty
    units: list[UnitPlan]
    windows: list[WindowPlan] = []
    people: list[PersonPlan]
    rules: list[RulePlan] = []


class CasePlan(Strict):
    """One invented case: by which route, since when, and how far it has come.

    ``began`` is a limit before now (`3 working days`, `2 hours`); ``stops_after`` names the last
    act done (its last time in the route), empty: the whole route. ``says`` are texts and choices
    by field name, wherever an act asks for them; ``also`` are acts beyond the route, done after the
    named act.
    """

    centre: NonEmpty
    route: NonEmpty
    began: NonEmpty
    stops_after: str = ""
    pace: int = Field(35, description="office minutes between two acts")
    matter: NonEmpty
    name: NonEmpty
    phone: str = ""
    says: dict[str, Any] = {}
    also: dict[str, Annotated[list[str], Field(min_length=1)]] = {}


class CasesPlan(Strict):
    """`cases.yaml`."""

    cases: list[CasePlan]


@dataclass(frozen=True)
class Plan:
    """The demonstration of one standard."""

    standard: str
    centre: CentrePlan
    cases: list[CasePlan]


def plans(folder: Path) -> list[Plan]:
    """The demonstrations of all standards on a shelf that have one. Raises StandardFaults."""
    return [_plan(file.parent) for file in sorted(folder.glob("*/demo/centre.yaml"))]


def _plan(demo: Path) -> Plan:
    standard = demo.parent.name
    centre_file, cases_file = demo / "centre.yaml", demo / "cases.yaml"
    centre = check(CentrePlan, read(centre_file.read_text("utf-8"), f"{standard}/demo/centre.yaml"))
    cases: list[CasePlan] = []
    if cases_file.exists():
        source = read(cases_file.read_text("utf-8"), f"{standard}/demo/cases.yaml")
        cases = check(CasesPlan, source).cases
    return Plan(standard, centre, cases)
