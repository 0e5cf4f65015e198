"""旧台账的栏可以是什么: the fields that an import fills, in the words of the standard."""

from __future__ import annotations

from collections.abc import Mapping

from bancheng.casework.importing.columns import (
    ACCEPTING,
    REGISTERING,
    REPLIED_AT,
    REPLY,
    SUBJECT,
    SUBMITTED_AT,
    field_term,
)
from bancheng.core.given import options
from bancheng.core.standard.standard import Standard

GIVEN = {"channel": "channels", "ground": "grounds", "kind": "kinds"}
"""What all rows may be given at once where the table does not say."""
UNSAID: dict[str, str] = {
    SUBMITTED_AT: "反映时间（必须有）",
    SUBJECT: "标题",
    REPLY: "当时的答复",
    REPLIED_AT: "答复的时间",
    "matter": "反映内容（必须有）",
}


def field_choices(standard: Standard) -> dict[str, str]:
    """Field → what it is called, in the order in which they are offered."""
    first = (SUBMITTED_AT, "matter", SUBJECT, "name", "phone")
    rest = (*REGISTERING, *ACCEPTING, *standard.fields, REPLY, REPLIED_AT)
    names = dict.fromkeys((*first, *rest))
    return {name: UNSAID.get(name) or field_term(name, standard) for name in names}


def asked_for_all(
    standard: Standard, given: Mapping[str, str]
) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """Name, term and choices of what all rows may be given."""
    found = []
    for name, source in GIVEN.items():
        choices = (options(source, standard) or {}).items()
        offered = [(code, label, given.get(name) == code) for code, label in choices]
        found.append((name, field_term(name, standard), offered))
    return found
