"""版本对照: what an adjustment cut, added and changed (SC-4.2 精简材料、优化流程)."""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.items.content import TERMS, TEXTS, ItemContent, MaterialContent
from bancheng.items.version_row import Level


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that says something else: its term, what it said, what it says."""

    term: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """From one version to a later one."""

    fields: tuple[Changed, ...]
    cut_materials: tuple[str, ...]
    new_materials: tuple[str, ...]
    changed_materials: tuple[Changed, ...]
    cut_steps: tuple[str, ...]
    new_steps: tuple[str, ...]

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


def difference(before: ItemContent, after: ItemContent) -> Difference:
    """What changed; materials are the same where their name is."""
    old = {m.name: m for m in before.materials}
    new = {m.name: m for m in after.materials}
    return Difference(
        fields=tuple(_fields(before, after)),
        cut_materials=tuple(name for name in old if name not in new),
        new_materials=tuple(name for name in new if name not in old),
        changed_materials=tuple(
            Changed(name, in_words(old[name]), in_words(new[name]))
            for name in new
            if name in old and old[name] != new[name]
        ),
        cut_steps=tuple(s for s in before.steps if s not in after.steps),
        new_steps=tuple(s for s in after.steps if s not in before.steps),
    )


def _fields(before: ItemContent, after: ItemContent) -> list[Changed]:
    found = [
        Changed(TERMS[name], _text(name, before), _text(name, after))
        for name in TEXTS
        if name != "department" and getattr(before, name) != getattr(after, name)
    ]
    if before.aliases != after.aliases:
        found.append(Changed(TERMS["aliases"], "、".join(before.aliases), "、".join(after.aliases)))
    return found


def _text(name: str, content: ItemContent) -> str:
    value = str(getattr(content, name))
    return str(Level(value).label) if name == "level" and value else value


def in_words(material: MaterialContent) -> str:
    """How many and who issues it, as one line."""
    issued = material.issued_by_item or material.issuer
    parts = (material.copies, f"由{issued}出具" if issued else "")
    return "，".join(p for p in parts if p) or "未写份数和出具单位"
