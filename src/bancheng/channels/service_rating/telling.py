"""送出: what a completed case and a rating are to the rating platform. Nothing of a person, nothing
that anybody wrote, no complaint about conduct: codes, names of offices and items, times, levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from bancheng.casework.case_row import CaseRow
from bancheng.casework.look import Look
from bancheng.channels.following import Write, follow
from bancheng.channels.service_rating.scale import level_of
from bancheng.channels.service_rating.settings import RatingSettings
from bancheng.channels.setup_row import Setup
from bancheng.channels.template import mapping
from bancheng.core.calendar import CHINA
from bancheng.core.event import Event
from bancheng.items.naming import version_named
from bancheng.journal.keyed import digest
from bancheng.wire import letters

TOLD = {"complete": "办件", "rate": "评价"}


def tell(setup: Setup, chosen: RatingSettings, now: datetime) -> None:
    """A letter for each completion and each rating. Repeating it does no harm."""
    wanted = {
        act for act, url in (("complete", chosen.service_url), ("rate", chosen.rating_url)) if url
    }

    def take(found: Sequence[tuple[str, Event]]) -> list[Write]:
        done = [(number, e) for number, e in found if e.act in wanted and not e.pending]
        numbers = {number for number, _ in done}
        rows = CaseRow.objects.filter(case_no__in=numbers, conduct=True)
        kept_back = set(rows.values_list("case_no", flat=True))
        return [
            partial(_write, setup, case_no, event, now)
            for case_no, event in done
            if case_no not in kept_back
        ]

    follow(setup, now, take)


def _write(setup: Setup, case_no: str, event: Event, now: datetime) -> None:
    letters.write(
        setup.road,
        f"{event.act} {case_no} {event.seq}",
        TOLD[event.act],
        {"act": event.act, "seq": event.seq},
        now,
        case_no=case_no,
        about=digest("rating of", case_no)[:16],
    )


def service_of(chosen: RatingSettings, look: Look, seq: int) -> dict[str, object]:
    """A completed case in the platform's words, as it was completed by this entry."""
    item = version_named(look.case.service_item or "")
    lead = look.case.lead() or ""
    ended = next(entry.event.done_at for entry in look.entries if entry.event.seq == seq)
    done = [e.event.seq for e in look.entries if e.event.act == "complete" and not e.event.pending]
    return _called(
        chosen.service,
        {
            "number": look.row.case_no,
            "item_code": item.item.code if item else "",
            "item_name": item.name if item else "",
            "centre_code": look.centre.code,
            "centre_name": look.centre.name,
            "department_code": lead,
            "department_name": look.names.unit(lead) if lead else "",
            "registered_at": _at(look.case.registered_at),
            "accepted_at": _at(look.case.accepted_at),
            "ended_at": _at(ended),
            "times": str(done.index(seq) + 1 if seq in done else 1),
        },
    )


def rating_of(chosen: RatingSettings, look: Look, seq: int) -> dict[str, object] | None:
    """A rating in the platform's words; None where its grade has no level there."""
    event = next(entry.event for entry in look.entries if entry.event.seq == seq)
    level = level_of(event.text("satisfaction"), look.standard, chosen.scale)
    if level is None:
        return None
    return _called(
        chosen.rating,
        {
            "number": look.row.case_no,
            "level": str(level),
            "solved": event.text("solved"),
            "rated_at": _at(event.done_at),
        },
    )


def _called(lines: str, values: Mapping[str, str]) -> dict[str, object]:
    return {
        theirs: values[ours] if ours in values else ours[1:-1]
        for theirs, ours in mapping(lines).items()
    }


def _at(at: datetime | None) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}" if at else ""
