"""设置渠道: what a person set is checked, kept encrypted, and recorded beside changes of posts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from pydantic import BaseModel, SecretStr

from bancheng.channels.adapter import Adapter, adapters
from bancheng.channels.passage_row import Passage
from bancheng.channels.setup_row import Setup
from bancheng.journal.kept_apart import box_for_writing, box_of
from bancheng.people.change import record
from bancheng.people.models import Unit
from bancheng.wire import letters
from bancheng.wire.letter_row import Letter
from bancheng.wire.letters import NoLongerError
from bancheng.wire.sending import NotSentError

PLACE = "settings"
KEPT = timedelta(days=400)
"""How long what came and went is on record: a year and what follows it."""


def add(
    adapter: Adapter, centre: Unit, name: str, by: str, now: datetime, *, channel: str = ""
) -> Setup:
    """A channel of a centre, off and with nothing set."""
    with transaction.atomic():
        made: dict[str, Any] = {"kind": adapter.kind, "name": name, "channel": channel}
        made |= {"made_at": now, "changed_at": now}
        setup = Setup.objects.create(centre=centre, **made)
        record(by, centre, f"添加渠道“{name}”（{adapter.term}）。")
    return setup


def keep(setup: Setup, values: BaseModel, by: str, now: datetime) -> None:
    """What is set from now on. Secrets stay unsaid in the record of changes."""
    text = json.dumps(_plain(values), ensure_ascii=False)
    with transaction.atomic():
        setup.hidden = box_for_writing(_owner(setup)).shut(PLACE, text)
        setup.changed_at = now
        setup.save(update_fields=["name", "channel", "hidden", "changed_at"])
        record(by, setup.centre, f"改了渠道“{setup.name}”的设置。")


def switch(setup: Setup, on: bool, by: str, now: datetime) -> None:
    """On or off, from now on."""
    with transaction.atomic():
        if Setup.objects.filter(pk=setup.pk, on=not on).update(on=on, changed_at=now):
            record(by, setup.centre, f"{'打开' if on else '关上'}渠道“{setup.name}”。")
            for letter in letters.stuck(setup.roads) if on else ():
                letters.try_again(letter, now)  # most of it was stuck because it was off
    setup.on = on


def end(setup: Setup, by: str, now: datetime) -> None:
    """Out of use for good; what came and went by it stays on record."""
    with transaction.atomic():
        if Setup.objects.filter(pk=setup.pk, ended_at=None).update(ended_at=now, on=False):
            for road in setup.roads:
                letters.drop_all(road, by, now, "渠道停用了。")
            record(by, setup.centre, f"停用渠道“{setup.name}”。")


def in_use(kind: str | None = None, centre: str | None = None) -> list[Setup]:
    """Channels that are switched on, of a kind and centre where given."""
    found = Setup.objects.filter(on=True, ended_at=None).select_related("centre")
    if kind is not None:
        found = found.filter(kind=kind)
    return list(found.filter(centre__code=centre) if centre is not None else found)


def values_of(setup: Setup) -> BaseModel:
    """What is set, as the adapter's own model. pydantic.ValidationError where it no longer fits."""
    return adapters()[setup.kind].settings.model_validate(raw_of(setup))


def raw_of(setup: Setup) -> dict[str, Any]:
    """What is set, unchecked; empty where nothing was."""
    text = box_of(_owner(setup)).opened(PLACE, setup.hidden)
    found: dict[str, Any] = json.loads(text) if text else {}
    return found


def log(setup: Setup, way: str, what: str, now: datetime, **more: Any) -> Passage:
    """A line of what came and went: ``ref``, ``case_no``, ``fine``, ``said``."""
    more["said"] = str(more.get("said", ""))[:300]
    return Passage.objects.create(setup=setup, way=way, what=what, at=now, **more)


def carry(letter: Letter, told: Mapping[str, Any], now: datetime) -> None:
    """The carrier of every ``channel:`` road. Raises NotSentError or NoLongerError."""
    setup = Setup.objects.select_related("centre").get(pk=int(letter.road.partition(":")[2]))
    adapter = adapters().get(setup.kind)
    if setup.ended_at is not None:
        raise NoLongerError(f"渠道“{setup.name}”停用了。")
    if adapter is None or not setup.on:
        raise NotSentError(f"渠道“{setup.name}”没有打开。", counts=False)
    about = {"ref": letter.about, "case_no": letter.case_no}
    try:
        adapter.carry(setup, letter, told, now)
    except NotSentError as error:
        log(setup, "went", letter.what, now, fine=False, said=str(error), **about)
        raise
    log(setup, "went", letter.what, now, said="对方收下了。", **about)


def tell(now: datetime) -> None:
    """After each tick: every channel that is on writes its letters."""
    known = adapters()
    for setup in in_use():
        if setup.kind in known:
            known[setup.kind].tell(setup, now)
        Passage.objects.filter(setup=setup, at__lt=now - KEPT).delete()


def _plain(values: BaseModel) -> dict[str, Any]:
    found = values.model_dump(mode="json")
    for name in type(values).model_fields:
        value = getattr(values, name)
        if isinstance(value, SecretStr):
            found[name] = value.get_secret_value()
    return found


def _owner(setup: Setup) -> str:
    return f"channel {setup.pk}"
