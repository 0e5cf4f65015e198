"""附件清单: which attachments a message lists, by the mapping, before any of them is fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping as Told
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from bancheng.channels.adapter import NotTakenError
from bancheng.channels.hotline.mapping import Attached
from bancheng.files.limits import MOST_AT_ONCE
from bancheng.wire.addresses import LONGEST

MEND = "请改好再发；消息编号不变。"
HEX = re.compile(r"[0-9a-f]{64}")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One attachment as they list it. ``digest``: ``sha256:…`` of its content, or empty."""

    name: str = field(repr=False)
    address: str = field(repr=False)
    digest: str = ""

    @property
    def identity(self) -> str:
        """What makes it the same one when it is listed again."""
        return f"{self.digest} {self.address}"


def listed_files(told: Told[str, Any], wanted: Attached | None) -> tuple[ListedFile, ...]:
    """Each once, in their order. Raises NotTakenError where the list is none."""
    found: Any = told if wanted is not None else None
    for part in wanted.at.split(".") if wanted is not None else ():
        found = found.get(part) if isinstance(found, dict) else None
    if wanted is None or found is None or found == "":
        return ()
    if not isinstance(found, list):
        raise _wrong(wanted, f"“{wanted.at}”应当是附件的清单。")
    if len(found) > MOST_AT_ONCE:
        said = f"“{wanted.at}”有 {len(found)} 份，一次最多 {MOST_AT_ONCE} 份，其余的用补充再发。"
        raise _wrong(wanted, said)
    files = [_listed(one, number, wanted) for number, one in enumerate(found, 1)]
    return tuple({one.identity: one for one in files}.values())


def _listed(one: object, number: int, wanted: Attached) -> ListedFile:
    name_of_link = wanted.address or "link"
    if isinstance(one, str):
        one = {name_of_link: one}
    if not isinstance(one, dict):
        raise _wrong(wanted, f"“{wanted.at}”第 {number} 份应当写明链接。")
    address = _text(one, name_of_link, LONGEST, number, wanted)
    if not address:
        said = f"“{wanted.at}”第 {number} 份没有写链接（“{name_of_link}”）。"
        raise _wrong(wanted, said, "missing")
    name = _text(one, wanted.name, LONGEST_NAME, number, wanted) or _last_part(address)
    digest = _text(one, wanted.digest, LONGEST_NAME, number, wanted).lower()
    digest = digest.removeprefix(f"{wanted.algorithm}:")
    if digest and not HEX.fullmatch(digest):
        said = f"“{wanted.at}”第 {number} 份的“{wanted.digest}”应当是 {wanted.algorithm} 的"
        raise _wrong(wanted, f"{said} 64 位十六进制。")
    return ListedFile(name, address, f"{wanted.algorithm}:{digest}" if digest else "")


def _text(one: Told[str, Any], name: str, longest: int, number: int, wanted: Attached) -> str:
    value = one.get(name) if name else None
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > longest or not value.isprintable():
        said = f"“{wanted.at}”第 {number} 份的“{name}”应当是文字，最多 {longest} 个字。"
        raise _wrong(wanted, said)
    return value.strip()


def _last_part(address: str) -> str:
    """What it would be called by its address."""
    return unquote(re.split(r"[?#]", address, maxsplit=1)[0].rpartition("/")[2])[-LONGEST_NAME:]


def _wrong(wanted: Attached, said: str, code: str = "wrong_shape") -> NotTakenError:
    return NotTakenError(code, said, MEND, wanted.at)
