"""Following the journal: each entry is told once, whoever looks at the same time, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest

from bancheng.channels import following
from bancheng.channels.following import Write, follow
from bancheng.channels.models import Followed, Setup
from bancheng.core.event import Event
from tests.casework.hall import Hall, at
from tests.small_channels.conftest import Opened

NOW = at("2026-11-23 10:00")
Found = Sequence[tuple[str, Event]]


@pytest.fixture
def setup(opened: Opened) -> Setup:
    return opened("sms", None)


@pytest.mark.database
def test_of_two_rounds_at_once_one_tells(hall: Hall, setup: Setup) -> None:
    told: list[str] = []

    def quick(found: Found) -> list[Write]:
        return [partial(told.append, f"quick {number}") for number, _ in found]

    def slow(found: Found) -> list[Write]:
        follow(setup, NOW, quick)
        return [partial(told.append, f"slow {number}") for number, _ in found]

    case_no = hall.register("2026-11-23 09:00")
    follow(setup, NOW, slow)
    assert told == [f"quick {case_no}"] * 2


@pytest.mark.database
def test_a_round_that_is_cut_off_moves_on_only_with_what_it_wrote(
    hall: Hall, setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 2)
    told: list[str] = []
    faults = ["", "", "cut off"]

    def write(number: str) -> None:
        if faults and faults.pop(0):
            raise RuntimeError("cut off")
        told.append(number)

    def take(found: Found) -> list[Write]:
        return [partial(write, f"{number} {event.seq}") for number, event in found]

    numbers = [hall.register("2026-11-23 09:00") for _ in range(2)]
    with pytest.raises(RuntimeError):
        follow(setup, NOW, take)
    assert Followed.objects.get().position == 2
    follow(setup, NOW, take)
    assert told == [f"{number} {seq}" for number in numbers for seq in (1, 2)]
