"""A page asks the database little, and no more for a long case or a long list than for a short."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection

from tests.casework.hall import Hall
from tests.web.clerk import Clerk

pytestmark = pytest.mark.database

FRAME = 3  # the session, the user, the version of the organisation


def asked(clerk: Clerk, address: str) -> list[str]:
    """The statements one page sends."""
    statements: list[str] = []

    def listen(
        execute: Callable[..., object], sql: str, params: object, many: bool, context: object
    ) -> object:
        statements.append(sql)
        return execute(sql, params, many, context)

    clerk.raw(address)
    with connection.execute_wrapper(listen):
        clerk.raw(address)
    return statements


def test_a_case_page_is_one_look_however_long_the_case(hall: Hall, chen: Clerk) -> None:
    short, long = hall.register("2026-11-24 09:00"), hall.ended("2026-11-24 09:00")
    for _ in range(20):
        hall.do("chen", long, "note", "2026-11-24 10:00", text="来电催问")
    # the last: whether a text to the petitioner failed
    assert len(asked(chen, f"/cases/{short}/")) <= FRAME + 7
    # one less where no item can be named any more
    assert len(asked(chen, f"/cases/{long}/")) <= len(asked(chen, f"/cases/{short}/"))


def test_a_list_of_duties_asks_no_more_for_each_row(hall: Hall, chen: Clerk) -> None:
    hall.register("2026-11-24 09:00", kind="consultation", ground="other")
    few = len(asked(chen, "/"))
    for _ in range(9):
        hall.register("2026-11-24 09:00", kind="consultation", ground="other")
    assert len(asked(chen, "/")) == few
    assert few <= FRAME + 7  # the last: what this person has not finished writing


def test_the_standard_is_shown_from_memory(hall: Hall, chen: Clerk) -> None:
    assert len(asked(chen, "/standard/guilin-xiufeng/2024-05-17")) <= FRAME + 3
