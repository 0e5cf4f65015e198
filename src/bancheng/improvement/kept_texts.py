"""写下的话: what people write about block points and colleagues, encrypted.

What was written from one case lies under that case's own key and goes with it; everything else lies
under the centre's key. A row holds all its texts together, and nothing of it can be searched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from uuid import uuid4

from django.db import models

from bancheng.journal.case_keys import keys_for_writing, keys_of
from bancheng.journal.kept_apart import Box, box_for_writing, box_of

ERASED = "（已依法删除）"


def new_mark() -> str:
    """What binds hidden words to their row: a row moved elsewhere stays shut."""
    return uuid4().hex


class KeptTexts(models.Model):
    """``about`` is the case the words were taken from; empty for those that are about no single
    one. ``hidden`` is empty where nothing was written, or where it was erased (``erased``)."""

    about = models.CharField(max_length=60, blank=True)
    mark = models.CharField(max_length=32, default=new_mark)
    hidden = models.BinaryField(default=bytes)
    erased = models.BooleanField(default=False)

    class Meta:
        abstract = True


def shut(row: KeptTexts, texts: Mapping[str, str], centre: str) -> None:
    """Put texts into a row that is not saved yet. Within the caller's transaction, since a key may
    have to be made. Raises KeyFileError."""
    said = {name: text.strip() for name, text in texts.items() if text.strip()}
    if not said:
        return
    if row.about:
        box = Box(row.about, keys_for_writing([row.about])[row.about])
    else:
        box = box_for_writing(centre)
    row.hidden = box.shut(row.mark, json.dumps(said, ensure_ascii=False))


def opened(rows: Iterable[KeptTexts], centre: str) -> list[dict[str, str]]:
    """The texts of each row, in its order; the keys are fetched once for all.

    An erased row has none. Raises KeyFileError.
    """
    known = list(rows)
    cases = {row.about for row in known if row.about and row.hidden}
    keys = keys_of(cases) if cases else {}
    centres = box_of(centre) if any(row.hidden and not row.about for row in known) else None
    return [_open(row, keys, centres) for row in known]


def _open(row: KeptTexts, keys: Mapping[str, bytes], centres: Box | None) -> dict[str, str]:
    if not bytes(row.hidden):
        return {}
    box = Box(row.about, keys.get(row.about)) if row.about else centres
    if box is None or box.key is None:
        return {}
    try:
        texts = json.loads(box.opened(row.mark, row.hidden))
    except json.JSONDecodeError:  # it reads as damaged, which is no text of ours
        return {}
    return {str(name): str(text) for name, text in texts.items()}


def wipe(rows: models.QuerySet[KeptTexts]) -> int:
    """Forget what rows say; that they were there is kept. How many there were."""
    return rows.exclude(hidden=b"").update(hidden=b"", erased=True)
