"""旁注: what staff write beside a case without its being an act, encrypted and erased with it.

A remark about one case lies under that case's own key; one about several things under the key of
the centre, and goes with the first of those cases that is erased, since nobody can tell any more
whom it spoke of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property

from bancheng.journal.case_keys import keys_for_writing, keys_of
from bancheng.journal.kept_apart import Box, box_for_writing, box_of
from bancheng.people.kept_words import KeptWords

LONGEST = 500
ERASED = "（已依法删除）"


def shut(line: KeptWords, text: str, centre: str) -> None:
    """Put a remark into a row that is about a case, or about no single one; not saved yet. Within
    the caller's transaction, as a key may have to be made."""
    said = text.strip()[:LONGEST]
    if not said:
        return
    if line.about:
        box = Box(line.about, keys_for_writing([line.about])[line.about])
    else:
        box = box_for_writing(centre)
    line.words = box.shut(line.mark, said)


class Opened:
    """The remarks of some rows, their keys fetched at once."""

    def __init__(self, lines: Iterable[KeptWords], centre: str) -> None:
        self.lines = list(lines)
        self.centre = centre

    @cached_property
    def _keys(self) -> Mapping[str, bytes]:
        written = {line.about for line in self.lines if line.about and line.words}
        return keys_of(written) if written else {}

    @cached_property
    def _centre_box(self) -> Box:
        return box_of(self.centre)

    def text(self, line: KeptWords) -> str:
        """The remark; that it was erased; or nothing, where none was written."""
        if line.erased_at is not None:
            return ERASED
        if not bytes(line.words):
            return ""
        if not line.about:
            return self._centre_box.opened(line.mark, line.words)
        key = self._keys.get(line.about)
        return Box(line.about, key).opened(line.mark, line.words) if key else ERASED


def wipe(line: KeptWords, at: datetime) -> None:
    """Forget what a row says; that something stood there is kept."""
    if not bytes(line.words):
        return
    line.words, line.erased_at = b"", at
    line.save(update_fields=["words", "erased_at"])
