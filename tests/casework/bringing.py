"""Files in the hall: sent by somebody, attached by an act."""

from __future__ import annotations

from bancheng.files import uploads
from bancheng.files.taking_in import take_in
from tests.casework.hall import Hall, at
from tests.files import made

WHEN = "2026-11-23 09:00"


def sent(
    who: str, name: str = "材料.txt", content: bytes = "材料的内容".encode(), when: str = WHEN
) -> str:
    """A file that waits for somebody; its id."""
    return uploads.send(who, name, content, at(when)).attachment.id


def signed(who: str, when: str = WHEN) -> str:
    """A signature drawn on the pad, waiting."""
    drawn = take_in("签名.png", made.picture("PNG", size=(300, 120)))
    return uploads.keep(who, drawn, at(when), signature=True).attachment.id


def with_file(hall: Hall, name: str = "材料.txt", content: bytes = b"paper") -> tuple[str, str]:
    """A case registered with one file: their numbers."""
    file_id = sent("chen", name, content)
    return hall.register(WHEN, files=[file_id]), file_id
