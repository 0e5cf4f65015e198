"""附件随办: the files that come with an act, and the texts that it signs, seen from the write door.

A page hands over ids of files that wait for its reader; what they are is told by the room that
keeps them and by nobody else. With the act they become the case's, in one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bancheng.core.acts import ACTS
from bancheng.core.ask import FILES, SIGNATURE_DRAWN
from bancheng.core.decider import Decision
from bancheng.core.refusal import Refusal
from bancheng.files import uploads
from bancheng.files.uploads import Pending
from bancheng.journal import read

BRINGING = (FILES.name, SIGNATURE_DRAWN.name)


def described(
    owner: str, given: Mapping[str, object], now: datetime
) -> tuple[Mapping[str, object], list[Pending]]:
    """What was given, with files described in place of their ids, and these files.

    Raises Refusal where one of them does not wait for this person (any more).
    """
    if not any(given.get(name) for name in BRINGING):
        return given, []
    told, brought = dict(given), []
    for name in BRINGING:
        ids = _ids(name, given)
        found = uploads.pending(owner, ids, now) if ids and owner else []
        if len(found) != len(set(ids)):
            sentence = "有附件放得太久（超过一天），或者已经用过，不在了，请重新选。"
            raise Refusal("file_gone", sentence, field=name)
        told[name] = [one.attachment.as_given() for one in found]
        brought += found
    return {name: value for name, value in told.items() if value != []}, brought


def _ids(name: str, given: Mapping[str, object]) -> list[str]:
    value = given.get(name) or []
    ids = []
    for file_id in value if isinstance(value, list | tuple) else [value]:
        if not isinstance(file_id, str):
            raise Refusal("file_gone", "附件要先传上来，才能附上。", field=name)
        ids.append(file_id)
    return ids


def signed_texts(act: str, case_no: str | None, before: Sequence[Decision]) -> dict[str, str]:
    """The texts of the case that an act signs, as they stand when it is done: in the journal, and
    in what the same command did just before."""
    spec = ACTS.get(act)
    if spec is None or not spec.signs:
        return {}
    found: dict[str, str] = {}
    if case_no is not None:
        for (_, _, name), text in read.details_of([case_no], spec.signs).items():
            found[name] = text or ""
    for decision in before:
        found |= {name: decision.texts[name] for name in spec.signs if name in decision.texts}
    return {name: text for name, text in found.items() if text}
