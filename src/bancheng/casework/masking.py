"""遮盖: names and phones as lists show them; the whole is shown only on request, and recorded."""

from __future__ import annotations

from collections.abc import Callable


def name(text: str) -> str:
    """«秦*芳»: the first character, and the last where there are three or more."""
    if len(text) <= 1:
        return "*" if text else ""
    return text[0] + "*" if len(text) == 2 else f"{text[0]}*{text[-1]}"


def phone(text: str) -> str:
    """«139****5512»: the first three and the last four digits, fewer of a short number."""
    if len(text) < 8:
        return "*" * max(len(text) - 2, 0) + text[-2:]
    return f"{text[:3]}****{text[-4:]}"


MASKS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("name", "agent", "contact"), name),
    **dict.fromkeys(("phone", "agent_phone", "contact_phone"), phone),
}


def masked(field: str, text: str) -> str:
    """A detail as a list may show it; fields that are no personal detail come back whole."""
    mask = MASKS.get(field)
    return mask(text) if mask else text
