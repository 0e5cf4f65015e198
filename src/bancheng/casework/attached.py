"""附件清单: the files of a case as one person may see them, and one of them read.

Whoever may not see the case finds no file either. What was struck out is listed as such, and opens
only for those who could have struck it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bancheng.casework.access import NotFound
from bancheng.casework.look import Entry, Look, look
from bancheng.core.ask import FILES, SIGNATURE_DRAWN
from bancheng.core.attachment import BESIDE, Attachment, read
from bancheng.core.permission import is_walled_off
from bancheng.core.seal import digest
from bancheng.files import keeping
from bancheng.files.keeping import LostFileError
from bancheng.files.kind import Kind
from bancheng.files.shelf import Part
from bancheng.people.user import User


@dataclass(frozen=True)
class AttachedFile:
    """A file and the entry that brought it; ``about`` is None where it was erased, ``struck`` the
    entry that struck it out; ``opens`` whether the reader may have it."""

    id: str
    about: Attachment | None
    entry: Entry
    struck: Entry | None
    opens: bool


def files_of(look: Look) -> list[AttachedFile]:
    """The papers of a case, oldest first. Signatures are no papers: they stand in the form."""
    return [
        _attached(look, entry, file_id)
        for entry in look.entries
        for file_id in entry.event.names(FILES.name)
    ]


def signature_of(look: Look, entry: Entry) -> AttachedFile | None:
    """The signature drawn for an act."""
    drawn = entry.event.names(SIGNATURE_DRAWN.name)
    return _attached(look, entry, drawn[0]) if drawn else None


def open_file(
    user: User, case_no: str, file_id: str, part: Part, now: datetime
) -> tuple[Attachment, bytes]:
    """A file and its content. Raises NotFound where there is none that this person may have, and
    LostFileError."""
    found = look(user, case_no, now)
    drawn = [one for e in found.entries if (one := signature_of(found, e)) is not None]
    for one in (*files_of(found), *drawn):
        if one.id == file_id and one.opens and one.about is not None:
            if part == "small" and not Kind(one.about.kind).is_picture:
                break
            return one.about, _content(case_no, one.about, part)
    raise NotFound(file_id)


def paper_of(look: Look, file_id: str) -> tuple[Attachment, bytes]:
    """A paper of a case already looked at. Raises NotFound, LostFileError."""
    for one in files_of(look):
        if one.id == file_id and one.opens and one.about is not None:
            return one.about, _content(look.row.case_no, one.about, "content")
    raise NotFound(file_id)


def signature_picture(look: Look, file_id: str) -> bytes:
    """A signature of the form of a case already looked at. Raises NotFound, LostFileError."""
    for entry in look.entries:
        one = signature_of(look, entry)
        if one is not None and one.id == file_id and one.opens and one.about is not None:
            return _content(look.row.case_no, one.about, "content")
    raise NotFound(file_id)


def _content(case_no: str, about: Attachment, part: Part) -> bytes:
    content = keeping.content(case_no, about.id, part)
    algorithm, _, wanted = about.digest.partition(":")
    if part == "content" and digest(algorithm, content) != wanted:
        raise LostFileError("这个附件和当初附上的不是同一份，不能给出。请报管理员。")
    return content


def _attached(look: Look, entry: Entry, file_id: str) -> AttachedFile:
    written = entry.texts.get(f"{BESIDE}{file_id}")
    struck = next((e for e in look.entries if e.event.text("struck") == file_id), None)
    opens = written is not None and not is_walled_off(look.case, look.actor)
    if struck is not None:
        opens = opens and look.case.may_strike(look.case.files[file_id], look.actor)
    about = None if written is None else _about(file_id, written)
    return AttachedFile(file_id, about, entry, struck, opens and about is not None)


def _about(file_id: str, written: str) -> Attachment | None:
    try:
        return read(file_id, written)
    except ValueError:
        return None  # the text beside the entry is damaged: ``journal verify`` names it
