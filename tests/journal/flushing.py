"""Lets tests that commit empty the sealed tables behind them, which the guards refuse otherwise,
and takes away what was signed about a journal that is gone.

Django empties the tables of its models after each such test; the guards are taken down for just
that moment. The index of words is no model's table, and is emptied here: its rows would speak of
cases that are gone, and be found by the next test.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
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
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM casework_search")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_without_guards)
        yield


@pytest.fixture(autouse=True)
def no_checkpoint_outlives_its_test() -> Iterator[None]:
    """A file of checkpoints speaks of a journal; the next test has another one of the same name."""
    yield
    if "BANCHENG_TESTS_OF" in os.environ:  # never of a folder that was given
        rmtree(Path(os.environ["BANCHENG_DATA"]) / "checkpoints", ignore_errors=True)
