"""再交一次: what a form that comes again says beyond what arrived the first time.

It gets the answer of the first. Whoever changed something in between must not take that for a
receipt of the change, which is not in the case.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime

from bancheng.casework.facts import event_of
from bancheng.core import attachment
from bancheng.core.ask import FILES, SIGNATURE_DRAWN
from bancheng.core.attachment import BESIDE
from bancheng.core.phone import plain_phone
from bancheng.files import uploads
from bancheng.journal import read

TYPED = frozenset(
    (
        *("matter", "name", "phone", "item", "agent", "agent_phone"),
        *("text", "reason", "said", "signature"),
    )
)
"""What a petitioner types; other texts beside an entry are the program's."""
PHONES = frozenset(("phone", "agent_phone"))
CHOSEN = frozenset(("accused_units", "solved", "satisfaction"))
"""What they choose: taken back in the second form it is not in it at all."""


def first_of(command: str) -> Mapping[str, object]:
    """What the form said that the command wrote, by field. Of one whose texts were erased since, or
    damaged, nothing is known: empty."""
    first = read.of_command(command)[0]
    texts = read.details(first.case_no)
    said = {field: texts.get((first.position, field)) for field in first.fields}
    if not {None, read.DAMAGED}.isdisjoint(said.values()):
        return {}
    return {**event_of(first).data, **said}


def is_changed(
    first: Mapping[str, object], given: Mapping[str, object], owner: str, now: datetime
) -> bool:
    """Whether a form says or brings something else than the first one. ``owner``: under which name
    the files of this form wait."""
    if not first:
        return False
    names = {*given, *(TYPED | CHOSEN).intersection(first)} - {FILES.name, SIGNATURE_DRAWN.name}
    if any(_plain(name, given.get(name)) != _plain(name, first.get(name)) for name in names):
        return True
    return bool(_digests(given, owner, now) - _first_digests(first))


def _digests(given: Mapping[str, object], owner: str, now: datetime) -> set[str]:
    """Of the files that came again. What waits no more was taken with the first."""
    ids = given.get(FILES.name)
    waiting = uploads.pending(owner, ids, now) if isinstance(ids, list) else []
    return {one.attachment.digest for one in waiting}


def _first_digests(first: Mapping[str, object]) -> set[str]:
    beside = {f.removeprefix(BESIDE): str(t) for f, t in first.items() if f.startswith(BESIDE)}
    return {attachment.read(file_id, written).digest for file_id, written in beside.items()}


def _plain(name: str, told: object) -> str:
    """Without what a keyboard or a line break may change."""
    text = " ".join(map(str, told)) if isinstance(told, list | tuple) else str(told or "")
    plain = plain_phone(text) if name in PHONES else unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if c.isalnum())
