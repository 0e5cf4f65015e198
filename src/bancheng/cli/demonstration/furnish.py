"""Furnishes the counters of a demonstration: where to go, ready answers and texts, enquiries.

`demo/counter.yaml` of a standard says what; what is there already stays as it is.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from bancheng.casework.surroundings import calendar_of, standard_for
from bancheng.core.standard.source import check, read
from bancheng.core.standard.sourced import Many, NonEmpty, Strict
from bancheng.counter import answers, directory, enquiries
from bancheng.counter.answer_row import Answer
from bancheng.counter.place_row import Place
from bancheng.people.unit import Unit
from bancheng.people.user import User
from bancheng.workbench import ready_texts
from bancheng.workbench.ready_text_row import ReadyText

FILE = "counter.yaml"


class PlacePlan(Strict):
    """A body outside the hall; ``known_for`` days nobody has checked it."""

    name: NonEmpty
    what_for: NonEmpty
    address: str = ""
    phone: str = ""
    hours: str = ""
    refusals: Many = ()
    known_for: int = 0


class AnswerPlan(Strict):
    """A ready answer; checked by the second clerk unless it ``waits``. ``holds_for`` days from
    now, fewer than none where its basis is over already."""

    title: NonEmpty
    item: str = ""
    question: str = ""
    text: NonEmpty
    basis: NonEmpty
    holds_for: int = 200
    waits: bool = False
    used: int = 0


class TextPlan(Strict):
    """A ready text of the centre."""

    name: NonEmpty
    text: NonEmpty


class EnquiryPlan(Strict):
    """An enquiry noted so many ``hours`` before now."""

    asked: NonEmpty
    answered: NonEmpty
    phone: str = ""
    hours: int = 1


class CounterPlan(Strict):
    """One counter and the two clerks who keep its books."""

    centre: NonEmpty
    clerk: NonEmpty
    second: NonEmpty
    places: list[PlacePlan] = []
    answers: list[AnswerPlan] = []
    texts: list[TextPlan] = []
    enquiries: list[EnquiryPlan] = []


class CountersPlan(Strict):
    """`counter.yaml`."""

    counters: list[CounterPlan]


def furnish(folder: Path, standard: str, now: datetime) -> None:
    """What the demonstration of a standard has at hand. Raises StandardFaults."""
    file = folder / standard / "demo" / FILE
    if not file.exists():
        return
    source = read(file.read_text("utf-8"), f"{standard}/demo/{FILE}")
    for plan in check(CountersPlan, source).counters:
        clerk = User.objects.get(username=plan.clerk)
        second = User.objects.get(username=plan.second)
        _places(plan, clerk, now)
        _answers(plan, clerk, second, now)
        _texts(plan, clerk, now)
        _enquiries(plan, clerk, second, now)


def _places(plan: CounterPlan, clerk: User, now: datetime) -> None:
    if Place.objects.filter(centre=plan.centre).exists():
        return
    for place in plan.places:
        values = {name: getattr(place, name) for name in directory.FIELDS}
        made_at = now - timedelta(days=place.known_for)
        rules = standard_for(plan.centre)
        directory.save(clerk, plan.centre, "", values, place.refusals, rules, made_at)


def _answers(plan: CounterPlan, clerk: User, second: User, now: datetime) -> None:
    if Answer.objects.filter(centre=plan.centre).exists():
        return
    for planned in plan.answers:
        until = (now + timedelta(days=planned.holds_for)).date()
        made_at = min(now, now + timedelta(days=planned.holds_for)) - timedelta(days=30)
        given = {
            "title": planned.title,
            "item": planned.item,
            "question": planned.question,
            "text": planned.text,
            "basis": planned.basis,
            "valid_until": until.isoformat(),
        }
        row = answers.propose(clerk, plan.centre, "", given, made_at.date(), made_at)
        if not planned.waits:
            answers.decide(second, plan.centre, row.uid, True, made_at)
        for n in range(planned.used):
            answers.used(clerk, row.uid, "enquiry", now - timedelta(days=n))


def _texts(plan: CounterPlan, clerk: User, now: datetime) -> None:
    if ReadyText.objects.filter(centre=plan.centre, owner="").exists():
        return
    centre = Unit.objects.get(code=plan.centre)
    for text in plan.texts:
        given = {"name": text.name, "text": text.text}
        ready_texts.save(clerk, centre, "", True, given, now)


def _enquiries(plan: CounterPlan, clerk: User, second: User, now: datetime) -> None:
    zone = calendar_of(plan.centre).zone
    for n, told in enumerate(plan.enquiries):
        at = (now - timedelta(hours=told.hours, minutes=n * 7)).astimezone(zone)
        given = {"asked": told.asked, "answered": told.answered, "phone": told.phone}
        uid = uuid5(NAMESPACE_URL, f"{plan.centre} {told.asked}").hex
        enquiries.note(second if n % 3 == 2 else clerk, plan.centre, given, uid, at)
