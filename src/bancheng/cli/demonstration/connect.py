"""Sets up the channels of a demonstration, switched off: there is nobody at the other end.

`demo/channels.yaml` of a standard says which; what is there already stays as it is.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bancheng.channels import setups
from bancheng.channels.adapter import adapters
from bancheng.channels.setup_row import Setup
from bancheng.core.standard.source import check, read
from bancheng.core.standard.sourced import NonEmpty, Strict
from bancheng.people.seats import unit_by_code

FILE = "channels.yaml"


class ChannelPlan(Strict):
    """One channel; ``by``: who is said to have set it up."""

    centre: NonEmpty
    kind: NonEmpty
    name: NonEmpty
    channel: str = ""
    by: NonEmpty


class ChannelsPlan(Strict):
    """`channels.yaml`."""

    channels: list[ChannelPlan]


def connect(folder: Path, standard: str, now: datetime) -> None:
    """The channels of a standard's demonstration. Raises StandardFaults."""
    file = folder / standard / "demo" / FILE
    if not file.exists():
        return
    source = read(file.read_text("utf-8"), f"{standard}/demo/{FILE}")
    for plan in check(ChannelsPlan, source).channels:
        if Setup.objects.filter(centre__code=plan.centre, kind=plan.kind).exists():
            continue
        adapter, centre = adapters()[plan.kind], unit_by_code(plan.centre)
        setup = setups.add(adapter, centre, plan.name, plan.by, now, channel=plan.channel)
        setups.keep(setup, adapter.settings.model_validate({}), plan.by, now)
