"""可选项: fields whose choices come from the case itself — its entries, requests, fitting ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bancheng.casework import speaking
from bancheng.casework.look import Look
from bancheng.casework.names import Names
from bancheng.core import ask
from bancheng.core.acts import ACTS
from bancheng.core.acts.complete import outcomes_open_to
from bancheng.core.given import options
from bancheng.core.permission import act_term, duty_term
from bancheng.people import directory, seats
from bancheng.web.attachments.card import files_card
from bancheng.web.items.on_case import choices as item_choices
from bancheng.web.told import holder
from bancheng.web.words_of_time import clock_words

LONGEST_LABEL = 40


def choices(
    look: Look, act: str, given: Mapping[str, str] | None = None
) -> dict[str, Mapping[str, str]]:
    """By field name; only what differs from the standard's own list. ``given`` is what the form
    holds."""
    of_this_act: dict[str, dict[str, Callable[[Look], Mapping[str, str]]]] = {
        "approve": {"request": requests},
        "reject": {"request": requests},
        "correct": {"corrected": entries},
        "detach": {"struck": files},
        "complete": {"outcome": outcomes},
        "accept": {"kind": kinds},
        "transfer": {"kind": kinds},
        "inquire": {"asked_person": askable},
        "answer_inquiry": {"inquiry": slips},
        "hold_accountable": {"duty": duties},
    }
    own = {name: choose(look) for name, choose in of_this_act.get(act, {}).items()}
    if ask.SERVICE_ITEM in ACTS[act].fields:
        own["service_item"] = item_choices(look, given or {})
    return {**around(look.row.chain, look.names), **own}


def around(centre: str, names: Names) -> dict[str, Mapping[str, str]]:
    """For fields that may name any unit: those a clerk of this centre would think of."""
    units = [*seats.handling_units(centre), *seats.bodies(centre), *seats.stations(centre)]
    near = {unit.code: unit.shown for unit in units}
    near[centre] = names.unit(centre)
    channels = {
        name: channel.label
        for name, channel in names.standard.channels.items()
        if channel.below != "centre" or seats.has_centres_below(centre)
    }
    return {"accused_units": near, "waiting_units": near, "channel": channels}


def requests(look: Look) -> dict[str, str]:
    """The acts that wait for approval."""
    return {
        str(seq): f"{act_term(look.standard, event.act)}（{look.names.user(event.by.user)} 报请）"
        for seq, event in look.case.pending.items()
    }


def entries(look: Look) -> dict[str, str]:
    """The entries of the timeline, the latest first."""
    found = {}
    for entry in reversed(look.entries):
        event = entry.event
        at = clock_words(event.done_at, look.now)
        said = speaking.sentence(event, entry.texts, look.standard, look.names)
        short = said if len(said) <= LONGEST_LABEL else said[: LONGEST_LABEL - 1] + "…"
        found[str(event.seq)] = f"{at}　{short}"
    return found


def files(look: Look) -> dict[str, str]:
    """The files that the reader may strike out."""
    return {
        line.id: f"{line.name}（{line.at}）" for line in files_card(look).files if line.strikable
    }


def outcomes(look: Look) -> dict[str, str]:
    """The ends that the answer given leaves open."""
    fitting = outcomes_open_to(look.case)
    return {k: v for k, v in (options("outcomes", look.standard) or {}).items() if k in fitting}


def askable(look: Look) -> dict[str, str]:
    """The people of the units complained of, and those complained of; everybody where none of them
    has an account."""
    case, staff = look.case, directory.staff_of(look.row.chain, look.now)
    near = [
        a
        for a in staff
        if a.unit.code in case.accused_units or a.person.username in case.accused_users
    ]
    return {
        a.person.username: f"{a.person.name}（{a.unit.shown}）"
        for a in near or staff
        if a.person.username != look.actor.user
    }


def slips(look: Look) -> dict[str, str]:
    """The inquiry slips that wait for an answer."""
    return {
        str(duty.arose): f"{look.names.user(duty.person)}（{_day(duty.start, look)}发）"
        for duty in look.case.owed()
        if duty.person is not None
    }


def duties(look: Look) -> dict[str, str]:
    """What was owed in the case, what was late first."""
    every = sorted(look.case.duties.values(), key=lambda d: (not d.late_at(look.now), d.arose))
    return {
        d.id: f"{duty_term(look.standard, d.rule)}，{holder(d, look.standard, look.names)}"
        f"{'，超时' if d.late_at(look.now) else ''}"
        for d in every
    }


def _day(at: datetime | None, look: Look) -> str:
    return clock_words(at, look.now) if at else ""


def kinds(look: Look) -> dict[str, str]:
    """The kinds that can be chosen; the one that only a declaration leads to is none of them."""
    known = look.standard.kinds
    every = options("kinds", look.standard) or {}
    return {k: v for k, v in every.items() if not known[k].declared or k == look.case.kind}
