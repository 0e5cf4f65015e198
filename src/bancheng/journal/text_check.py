"""核验旁存文字: whether each text beside an entry is the one that was committed to.

A missing text is in order only where the case was erased afterwards; one that is still there
although it was erased is as wrong as a changed one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Max

from bancheng.core.seal import commitment
from bancheng.journal.case_keys import keys_of
from bancheng.journal.chain_check import Row
from bancheng.journal.cipher import CannotOpenError, reveal
from bancheng.journal.detail_row import Detail
from bancheng.journal.entry_row import Entry
from bancheng.journal.mistakes import KeyFileError
from bancheng.journal.statements import as_bytes
from bancheng.journal.verdict import Break

ERASED = "personal_erased"

_Hidden = tuple[str, bytes, bytes]


class TextCheck:
    """Of one chain. ``texts`` counts those found in order."""

    def __init__(self, chain: str) -> None:
        self.chain = chain
        self.texts = 0
        self._erased = _erasures(Entry.objects.filter(chain=chain))

    def look(self, batch: Sequence[tuple[Row, Mapping[str, Any]]]) -> Break | None:
        """The first break among rows whose sealed content has been found good."""
        beside = self._beside(batch)
        case_nos = {content["case"] for row, content in batch if beside.get(row.position)}
        keys = _keys_or_none(case_nos)
        for row, content in batch:
            found = self._entry(row.position, content, beside.get(row.position, {}), keys)
            if found is not None:
                return found
        return None

    def _beside(
        self, batch: Sequence[tuple[Row, Mapping[str, Any]]]
    ) -> dict[int, dict[str, _Hidden]]:
        case_nos = {content["case"] for _, content in batch}
        rows = Detail.objects.filter(
            case_no__in=case_nos,
            position__gte=batch[0][0].position,
            position__lte=batch[-1][0].position,
        ).values_list("case_no", "position", "field", "algorithm", "nonce", "ciphertext")
        case_at = {row.position: content["case"] for row, content in batch}
        beside: dict[int, dict[str, _Hidden]] = defaultdict(dict)
        for case_no, position, field, algorithm, nonce, hidden in rows:
            if case_at.get(position) == case_no:
                beside[position][field] = (algorithm, as_bytes(nonce), as_bytes(hidden))
        return beside

    def _entry(
        self,
        position: int,
        content: Mapping[str, Any],
        beside: Mapping[str, _Hidden],
        keys: Mapping[str, bytes],
    ) -> Break | None:
        for field in beside.keys() - content["details"].keys():
            return self._broken(position, content, "detail_not_sealed", field)
        for field, promised in content["details"].items():
            how = self._text(position, content, field, promised, beside.get(field), keys)
            if how:
                return self._broken(position, content, how, field)
        return None

    def _text(
        self,
        position: int,
        content: Mapping[str, Any],
        field: str,
        promised: str,
        hidden: _Hidden | None,
        keys: Mapping[str, bytes],
    ) -> str:
        case_no = content["case"]
        if hidden is None:
            return "" if self._was_erased(case_no, position) else "detail_missing"
        if self._erased.get(case_no, 0) > position:
            return "detail_not_erased"
        if case_no not in keys:
            return "detail_unreadable"
        algorithm, nonce, ciphertext = hidden
        place = (case_no, position, field)
        try:
            salt, text = reveal(keys[case_no], place, nonce, ciphertext, algorithm)
        except CannotOpenError:
            return "detail_unreadable"
        if commitment(content["algorithm"], salt, field, text) != promised:
            return "detail_differs"
        self.texts += 1
        return ""

    def _was_erased(self, case_no: str, position: int) -> bool:
        if self._erased.get(case_no, 0) <= position:
            # it may have been erased since this check began
            self._erased |= _erasures(Entry.objects.filter(chain=self.chain, case_no=case_no))
        return self._erased.get(case_no, 0) > position

    def _broken(self, position: int, content: Mapping[str, Any], how: str, what: str) -> Break:
        return Break(self.chain, position, how, what, content["case"])


def stray() -> Break | None:
    """A text that belongs to no entry, if there is one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.case_no, d.position, d.field, (SELECT MIN(chain) FROM journal_entry o"
            " WHERE o.case_no = d.case_no) FROM journal_detail d WHERE NOT EXISTS"
            " (SELECT 1 FROM journal_entry e WHERE e.case_no = d.case_no"
            " AND e.position = d.position) LIMIT 1"
        )
        row = cursor.fetchone()
    if row is None:
        return None
    case_no, position, field, chain = row
    return Break(chain or "", position, "detail_not_sealed", field, case_no)


def _erasures(entries: Any) -> dict[str, int]:
    rows = entries.filter(event=ERASED).order_by().values_list("case_no")
    return dict(rows.annotate(Max("position")))


def _keys_or_none(case_nos: set[str]) -> dict[str, bytes]:
    """The keys of the cases; of those alone that can be read where some are damaged."""
    try:
        return keys_of(case_nos)
    except KeyFileError:
        keys: dict[str, bytes] = {}
        for case_no in case_nos:
            try:
                keys |= keys_of([case_no])
            except KeyFileError:
                continue
        return keys
