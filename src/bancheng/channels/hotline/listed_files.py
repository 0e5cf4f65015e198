"""附件清单: which attachments a message lists, by the mapping, before any of them is fetched.

No order is lost for its photos: what of the list cannot be read stands among the others with what
is wrong, and all the rest is taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Told
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from bancheng.channels.hotline.links import without_query
from bancheng.channels.hotline.mapping import Attached
from bancheng.files.limits import MOST_AT_ONCE
from bancheng.wire.addresses import LONGEST

HEX = re.compile(r"[0-9a-f]{64}")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One attachment as they list it. ``digest``: ``sha256:…`` of its content, or empty; ``wrong``:
    why it cannot be asked for, in their names of fields and without their words."""

    name: str = field(repr=False)
    address: str = field(repr=False)
    digest: str = ""
    wrong: str = ""

    @property
    def identity(self) -> str:
        """What makes it the same one when it is listed again."""
        return self.wrong or f"{self.digest} {self.address}"


class OddFileError(Exception):
    """``str()`` says what of the list cannot be read."""


def listed_files(told: Told[str, Any], wanted: Attached | None) -> tuple[ListedFile, ...]:
    """Each once, in their order."""
    found: Any = told if wanted is not None else None
    for part in wanted.at.split(".") if wanted is not None else ():
        found = found.get(part) if isinstance(found, dict) else None
    if wanted is None or found is None or found in ("", {}):
        return ()
    if not isinstance(found, list):
        return (ListedFile("", "", wrong=f"“{wanted.at}”应当是附件的清单。"),)
    some = enumerate(found[:MOST_AT_ONCE], 1)
    files = [_listed(one, f"“{wanted.at}”第 {number} 份", wanted) for number, one in some]
    if more := len(found) - len(files):
        said = f"“{wanted.at}”有 {len(found)} 份，一次最多 {MOST_AT_ONCE} 份，"
        files.append(ListedFile("", "", wrong=f"{said}后面 {more} 份没有取，请用补充再发。"))
    return tuple({one.identity: one for one in files}.values())


def _listed(one: object, which: str, wanted: Attached) -> ListedFile:
    name_of_link = wanted.address or "link"
    if isinstance(one, str):
        one = {name_of_link: one}
    if not isinstance(one, dict):
        return ListedFile("", "", wrong=f"{which}应当写明链接。")
    name = _name(one, wanted)
    try:
        address = _text(one, name_of_link, LONGEST, which)
        if not address:
            raise OddFileError(f"{which}没有写链接（“{name_of_link}”）。")
        digest = _digest(one, which, wanted)
    except OddFileError as odd:
        return ListedFile(name, "", wrong=str(odd))
    return ListedFile(name or _last_part(address), address, digest)


def _name(one: Told[str, Any], wanted: Attached) -> str:
    """Empty where it is none: no photo is left there for its name."""
    try:
        return _text(one, wanted.name, LONGEST_NAME, "")
    except OddFileError:
        return ""


def _digest(one: Told[str, Any], which: str, wanted: Attached) -> str:
    digest = _text(one, wanted.digest, LONGEST_NAME, which).lower()
    digest = digest.removeprefix(f"{wanted.algorithm}:")
    if not digest:
        return ""
    if not HEX.fullmatch(digest):
        said = f"{which}的“{wanted.digest}”应当是 {wanted.algorithm} 的 64 位十六进制。"
        raise OddFileError(said)
    return f"{wanted.algorithm}:{digest}"


def _text(one: Told[str, Any], name: str, longest: int, which: str) -> str:
    value = one.get(name) if name else None
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > longest or not value.isprintable():
        said = f"{which}的“{name}”应当是文字，最多 {longest} 个字，里面不能有控制字符。"
        raise OddFileError(said)
    return value.strip()


def _last_part(address: str) -> str:
    """What it would be called by its address."""
    return unquote(re.split(r"[/\\]", without_query(address))[-1])[-LONGEST_NAME:]
