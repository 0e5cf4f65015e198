"""和别的系统往来: what is stuck is said to whoever looks after the machine, line by line."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bancheng.running import health
from bancheng.wire import letters
from bancheng.wire.letter_row import Letter
from tests.casework.hall import at

pytestmark = pytest.mark.database
NOW = at("2026-11-24 09:00")


def line(hours: float = 0) -> health.Line:
    """How letters stand some hours later."""
    found = health.lines(NOW + timedelta(hours=hours))
    return next(each for each in found if each.name == "和别的系统往来")


def test_letters_that_wait_are_fine_until_they_wait_long_or_are_stuck() -> None:
    assert line().said == "没有卡住的，0 件等着送、等着取"
    letters.write("webhook:1", "a", "工单有了变化", {}, NOW)
    assert (line(11).standing, line(11).said) == ("good", "没有卡住的，1 件等着送、等着取")
    assert line(13).standing == "look"
    assert "还没有送到、取到" in line(13).said
    Letter.objects.update(stuck=True)
    assert line().said == "送不到、取不到的有 1 件"
    assert line().standing == "look"
    letters.drop(Letter.objects.get(), "keeper", NOW)
    assert line(13).standing == "good"
