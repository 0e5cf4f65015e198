"""Who of a centre's people would do an act: asked of the rules, not of a list."""

from __future__ import annotations

from functools import cached_property

from bancheng.casework.door import Doer, Outside
from bancheng.casework.surroundings import calendar_of
from bancheng.core.act import Question
from bancheng.core.actor import Actor
from bancheng.core.permission import OUTSIDE, why_not
from bancheng.core.standard.standard import Standard
from bancheng.people import directory, seats
from bancheng.people.actor import actor_for
from bancheng.people.unit import Unit
from bancheng.people.user import User

ABOUT_THE_PERSON = frozenset({"not_your_act", "walled_off", "same_person"})


class NobodyError(LookupError):
    """None of the centre's people may do this act on this case."""


class Staff:
    """The people of one centre."""

    def __init__(self, centre: str, standard: Standard) -> None:
        self.centre = centre
        self.standard = standard
        self.calendar = calendar_of(centre)

    @cached_property
    def users(self) -> dict[str, User]:
        """Everybody with a post at the centre, by user name."""
        names = {a.person.username for a in directory.staff_of(self.centre)}
        return {user.username: user for user in User.objects.filter(username__in=sorted(names))}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The same as actors; a centre's posts do not change while a simulation runs."""
        return {name: actor_for(user, self.centre) for name, user in self.users.items()}

    @cached_property
    def departments(self) -> list[Unit]:
        """The departments that somebody works at."""
        staffed = {actor.unit for actor in self.actors.values()}
        return [unit for unit in seats.handling_units(self.centre) if unit.code in staffed]

    def doer(
        self, act: str, question: Question, unit: str | None = None, turn: int = 0
    ) -> tuple[Doer, Actor]:
        """Who does the act; somebody of ``unit`` where there is one. ``turn`` picks among equals.

        Raises NobodyError.
        """
        own: list[str] = []
        others: list[str] = []
        for name, actor in self.actors.items():
            asked = _asked(question, actor)
            refusal = why_not(asked, act)
            if refusal is None or refusal.code not in ABOUT_THE_PERSON:
                (own if unit is not None and actor.unit == unit else others).append(name)
        for names in (own, others):
            if names:
                chosen = names[turn % len(names)]
                return self.users[chosen], self.actors[chosen]
        return self._outside(act, question)

    def _outside(self, act: str, question: Question) -> tuple[Doer, Actor]:
        rule = self.standard.acts.get(act)
        channel = self.standard.channels.get(str(question.value("channel")))
        outside = [role for role in (rule.by if rule else ()) if role in OUTSIDE]
        if not outside:
            raise NobodyError(f"{self.centre}：没有人能办“{act}”（{question.case.stage}）")
        role = "origin" if channel and channel.elsewhere and "origin" in outside else outside[0]
        return Outside(role), Actor(role, None, frozenset({role}))


def _asked(question: Question, actor: Actor) -> Question:
    return Question(
        question.case,
        actor,
        question.standard,
        question.calendar,
        question.at,
        None,
        question.for_unit,
    )
