"""Lets tests that commit empty the sealed tables behind them, which the guards refuse otherwise.

Django empties all tables after each such test; the guards are taken down for just that moment.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from bancheng.journal import guards


@pytest.fixture(scope="session", autouse=True)
def sealed_tables_may_be_emptied_between_tests() -> Iterator[None]:
    """Wraps Django's emptying of the tables."""
    original: Any = TransactionTestCase.__dict__["_fixture_teardown"]

    def empty_without_guards(self: TransactionTestCase) -> None:
        guards.take_down(connection)
        try:
            original(self)
        finally:
            guards.put_up(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_without_guards)
        yield
