"""渠道关着: its letters wait for as long as it is off, and go no more once it is ended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bancheng.channels import setups
from bancheng.channels.adapter import adapters
from bancheng.people.seats import unit_by_code
from bancheng.wire import letters, rounds
from bancheng.wire.letter_row import Letter
from tests.casework.hall import at, establish_hall

pytestmark = pytest.mark.database
NOW = at("2026-11-24 09:00")


@pytest.mark.clause("XF-9.1")
def test_letters_of_a_channel_that_is_off_wait_and_of_an_ended_one_go_no_more() -> None:
    establish_hall()
    setup = setups.add(adapters()["hotline"], unit_by_code("hall"), "热线", "keeper", NOW)
    letters.write(setup.road, "a", "答复", {"n": 1}, NOW)
    for minutes in range(20):
        rounds.run(NOW + timedelta(minutes=minutes))
    letter = Letter.objects.get()
    assert (letter.tries, letter.stuck, letter.dropped_at) == (0, False, None)
    assert "没有打开" in letter.failure
    setups.end(setup, "keeper", NOW)
    letter.refresh_from_db()
    assert (letter.dropped_at, letter.dropped_by) == (NOW, "keeper")
    letters.write(setup.road, "b", "答复", {"n": 2}, NOW)  # by whoever did not know yet
    rounds.run(NOW + timedelta(minutes=30))
    late = Letter.objects.get(mark="b")
    assert (late.arrived_at, bytes(late.hidden), late.failure) == (None, b"", "渠道“热线”停用了。")
    assert letters.waiting().count() == 0
