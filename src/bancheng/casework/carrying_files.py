"""附件随件转交: papers that go along to the other level, kept there anew under a key of its own.

What one side erases or strikes out later, the other keeps until its own time is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from bancheng.core.attachment import BESIDE, read
from bancheng.core.case import Case
from bancheng.files import keeping, uploads
from bancheng.files.keeping import LostFileError
from bancheng.files.kind import Kind
from bancheng.files.taking_in import Taken


def standing(case: Case) -> list[str]:
    """The papers of a case that were not struck out."""
    return [file_id for file_id, held in case.files.items() if not held.struck]


def taken_along(
    case_no: str, file_ids: Iterable[str], texts: Mapping[str, str], owner: str, now: datetime
) -> list[str]:
    """Copies of these files, waiting for ``owner``'s act on the other case; their ids.

    A file that is lost or was erased stays behind: what is said of it still goes.
    """
    found = []
    for file_id in dict.fromkeys(file_ids):
        written = texts.get(f"{BESIDE}{file_id}")
        taken = paper_of(case_no, file_id, written) if written else None
        if taken is not None:
            found.append(uploads.keep(owner, taken, now).attachment.id)
    return found


def paper_of(case_no: str, file_id: str, written: str) -> Taken | None:
    """A paper of a case as it was taken in; None where it is lost or was erased."""
    about = read(file_id, written)
    try:
        content = keeping.content(case_no, file_id)
        kind = Kind(about.kind)
        small = keeping.content(case_no, file_id, "small") if kind.is_picture else None
    except LostFileError:
        return None
    return Taken(about.name, kind, content, small)
