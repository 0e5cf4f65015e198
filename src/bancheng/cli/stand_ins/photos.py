"""热线的附件: files that the stand-in keeps for its orders and gives out when the centre asks, with
the faults that hosts of files have."""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, ImageDraw

from bancheng.cli.stand_ins.stand import Raw
from bancheng.files.limits import LARGEST_FILE

FAULTS = ("missing", "too_large", "wrong_type", "changed", "redirect", "slow", "reset")
"""404; beyond what is taken; a program under a photo's name; not what its digest says; a 302 to
elsewhere; two seconds; cut off half-way."""
PLACE = "/files/"
PROGRAM = b"MZ" + bytes(range(256)) * 4


@dataclass
class Photos:
    """``kept``: content by path. ``faults`` are used up one a request; ``given``: how often
    each was asked for."""

    kept: dict[str, bytes] = field(default_factory=dict)
    faults: deque[str] = field(default_factory=deque)
    elsewhere: str = "http://127.0.0.1:9/elsewhere"
    given: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, name: str, content: bytes) -> str:
        """Its path from now on."""
        self.kept[PLACE + name] = content
        return PLACE + name

    def invented(self, order: str, count: int, at: str) -> list[dict[str, str]]:
        """So many photos of an order, listed in the default's fields."""
        found = []
        for n in range(1, count + 1):
            content = a_photo(f"{order}  {n}")
            path = self.keep(f"{order}-{n}.png", content)
            digest = hashlib.sha256(content).hexdigest()
            found.append({"name": f"现场照片{n}.png", "url": at + path, "digest": digest})
        return found

    def signed_anew(self, message: Mapping[str, object], turn: int) -> Mapping[str, object]:
        """A message as it is sent again: the same words, other links to the same files."""
        listed = message.get("attachments")
        if not isinstance(listed, list):
            return message
        return {**message, "attachments": [self._signed(one, turn) for one in listed]}

    def _signed(self, one: object, turn: int) -> object:
        link = str(one.get("url", "")) if isinstance(one, dict) else ""
        if not isinstance(one, dict) or PLACE + link.rpartition(PLACE)[2] not in self.kept:
            return one
        return {**one, "url": f"{link}?sent={turn}"}

    def answer(self, path: str) -> tuple[int, object]:
        """The file, or what goes wrong."""
        with self.lock:
            fault = self.faults.popleft() if self.faults else ""
            self.given[path] = self.given.get(path, 0) + 1
        content = self.kept.get(path)
        if content is None or fault == "missing":
            return 404, {"code": 404, "message": "no such file"}
        if fault == "redirect":
            return 302, Raw(b"", more={"Location": self.elsewhere})
        if fault == "too_large":
            return 200, Raw(content.ljust(LARGEST_FILE + 1, b"\0"))
        if fault == "wrong_type":
            return 200, Raw(PROGRAM, "image/png")
        if fault == "changed":
            return 200, Raw(a_photo("changed"), "image/png")
        if fault == "reset":
            return 200, Raw(content, "image/png", breaks_after=len(content) // 2)
        return 200, Raw(content, "image/png", waits=2.0 if fault == "slow" else 0.0)


def a_photo(words: str) -> bytes:
    """A picture with a few words on it."""
    picture = Image.new("RGB", (640, 400), "#d8dee6")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 60, 600, 340), outline="#37474f", width=4)
    draw.text((60, 180), words, fill="#20282e")
    kept = BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()
