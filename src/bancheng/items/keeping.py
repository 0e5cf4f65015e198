"""事项动态调整: an item's every change makes a new version with who, when and why (SC-4.2).

The only place that writes items. Nothing is overwritten: whoever asks later what the clerk could
have known on a day finds the version of that day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bancheng.items.content import TEXTS, ItemContent, checked, content_of
from bancheng.items.errors import ItemError
from bancheng.items.item_row import ServiceItem
from bancheng.items.material_row import Material
from bancheng.items.version_row import ItemVersion

CODE = re.compile(r"[A-Za-z0-9._()-]{1,100}")
"""A code is sealed into cases, where nothing may stand that could name a person."""
CODE_SENTENCE = "事项编码只用字母、数字、点、横线和括号，最多 100 个。"
BATCH = 500


@dataclass(frozen=True, slots=True)
class Signed:
    """Who changes something, when, and why."""

    by: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """What an item is to say from now on. ``before`` is the version in force, None for a new one;
    ``active`` is False to retire it."""

    code: str
    content: ItemContent
    before: ItemVersion | None = None
    active: bool = True


def add(unit: str, code: str, content: ItemContent, signed: Signed) -> ItemVersion:
    """A new item in the list of a unit. ItemError where the code is taken or malformed."""
    if not CODE.fullmatch(code):
        raise ItemError(CODE_SENTENCE, "code")
    with transaction.atomic():
        if ServiceItem.objects.filter(unit=unit, code=code).exists():
            raise ItemError(f"编码“{code}”已有事项用着，请换一个，或者去改那一项。", "code")
        return write(unit, [Change(code, checked(content))], signed)[0]


def change(seen: ItemVersion, content: ItemContent, signed: Signed) -> ItemVersion:
    """A new version. ItemError where somebody changed the item since ``seen``, where nothing
    would change, or where no reason is given."""
    return _next(seen, content, signed, active=True)


def retire(seen: ItemVersion, signed: Signed) -> ItemVersion:
    """The item is no longer offered to anybody; cases that found it keep showing it."""
    return _next(seen, None, signed, active=False)


def restore(seen: ItemVersion, signed: Signed) -> ItemVersion:
    """A retired item comes into use again."""
    return _next(seen, None, signed, active=True)


def _next(
    seen: ItemVersion, content: ItemContent | None, signed: Signed, active: bool
) -> ItemVersion:
    if not signed.why.strip():
        raise ItemError("请写明为什么调整：以后有人问起，要答得上来。", "why")
    with transaction.atomic():
        item = ServiceItem.objects.select_for_update().get(pk=seen.item_id)
        before = ItemVersion.objects.get(item=item, current=True)
        if before.number != seen.number:
            raise ItemError(
                f"{before.made_at:%Y-%m-%d} 有人把本事项改成了第 {before.number} 版，"
                "您看到的是旧的。您填的还在，请对照新版再存。"
            )
        stood = content_of(before, before.materials.all())
        wanted = checked(content) if content is not None else stood
        if wanted == stood and before.active == active:
            raise ItemError("没有改动，不用存成新版。")
        return write(item.unit, [Change(item.code, wanted, before, active)], signed)[0]


def write(unit: str, changes: Sequence[Change], signed: Signed) -> list[ItemVersion]:
    """Write checked changes of one list, all in the transaction of the caller."""
    new = [ServiceItem(unit=unit, code=c.code) for c in changes if c.before is None]
    made = {item.code: item for item in ServiceItem.objects.bulk_create(new, BATCH)}
    replaced = [c.before.pk for c in changes if c.before is not None]
    for start in range(0, len(replaced), BATCH):
        rows = ItemVersion.objects.filter(pk__in=replaced[start : start + BATCH])
        rows.update(current=False)
    versions = ItemVersion.objects.bulk_create(
        [_version(c, made.get(c.code), signed) for c in changes], BATCH
    )
    Material.objects.bulk_create(
        [
            Material(
                version=version,
                place=place,
                name=m.name,
                copies=m.copies,
                issued_by_item=m.issued_by_item,
                issuer=m.issuer,
            )
            for version, c in zip(versions, changes, strict=True)
            for place, m in enumerate(c.content.materials, 1)
        ],
        BATCH,
    )
    return versions


def _version(change: Change, new: ServiceItem | None, signed: Signed) -> ItemVersion:
    before = change.before
    return ItemVersion(
        item=before.item if before is not None else new,
        number=before.number + 1 if before else 1,
        active=change.active,
        made_by=signed.by,
        made_at=signed.at,
        why=signed.why.strip()[:300],
        aliases="\n".join(change.content.aliases),
        steps="\n".join(change.content.steps),
        **{name: getattr(change.content, name) for name in TEXTS},
    )
