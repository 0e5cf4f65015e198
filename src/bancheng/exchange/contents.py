"""交换件的内容: what one installation tells another, and the papers that go along.

A length, a table in JSON, then the papers' bytes one behind another. Nothing is packed, so nothing
unpacks to more than it is. Every kind of telling is a class of its own; anything else is refused.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from bancheng.core.seal import canonical, digest
from bancheng.exchange.envelope import DIGEST, LARGEST, Strict
from bancheng.exchange.unfit_file import unfit
from bancheng.files.limits import LARGEST_FILE, MOST_AT_ONCE

LENGTH = 8
MOST_TOLD, MOST_PAPERS = 5000, 500
Number = Annotated[str, Field(min_length=1, max_length=60)]
Text = Annotated[str, Field(max_length=20_000)]
Short = Annotated[str, Field(max_length=300)]
Position = Annotated[int, Field(ge=0, le=2**31)]
Moment = Annotated[datetime, Field(strict=False)]


class Paper(Strict):
    """A file that goes along: what it is called, and the how-manieth among the papers it is."""

    name: Short
    at: Annotated[int, Field(ge=0, lt=MOST_PAPERS)]


class About(Strict):
    """Which matter: the lower centre's number, and the entry by which it was sent up."""

    no: Number
    since: Position


class Papers(Strict):
    """What goes along with a telling; ``left`` names what was too large."""

    papers: Annotated[list[Paper], Field(max_length=MOST_AT_ONCE)] = []
    left: Annotated[list[Short], Field(max_length=MOST_AT_ONCE)] = []


class Matter(About, Papers):
    """上报: a matter that is to be dealt with above. ``given`` holds the sender's words by field,
    ``accused`` whom a complaint is about, by name."""

    kind: Literal["matter"] = "matter"
    given: dict[Number, Text]
    traits: Annotated[list[Number], Field(max_length=20)] = []
    conduct: bool = False
    accused: Annotated[list[Short], Field(max_length=20)] = []


class Carried(About, Papers):
    """办理经过: one act to be recorded on the other side, from entry ``seq`` of this one."""

    kind: Literal["carried"] = "carried"
    seq: Position
    act: Literal["remind", "withdraw", "report_progress", "receive_result", "send_back"]
    given: dict[Number, Text]
    who: Short = ""


class Received(About):
    """收件: the level above has a case of its own, with this number."""

    kind: Literal["received"] = "received"
    above: Number


class NotReceived(About):
    """没有收下: the level above could not take it, and why."""

    kind: Literal["not_received"] = "not_received"
    reason: Short


class Standing(About):
    """办到哪一步: where it stands above, and what is promised there until when."""

    kind: Literal["standing"] = "standing"
    stage: Short
    promise: Short
    due: Moment | None
    provisional: bool


class Person(Strict):
    """Who may be called about a closed case."""

    who: Number
    name: Short
    phone: Short


class Closed(Strict):
    """办结件: a closed case for the revisit of all, with what a caller may see and no more."""

    kind: Literal["closed"] = "closed"
    no: Number
    round: Annotated[int, Field(ge=1, le=1000)]
    ended_at: Moment
    standard: Number
    edition: Number
    conduct: bool
    accused: Annotated[list[Short], Field(max_length=20)] = []
    matter: Short
    window_solved: Annotated[str, Field(max_length=20)]
    window_satisfaction: Annotated[str, Field(max_length=60)]
    people: Annotated[list[Person], Field(max_length=5)]


class Revisited(Strict):
    """回访结果: what a petitioner answered to the level above."""

    kind: Literal["revisited"] = "revisited"
    no: Number
    round: Annotated[int, Field(ge=1, le=1000)]
    campaign: Position
    at: Moment
    who: Short
    solved: Number
    satisfaction: Number
    answered_by: Number
    said: Text


Telling = Annotated[
    Matter | Carried | Received | NotReceived | Standing | Closed | Revisited,
    Field(discriminator="kind"),
]


class Named(Strict):
    """One file of the recipient's or of the sender's own."""

    serial: Annotated[int, Field(ge=1, le=2**31)]
    digest: str = Field(pattern=DIGEST)


class Slip(Strict):
    """A paper's size and digest, so that what follows can be cut and checked."""

    size: Annotated[int, Field(ge=1, le=LARGEST_FILE)]
    digest: str = Field(pattern=DIGEST)


class Table(Strict):
    """``taken``: the recipient's last file that was taken (the receipt). ``void``: files of the
    sender that will not come any more."""

    told: Annotated[list[Telling], Field(max_length=MOST_TOLD)]
    taken: Named | None = None
    void: Annotated[list[Named], Field(max_length=1000)] = []
    slips: Annotated[list[Slip], Field(max_length=MOST_PAPERS)] = []


def packed(
    told: Sequence[Strict], papers: Sequence[bytes], taken: Named | None, void: Sequence[Named]
) -> bytes:
    """The bytes to be encrypted."""
    table = canonical(
        {
            "told": [one.model_dump(mode="json") for one in told],
            "taken": taken.model_dump() if taken else None,
            "void": [one.model_dump() for one in void],
            "slips": [{"size": len(p), "digest": f"sha256:{digest('sha256', p)}"} for p in papers],
        }
    )
    return b"".join((len(table).to_bytes(LENGTH, "big"), table, *papers))


def unpacked(plain: bytes) -> tuple[Table, list[bytes]]:
    """The table and the papers, each as long as was said and with its digest. Raises Refusal."""
    size = int.from_bytes(plain[:LENGTH], "big")
    if len(plain) < LENGTH or size > LARGEST or len(plain) < LENGTH + size:
        raise _unreadable()
    try:
        table = Table.model_validate(json.loads(plain[LENGTH : LENGTH + size]))
    except (ValueError, ValidationError, RecursionError) as broken:
        raise _unreadable() from broken
    papers, at = [], LENGTH + size
    for slip in table.slips:
        paper = plain[at : at + slip.size]
        if f"sha256:{digest('sha256', paper)}" != slip.digest:
            raise _unreadable()
        papers.append(paper)
        at += slip.size
    if at != len(plain) or not _there(table, len(papers)):
        raise _unreadable()
    return table, papers


def _there(table: Table, papers: int) -> bool:
    named = [p.at for one in table.told if isinstance(one, Papers) for p in one.papers]
    return all(at < papers for at in named)


def _unreadable() -> Exception:
    sentence = "这份交换件的内容本系统读不懂，没有收。请双方管理员核对版本，升级后再做一份。"
    return unfit("unreadable", sentence)
