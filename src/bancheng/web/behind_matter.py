"""企业、代办人、其他联系人: who else stands behind a matter, masked like the petitioner."""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.casework import masking
from bancheng.casework.look import Look
from bancheng.core.ask import (
    AGENT,
    AGENT_PHONE,
    CONTACT,
    CONTACT_PHONE,
    FIRM,
    MANDATE,
    MANDATE_SEEN,
    MANDATE_UNTIL_ON,
    USCC,
    Ask,
)
from bancheng.core.given import term_of

SHOWN = (
    *(FIRM, USCC, AGENT, AGENT_PHONE, MANDATE, MANDATE_UNTIL_ON, MANDATE_SEEN),
    *(CONTACT, CONTACT_PHONE),
)


@dataclass(frozen=True, slots=True)
class Behind:
    """One detail. ``masked`` is the field to reveal, empty where nothing is hidden."""

    term: str
    value: str
    masked: str


def behind(found: Look) -> list[Behind]:
    """What was registered of a firm, an agent and others to call; nothing in the ordinary case."""
    return [
        Behind(term_of(ask, found.standard), value, ask.name if ask.name in masking.MASKS else "")
        for ask in SHOWN
        if (value := _value(found, ask))
    ]


def _value(found: Look, ask: Ask) -> str:
    if ask.erasable:
        return masking.masked(ask.name, found.text(ask.name) or "")
    sealed = (e.event.data[ask.name] for e in reversed(found.entries) if ask.name in e.event.data)
    return found.names.value(ask, next(sealed, None))
