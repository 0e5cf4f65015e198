"""迈一步: how a step of a block point is written — once, under the point's lock, words hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from bancheng.core.event import Json
from bancheng.core.refusal import Refusal
from bancheng.core.standard.improving import PointStep as StepName
from bancheng.improvement import kept_texts, seen
from bancheng.improvement.authority import why_not
from bancheng.improvement.point_row import Point, PointCase, PointStep
from bancheng.people.actor import actor_for
from bancheng.people.user import User

LONGEST = 5000


@dataclass(frozen=True)
class Taken:
    """A step to be written: its codes, its words, and the one case it is about, if it is."""

    kind: str
    data: Mapping[str, Json] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    about: str = ""


def take(
    user: User,
    key: str,
    name: StepName,
    change: Callable[[Point], Taken],
    command: str,
    now: datetime,
) -> Point:
    """One step on a point; ``change`` alters its row and says what is written.

    A command that was answered is not taken again. Raises NotFound, Refusal.
    """
    with transaction.atomic():
        pk = seen.point_for(user, key, now).pk
        point = Point.objects.select_for_update().get(pk=pk)
        if PointStep.objects.filter(command=command).exists():
            return point
        refusal = why_not(user, point, name, now)
        if refusal:
            raise refusal
        taken = change(point)
        step = write(user, point, taken, command, now)
        if taken.kind == "cited":
            PointCase.objects.create(point=point, case_no=taken.about, since=step)
        if "title" in taken.texts:
            point.told_in = step
        point.touched_at = now
        point.save()
        return point


def write(user: User, point: Point, taken: Taken, command: str, now: datetime) -> PointStep:
    """The row of a step. Within the caller's transaction. Raises Refusal for words too long."""
    for name, text in taken.texts.items():
        if len(text) > LONGEST:
            sentence = f"最多 {LONGEST} 个字，现在有 {len(text)} 个。"
            raise Refusal("too_long", sentence, field=name)
    step = PointStep(
        point=point,
        kind=taken.kind,
        by=user.username,
        unit=actor_for(user, point.centre, at=now).unit or "",
        at=now,
        data=dict(taken.data),
        command=command,
        about=taken.about,
    )
    kept_texts.shut(step, taken.texts, point.centre)
    step.save()
    return step
