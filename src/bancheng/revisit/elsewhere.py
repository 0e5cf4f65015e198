"""别的系统的办结件的读写: what a caller sees of them, by the same rules as of cases here.

Masked until it is asked for, which is recorded; kept from those complained of; gone when it is no
longer needed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bancheng.casework import masking, reveal_row
from bancheng.casework.access import NotFound
from bancheng.casework.revisiting import CALLED, FIRST_WORDS, REASON, Glimpse, may_at
from bancheng.core.linked import is_abroad
from bancheng.core.refusal import Refusal
from bancheng.journal.erase import overwrite_what_is_deleted
from bancheng.journal.kept_apart import Box, box_for_writing, box_of
from bancheng.people import seats
from bancheng.people.user import User
from bancheng.revisit.elsewhere_row import Elsewhere

Person = tuple[str, str, str]


@dataclass(frozen=True)
class Words:
    """The first words of the matter, and who may be called: who, name, phone."""

    matter: str
    people: tuple[Person, ...]


def bring(row: Elsewhere, words: Words) -> bool:
    """Keep a closed case of another installation; False where it was there. Belongs in a
    transaction of the caller."""
    if Elsewhere.objects.filter(case_no=row.case_no, round=row.round).exists():
        return False
    told = json.dumps([words.matter[:FIRST_WORDS], words.people], ensure_ascii=False)
    row.words = box_for_writing(_owner(row)).shut(_place(row, "words"), told)
    row.save()
    return True


def latest(case_nos: Iterable[str]) -> dict[str, Elsewhere]:
    """Each of these cases as it was closed last."""
    wanted = [case_no for case_no in case_nos if is_abroad(case_no)]
    rows = Elsewhere.objects.filter(case_no__in=wanted).order_by("round") if wanted else ()
    return {row.case_no: row for row in rows}


def glimpses_of(user: User, case_nos: Sequence[str]) -> dict[str, Glimpse]:
    """What a caller is shown of them; those that are not theirs are left out."""
    return {row.case_no: _glimpse(row, words) for row, words in _shown(user, case_nos)}


def kept_from(user: User) -> list[str]:
    """The complaints among them that are about the very units this person works at."""
    units = seats.units_of(user)
    rows = Elsewhere.objects.filter(conduct=True).values_list("case_no", "walls")
    return [case_no for case_no, walls in rows if units & set(walls)]


def show_whole(user: User, case_no: str, who: str, now: datetime) -> tuple[str, str]:
    """The whole name and phone; that it was shown is recorded. Raises NotFound, Refusal."""
    found = show_all_whole(user, [case_no], REASON, now, (who,))
    if case_no not in found or who not in CALLED:
        raise NotFound(case_no)
    for asked, name, phone in found[case_no]:
        if asked == who and phone:
            return name, phone
    raise Refusal("not_there", "没有登记这个电话，或者已依法删除。")


def show_all_whole(
    user: User,
    case_nos: Sequence[str],
    reason: str,
    now: datetime,
    only: Sequence[str] = tuple(CALLED),
) -> dict[str, tuple[Person, ...]]:
    """Whole names and phones by case; of each it is recorded that it was shown, and why."""
    found: dict[str, tuple[Person, ...]] = {}
    reveals: list[reveal_row.Reveal] = []
    for row, words in _shown(user, case_nos):
        found[row.case_no] = tuple(one for one in words.people if one[0] in only)
        for who, name, phone in found[row.case_no]:
            for field, text in zip(CALLED[who], (name, phone), strict=True):
                if text:
                    known = {"case_no": row.case_no, "field": field, "user": user.username}
                    reveals.append(reveal_row.Reveal(**known, reason=reason, at=now))
    reveal_row.Reveal.objects.bulk_create(reveals)
    return found


def keep_answer(row: Elsewhere, answer: Mapping[str, object], now: datetime) -> None:
    """What the petitioner said, until it has arrived where the case lies."""
    text = json.dumps(dict(answer), ensure_ascii=False)
    row.answer = box_for_writing(_owner(row)).shut(_place(row, "answer"), text)
    row.answered_at = now
    row.save(update_fields=["answer", "answered_at"])


def answer_of(row: Elsewhere) -> dict[str, str]:
    """What ``keep_answer`` kept; empty where it is gone."""
    text = box_of(_owner(row)).opened(_place(row, "answer"), row.answer)
    try:
        found: dict[str, str] = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found


def forget(rows: Iterable[Elsewhere]) -> None:
    """Names, phones and words go; codes stay, so that sums stand."""
    overwrite_what_is_deleted()
    keys = [row.pk for row in rows]
    Elsewhere.objects.filter(pk__in=keys).update(words=b"", answer=b"")


def _shown(user: User, case_nos: Sequence[str]) -> list[tuple[Elsewhere, Words]]:
    if not user.is_active:
        return []
    units = seats.units_of(user)
    boxes: dict[str, Box] = {}
    found = []
    for row in latest(case_nos).values():
        walled = row.conduct and units & set(row.walls)
        if walled or not may_at(user, row.chain, row.standard, row.edition):
            continue
        if row.chain not in boxes:
            boxes[row.chain] = box_of(_owner(row))
        found.append((row, _words(row, boxes[row.chain])))
    return found


def _words(row: Elsewhere, box: Box) -> Words:
    try:
        matter, people = json.loads(box.opened(_place(row, "words"), row.words))
    except ValueError:
        return Words("", ())
    return Words(matter, tuple((str(a), str(b), str(c)) for a, b, c in people if a in CALLED))


def _glimpse(row: Elsewhere, words: Words) -> Glimpse:
    people = tuple(
        (who, masking.name(name), masking.phone(phone)) for who, name, phone in words.people
    )
    return Glimpse(
        row.case_no,
        row.chain,
        row.standard,
        row.edition,
        row.round,
        True,
        row.conduct,
        row.ended_at,
        words.matter,
        people,
    )


def _owner(row: Elsewhere) -> str:
    return f"revisit {row.chain}"


def _place(row: Elsewhere, column: str) -> str:
    return f"{row.case_no} {row.round} {column}"
