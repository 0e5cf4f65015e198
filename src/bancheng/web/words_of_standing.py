"""值守的说法: who stands at a window, leaders named as such, stand-ins with whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable

from bancheng.people import directory
from bancheng.people.coverage import Standing
from bancheng.people.form_of_address import form_of_address


def standing_words(standing: Iterable[Standing]) -> list[str]:
    """``林佩文``, ``林佩文（代陈晓岚）``."""
    return [standing_word(one) for one in standing]


def standing_word(one: Standing) -> str:
    """One of them."""
    instead = f"（代{directory.name_of(one.instead_of)}）" if one.instead_of else ""
    return f"{directory.name_of(one.username)}{instead}"


def standing_outside(standing: Iterable[Standing]) -> list[str]:
    """``林同志``: those who stand there themselves, for people who come."""
    return [form_of_address(directory.name_of(one.username)) for one in standing]
