"""事项的内容: what an item says, as a value — written down in versions, compared, read from files.

Limits are kept as text: a limit of an item binds the department that handles it and is quoted to
people; the limits that Bancheng counts are those of the window's own standard.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from django.db.models import CharField

from bancheng.items.errors import ItemError
from bancheng.items.material_row import Material
from bancheng.items.version_row import ItemVersion, Level

LINES = frozenset({"aliases", "steps"})
LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class MaterialContent:
    """One material: its name, how many, and the item (by code) or the body that issues it."""

    name: str
    copies: str = ""
    issued_by_item: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class ItemContent:
    """Everything an item says. ``department`` is a unit's code or empty."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    level: str = ""
    department: str = ""
    department_name: str = ""
    accepted_by: str = ""
    decided_by: str = ""
    phone: str = ""
    place: str = ""
    statutory_limit: str = ""
    promised_limit: str = ""
    audience: str = ""
    conditions: str = ""
    steps: tuple[str, ...] = ()
    materials: tuple[MaterialContent, ...] = ()


TEXTS = tuple(f.name for f in fields(ItemContent) if f.name not in {*LINES, "materials"})
PLAIN = (*TEXTS, "aliases", "steps")
TERMS = {
    "code": "事项编码",
    "materials": "申请材料",
    **{row.name: str(row.verbose_name) for row in ItemVersion._meta.fields if row.name in PLAIN},
}
"""What each field is called."""
LONGEST = {
    name: row.max_length
    for name in TEXTS
    if isinstance(row := ItemVersion._meta.get_field(name), CharField) and row.max_length
}


def content_of(version: ItemVersion, materials: Iterable[Material]) -> ItemContent:
    """What a version said; ``materials`` are its rows, in order."""
    return ItemContent(
        **{name: getattr(version, name) for name in TEXTS},
        aliases=tuple(version.aliases.splitlines()),
        steps=tuple(version.steps.splitlines()),
        materials=tuple(
            MaterialContent(m.name, m.copies, m.issued_by_item, m.issuer) for m in materials
        ),
    )


def checked(content: ItemContent) -> ItemContent:
    """The content without blanks around and empty lines. ItemError for what cannot be kept."""
    tidy = replace(
        content,
        **{name: getattr(content, name).strip() for name in TEXTS},
        aliases=_filled(content.aliases),
        steps=_filled(content.steps),
        materials=tuple(_tidy(m) for m in content.materials if m.name.strip()),
    )
    if not tidy.name:
        raise ItemError("请填事项名称。", "name")
    if tidy.level and tidy.level not in Level.values:
        among = "、".join(Level.labels)
        raise ItemError(f"行使层级没有“{tidy.level}”，可以是：{among}。", "level")
    for name, longest in LONGEST.items():
        _short_enough(getattr(tidy, name), longest or LONGEST_LINE, name)
    for name in LINES:
        for line in getattr(tidy, name):
            _short_enough(line, LONGEST_LINE, name)
    for material in tidy.materials:
        _short_enough(material.name, LONGEST_LINE, "materials")
    return tidy


def _filled(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in lines if line.strip())


def _short_enough(text: str, longest: int, field: str) -> None:
    if len(text) > longest:
        raise ItemError(
            f"“{TERMS[field]}”最多 {longest} 个字，“{text[:12]}…”有 {len(text)} 个，请写短些。",
            field,
        )


def _tidy(material: MaterialContent) -> MaterialContent:
    tidy = MaterialContent(*(getattr(material, f.name).strip() for f in fields(material)))
    longest = {"copies": 40, "issued_by_item": 100, "issuer": 200}
    for name, most in longest.items():
        _short_enough(getattr(tidy, name), most, "materials")
    return replace(tidy, issuer="") if tidy.issued_by_item else tidy
