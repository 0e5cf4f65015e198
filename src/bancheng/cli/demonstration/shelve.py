"""Puts a demonstration's items on their shelves, in the versions its files tell, once."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

from bancheng.cli.demonstration.plan import Plan
from bancheng.items.importing.columns import guess
from bancheng.items.importing.plan import Job, carry_out, plan
from bancheng.items.importing.source import read_source
from bancheng.items.keeping import Signed
from bancheng.items.models import ServiceItem
from bancheng.people.post import ADMINISTRATOR

NAMED = re.compile(r"(?P<unit>[a-z0-9-]+)\.(?P<version>\d)\.json")
WHY = ("按本地清单建库", "精简材料和步骤")
APART = timedelta(days=30)


def shelve(told: Plan, folder: Path, now: datetime) -> None:
    """``<list>.<version>.json`` in the standard's ``demo/items/``, the later versions of a list as
    adjustments of the earlier. A list that has items already stays as it is."""
    files: dict[str, list[Path]] = {}
    for file in sorted((folder / told.standard / "demo" / "items").glob("*.json")):
        named = NAMED.fullmatch(file.name)
        if named:
            files.setdefault(named["unit"], []).append(file)
    for unit, versions in files.items():
        if not ServiceItem.objects.filter(unit=unit).exists():
            for number, file in enumerate(versions):
                at = now - APART * (len(versions) - number)
                why = WHY[min(number, len(WHY) - 1)]
                _bring_in(unit, file, Signed(_keeper(told), at, why))


def _keeper(told: Plan) -> str:
    return next(
        person.username
        for person in told.centre.people
        if any(post.role == ADMINISTRATOR for post in person.posts)
    )


def _bring_in(unit: str, file: Path, signed: Signed) -> None:
    source = read_source(file)
    carry_out(plan(Job(unit, source, guess(source.header), {})), signed)
