"""Two who take letters out at the same moment take each one out once, and keep the order."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from django.db import connections
from django.test.utils import override_settings

from bancheng.wire import letters, rounds
from bancheng.wire.letter_row import Letter
from tests.casework.hall import at

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
NOW = at("2026-11-24 09:00")
MATTERS, OF_EACH, TOGETHER = 12, 3, 3
ARRIVED: list[tuple[str, str]] = []


def carry(letter: Letter, told: Mapping[str, Any], now: datetime) -> None:
    """The carrier of the road ``test``."""
    del now
    ARRIVED.append((letter.about, told["n"]))


def test_of_two_rounds_at_once_each_letter_goes_once_and_in_order() -> None:
    ARRIVED.clear()
    for n in range(OF_EACH):
        for matter in range(MATTERS):
            told = {"n": str(n)}
            letters.write(
                f"test:{matter % 2}", f"{matter}-{n}", "一件事", told, NOW, about=str(matter)
            )
    gate, broken = threading.Barrier(TOGETHER), list[BaseException]()

    def several_rounds() -> None:
        try:
            connections["default"].ensure_connection()
            gate.wait()
            for _ in range(OF_EACH):
                rounds.run(NOW)
        except BaseException as failure:
            broken.append(failure)
        finally:
            connections.close_all()

    with override_settings(ROADS={"test": f"{__name__}.carry"}):
        threads = [threading.Thread(target=several_rounds) for _ in range(TOGETHER)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert broken == []
        while rounds.run(NOW):  # what one held back while the other looked
            continue
    assert len(ARRIVED) == MATTERS * OF_EACH
    for matter in range(MATTERS):
        assert [n for about, n in ARRIVED if about == str(matter)] == ["0", "1", "2"]
