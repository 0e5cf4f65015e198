"""编码: an event as the journal's body and back, by published names that never change meaning.

Everything the fold needs stands in the body, so that a journal can be read when the standard and
the calendar that made it are long gone. Unknown versions of the code are refused, not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bancheng.core.duty import Duty
from bancheng.core.event import By, Closed, Event, Json, Moved

CODE = 1


def instant(at: datetime | None) -> str | None:
    """An instant in UTC, as it stands in the journal."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def read_instant(text: str | None) -> datetime | None:
    """The instant that ``instant`` wrote."""
    return None if text is None else datetime.fromisoformat(text.replace("Z", "+00:00"))


def body_of(event: Event) -> dict[str, Json]:
    """The sealed content of an event: codes, ids and times."""
    body: dict[str, Any] = {"code": CODE, "act": event.act, "data": dict(event.data)}
    if event.cites:
        body["cites"] = list(event.cites)
    if event.pending:
        body["pending"] = True
    if event.opened:
        body["opened"] = [_duty(d) for d in event.opened]
    if event.closed:
        body["closed"] = [[c.duty, c.how] for c in event.closed]
    if event.moved:
        body["moved"] = [_moved(m) for m in event.moved]
    return body


def actor_of(event: Event) -> dict[str, str | None]:
    """Whose act it was and who wrote it down, as the journal keeps it."""
    by = event.by
    told = {
        "user": by.user,
        "role": by.role,
        "unit": by.unit,
        "recorded": "for_another" if by.recorded else None,
    }
    # only where it is so: entries of those who act for themselves stay as they always were
    return told | {"substitute_for": by.substitute_for} if by.substitute_for else told


def event_from(
    version: int,
    name: str,
    times: tuple[datetime, datetime],
    actor: Mapping[str, str | None],
    body: Mapping[str, Any],
    beside: tuple[str, ...],
) -> Event:
    """The event that a journal entry tells. ``times`` are done at and recorded at.

    Raises ValueError where the code's version is not known.
    """
    if body.get("code") != CODE:
        raise ValueError(f"event code {body.get('code')!r} is not known to this program")
    return Event(
        seq=version,
        name=name,
        act=body["act"],
        done_at=times[0],
        recorded_at=times[1],
        by=By(
            actor["user"] or "",
            actor["role"] or "",
            actor["unit"],
            actor["recorded"] is not None,
            actor.get("substitute_for"),
        ),
        data=body["data"],
        beside=beside,
        opened=tuple(_read_duty(d) for d in body.get("opened", ())),
        closed=tuple(Closed(duty, how) for duty, how in body.get("closed", ())),
        moved=tuple(_read_moved(m) for m in body.get("moved", ())),
        pending=bool(body.get("pending")),
        cites=tuple(body.get("cites", ())),
    )


def _duty(duty: Duty) -> dict[str, Any]:
    told = {
        "id": duty.id,
        "rule": duty.rule,
        "owed": list(duty.owed),
        "by": duty.by,
        "unit": duty.unit,
        "person": duty.person,
        "means": duty.means,
        "before": duty.before,
        "phase": duty.phase,
        "arose": duty.arose,
        "start": instant(duty.start),
        "start_event": duty.start_event,
        "limit": duty.limit,
        "due": instant(duty.due),
        "provisional": duty.provisional or None,
        "fixed": duty.fixed or None,
        "lifted_by": list(duty.lifted_by) or None,
        "cites": list(duty.cites) or None,
        "because": duty.because,
        "target": duty.target,
        "wished_due": instant(duty.wished_due),
    }
    return {name: value for name, value in told.items() if value is not None}


def _read_duty(told: Mapping[str, Any]) -> Duty:
    return Duty(
        id=told["id"],
        rule=told["rule"],
        owed=tuple(told["owed"]),
        by=told["by"],
        unit=told.get("unit"),
        person=told.get("person"),
        means=told["means"],
        before=told["before"],
        phase=told["phase"],
        arose=told["arose"],
        start=read_instant(told.get("start")),
        start_event=told.get("start_event"),
        limit=told["limit"],
        due=read_instant(told.get("due")),
        provisional=bool(told.get("provisional")),
        fixed=bool(told.get("fixed")),
        lifted_by=tuple(told.get("lifted_by", ())),
        cites=tuple(told.get("cites", ())),
        because=told.get("because"),
        target=told.get("target"),
        wished_due=read_instant(told.get("wished_due")),
    )


def _moved(moved: Moved) -> dict[str, Any]:
    told = {
        "duty": moved.duty,
        "due": instant(moved.due),
        "was": instant(moved.was),
        "why": moved.why,
        "provisional": moved.provisional or None,
        "fixed": moved.fixed or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _read_moved(told: Mapping[str, Any]) -> Moved:
    due = read_instant(told["due"])
    if due is None:
        raise ValueError("a moved duty needs a due time")
    return Moved(
        told["duty"],
        due,
        bool(told.get("provisional")),
        told["why"],
        read_instant(told.get("was")),
        bool(told.get("fixed")),
    )
