"""不在工单里的文字: what staff write that belongs to no case, encrypted under a key of its owner.

An enquiry at the counter or a ready text may hold a petitioner's words as much as a case does. It
is no fact of a case, so nothing of it is sealed: it lies in a table of its own room, and goes when
that room deletes it. The owner is a centre or a person.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from bancheng.core.seal import SALT_BYTES
from bancheng.journal.case_keys import key_of, keys_for_writing
from bancheng.journal.cipher import DEFAULT_CIPHER, NONCE_BYTES, CannotOpenError, hide, reveal
from bancheng.journal.read import DAMAGED
from bancheng.journal.statements import as_bytes

_MARK = b"\n"


@dataclass(frozen=True, slots=True)
class Box:
    """Shuts and opens the texts of one owner; ``key`` is None where nothing was ever shut."""

    owner: str
    key: bytes | None

    def __repr__(self) -> str:
        return f"Box({self.owner})"

    def shut(self, place: str, text: str) -> bytes:
        """The text as it may be stored. ``place`` is the row and column: moved elsewhere, it stays
        shut."""
        if self.key is None:
            raise ValueError("a box opened for reading shuts nothing")
        at = (self.owner, 0, place)
        nonce, hidden = hide(self.key, at, os.urandom(SALT_BYTES), text)
        return DEFAULT_CIPHER.encode() + _MARK + nonce + hidden

    def opened(self, place: str, stored: object) -> str:
        """The text again; what no longer opens reads as damaged. Empty stays empty."""
        data = as_bytes(stored)
        if not data:
            return ""
        cipher, _, rest = data.partition(_MARK)
        if self.key is None:
            return DAMAGED
        at, nonce, hidden = (self.owner, 0, place), rest[:NONCE_BYTES], rest[NONCE_BYTES:]
        try:
            return reveal(self.key, at, nonce, hidden, cipher.decode(errors="replace"))[1]
        except CannotOpenError:
            return DAMAGED


def box_for_writing(owner: str) -> Box:
    """The box of a centre's code or a user's name, with a key made at first use (inside the
    caller's transaction). Raises KeyFileError."""
    name = _name(owner)
    return Box(name, keys_for_writing([name])[name])


def box_of(owner: str) -> Box:
    """The box for reading. Raises KeyFileError where the key cannot be unwrapped."""
    name = _name(owner)
    return Box(name, key_of(name).get(name))


def box_for_writing_of(case_no: str) -> Box:
    """The box of a case, for what other rooms keep that must go with it, with a key made at first
    use (inside the caller's transaction). Raises KeyFileError."""
    return Box(case_no, keys_for_writing([case_no])[case_no])


def box_of_case(case_no: str) -> Box:
    """The same for reading. Raises KeyFileError where the key cannot be unwrapped."""
    return Box(case_no, key_of(case_no).get(case_no))


def _name(owner: str) -> str:
    """No case number begins so."""
    return f"texts of {owner}"
