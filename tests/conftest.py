"""What every test may rely on: its own database file, a known engine, a browser when asked for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from hypothesis import settings
from pytest_django import DjangoDbBlocker

pytest_plugins = [
    "tests.browser",
    "tests.journal.flushing",
    "tests.quiet_server",
    "tests.slow_line",
]

# no test judges speed: a busy machine is not a fault
settings.register_profile("house", deadline=None)
settings.load_profile("house")


LONG = ("journeys", "permission", "walks", "standards", "reliability", "api", "petitioner", "cli")
"""Folders whose files take long: begun first, so that no core waits at the end for one of them."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test marked `database` may use the database without asking for it by name; where several
    processes share the work, what takes long comes first."""
    del config
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=_rank)
    for item in items:
        if item.get_closest_marker("database") and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db)


def _rank(item: pytest.Item) -> int:
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    if item.path.stem == "test_every_page":
        return -1
    return LONG.index(folder) if folder in LONG else len(LONG)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """SQLite tests run on a file: a database in memory knows neither WAL nor a second process."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """On PostgreSQL a test database is dropped only when nobody is connected. What a browser test
    asks within Playwright's event loop has a connection of its own, and it is sent home here."""
    yield
    with django_db_blocker.unblock():
        connection = connections["default"]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle'"
                    " AND datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture
def repository() -> Path:
    """The root of the work tree under test."""
    return Path(__file__).resolve().parents[1]
