"""重复反映: finds whether the petitioner of a newly accepted case had been here within a year."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache

from bancheng.casework.case_row import CaseRow
from bancheng.casework.facts import event_of
from bancheng.figures.came_again_row import CameAgain, PetitionerMark
from bancheng.journal import read
from bancheng.journal.envelope import Recorded
from bancheng.journal.keys import MasterKey, master_key

WITHIN = timedelta(days=365)
SHORTEST = 7  # digits of a phone; fewer are a slip of the pen and would join strangers
Entries = Mapping[str, Sequence[Recorded]]


def look_back(chain: str, entries: Entries) -> dict[str, str]:
    """For each of these cases how its petitioner came again, found now or known from before."""
    _mark(chain, entries)
    known = dict(CameAgain.objects.filter(case_no__in=entries).values_list("case_no", "how"))
    fresh = [n for n, found in entries.items() if n not in known and _accepted(found)]
    if not fresh:
        return known
    found = _found(chain, fresh)
    CameAgain.objects.bulk_create(
        (CameAgain(case_no=number, how=found.get(number, "")) for number in fresh),
        ignore_conflicts=True,
    )
    return known | found


def forget_case(case_no: str) -> None:
    """Called when a case's personal details are erased: the mark goes, what was found stays."""
    PetitionerMark.objects.filter(case_no=case_no).delete()


def _mark(chain: str, entries: Entries) -> None:
    marked = PetitionerMark.objects.filter(case_no__in=entries).values_list("case_no", flat=True)
    new = set(entries) - set(marked)
    phones: dict[str, str] = {}
    for (case_no, _, _), text in read.details_of(sorted(new), ["phone"]).items():
        digits = "".join(filter(str.isdigit, text or ""))
        if len(digits) >= SHORTEST:
            phones.setdefault(case_no, digits)
    PetitionerMark.objects.bulk_create(
        (
            PetitionerMark(
                case_no=case_no,
                chain=chain,
                mark=_digest(phone),
                registered_at=entries[case_no][0].done_at,
                item=_item(entries[case_no]),
            )
            for case_no, phone in phones.items()
        ),
        ignore_conflicts=True,
    )


def _found(chain: str, case_nos: Sequence[str]) -> dict[str, str]:
    conduct = set(
        CaseRow.objects.filter(chain=chain, conduct=True).values_list("case_no", flat=True)
    )
    mine = {m.case_no: m for m in PetitionerMark.objects.filter(case_no__in=case_nos)}
    same = PetitionerMark.objects.filter(chain=chain, mark__in={m.mark for m in mine.values()})
    others: dict[str, list[PetitionerMark]] = {}
    for mark in same:
        if mark.case_no not in conduct:  # a complaint is told of by no other case
            others.setdefault(mark.mark, []).append(mark)
    found = {}
    for case_no, mark in mine.items():
        earlier = [o for o in others.get(mark.mark, ()) if _is_earlier(o, mark)]
        if earlier and case_no not in conduct:
            again = mark.item and any(o.item == mark.item for o in earlier)
            found[case_no] = "matter" if again else "person"
    return found


def _is_earlier(other: PetitionerMark, mark: PetitionerMark) -> bool:
    apart = mark.registered_at - other.registered_at
    first = (other.registered_at, other.case_no) < (mark.registered_at, mark.case_no)
    return other.case_no != mark.case_no and first and apart <= WITHIN


def _accepted(entries: Iterable[Recorded]) -> bool:
    return any(entry.event == "accepted" for entry in entries)


def _item(entries: Iterable[Recorded]) -> str:
    """The service item as it was last told."""
    told = ""
    for entry in entries:
        if "act" in entry.body:
            told = event_of(entry).text("service_item") or told
    return told.rpartition("@")[0]


def _digest(phone: str) -> str:
    return hmac.new(_key(master_key(lambda: False)), phone.encode(), hashlib.sha256).hexdigest()[
        :32
    ]


@lru_cache(maxsize=4)
def _key(master: MasterKey) -> bytes:
    return hmac.new(master.key, b"bancheng figures petitioner", hashlib.sha256).digest()
