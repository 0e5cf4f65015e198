"""交来的材料: what petitioners sent from home, to be looked at again by themselves.

Theirs are the files that came with an act of theirs. What the window, a department or another
system added is not told of here, whatever it is.
"""

from __future__ import annotations

from bancheng.casework.access import NotFound
from bancheng.casework.attached import AttachedFile, files_of, paper_of
from bancheng.casework.look import Look
from bancheng.core.attachment import Attachment
from bancheng.petitioner.acting import ROLE


def papers(look: Look) -> list[AttachedFile]:
    """Their files that are still there, as they came."""
    return [
        one
        for one in files_of(look)
        if one.entry.event.by.role == ROLE and one.struck is None and one.opens
    ]


def opened(look: Look, file_id: str) -> tuple[Attachment, bytes]:
    """One of them. Raises NotFound for any other file, and LostFileError."""
    if all(one.id != file_id for one in papers(look)):
        raise NotFound(file_id)
    return paper_of(look, file_id)
