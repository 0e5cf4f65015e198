"""要点: what the columns of a ledger may ask of a case's facts, worked out once from its entries.

A ledger of many cases cannot unseal and fold a dozen entries for each row while somebody waits. So
the gist of a case is kept ready after each tick (``gist_row``), and made anew from the journal
wherever the one kept is not of that very version. Codes, ids, times and places of texts only: no
word of anybody stands in it. Times are those of the hall's clock, without zone, as files show them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypedDict

from bancheng.casework.facts import case_of
from bancheng.casework.project import Pinned, case_values
from bancheng.core.calendar import CHINA
from bancheng.core.ledger_values import TEXTS
from bancheng.core.standard.standard import Standard
from bancheng.journal.envelope import Recorded

ROW = ("stage", "outcome", "kind", "ground", "channel", "traits", "tier", "service_item", "lead")
ANSWERS = ("solved", "satisfaction")
TIMES = ("registered_at", "accepted_at", "replied_at", "ended_at", "archived_at")
RESULTS = frozenset({"result", "opinion", "basis"})


class Act(NamedTuple):
    """One entry: where it stands, when and by whom, what it recorded; ``beside`` are its texts.

    It is kept as a bare list, of which a ledger reads a dozen for each row.
    """

    position: int
    act: str
    at: str
    user: str
    role: str
    unit: str | None
    recorded: bool
    data: dict[str, Any]
    beside: list[str]


class Gist(TypedDict):
    """``row``: the case as it stands; ``acts``: each act's last entry; ``texts``: field → position
    of its latest text; ``codes``: the latest value of this region's own fields."""

    row: dict[str, Any]
    acts: dict[str, Sequence[Any]]
    texts: dict[str, int]
    codes: dict[str, Any]
    due: str | None
    extended: str | None


def gist_of(entries: Sequence[Recorded], standard: Standard) -> Gist:
    """The gist of a case after these entries, which begin with its first."""
    first = entries[0]
    pinned = Pinned(first.case_no, first.chain, standard)
    values = case_values(case_of(entries), pinned, None)
    row = {name: values[name] for name in (*ROW, *ANSWERS)}
    row |= {name: here(values[name]) for name in TIMES}
    named = {*TEXTS, *standard.fields}
    texts: dict[str, int] = {}
    codes: dict[str, Any] = {}
    for entry in entries:
        texts |= {name: entry.position for name in entry.fields if name in named}
        codes |= {name: value for name, value in _data(entry).items() if name in named}
    due, extended = _limit(entries)
    return {
        "row": row,
        "acts": {act: act_of(entry) for act, entry in _in_force(entries).items()},
        "texts": texts,
        "codes": codes,
        "due": due,
        "extended": extended,
    }


def act_of(entry: Recorded) -> Act:
    """One entry in short."""
    actor = entry.actor
    return Act(
        position=entry.position,
        act=str(entry.body.get("act", "")),
        at=here(entry.done_at) or "",
        user=actor["user"] or "",
        role=actor["role"] or "",
        unit=actor.get("unit"),
        recorded=actor.get("recorded") is not None,
        data=_data(entry),
        beside=list(entry.fields),
    )


def here(at: datetime | None) -> str | None:
    """A moment on the hall's clock, as a gist keeps it."""
    return at.astimezone(CHINA).replace(tzinfo=None, microsecond=0).isoformat() if at else None


def _data(entry: Recorded) -> dict[str, Any]:
    data = entry.body.get("data")
    return data if isinstance(data, dict) else {}


def _in_force(entries: Iterable[Recorded]) -> dict[str, Recorded]:
    """Each act's last entry that took effect; one that waited does when it is approved."""
    found: dict[str, Recorded] = {}
    waiting: dict[object, Recorded] = {}
    for entry in entries:
        act = str(entry.body.get("act", ""))
        if entry.body.get("pending"):
            waiting[entry.version] = entry
            continue
        found[act] = entry
        if act == "approve" and (asked := waiting.get(_data(entry).get("request"))):
            found[str(asked.body["act"])] = asked
    return found


def _limit(entries: Iterable[Recorded]) -> tuple[str | None, str | None]:
    """When the answer is due as first set, and until when it was extended since.

    That of the last answer owed: a case that is done again has a new one.
    """
    owed, due, extended = "", None, None
    for entry in entries:
        for duty in _listed(entry, "opened"):
            if duty.get("means") in RESULTS and duty.get("due") and not duty.get("person"):
                owed, due, extended = str(duty["id"]), _instant(duty["due"]), None
        for moved in _listed(entry, "moved"):
            if moved.get("duty") == owed:
                if moved.get("why") == "extended":
                    extended = _instant(moved["due"])
                elif extended is None:
                    due = _instant(moved["due"])
    return due, extended


def _listed(entry: Recorded, name: str) -> list[dict[str, Any]]:
    found = entry.body.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _instant(text: str) -> str | None:
    return here(datetime.fromisoformat(text.replace("Z", "+00:00")))
