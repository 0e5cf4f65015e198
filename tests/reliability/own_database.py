"""A database and a data folder of their own, for tests that start the program as a process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg


@contextmanager
def environment(folder: Path) -> Iterator[dict[str, str]]:
    """The environment for such a process, on the engine that the tests run on."""
    given = dict(os.environ) | {
        "BANCHENG_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONUTF8": "1",
    }
    address = given.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield given | {"DATABASE_URL": f"sqlite:///{folder}/own.sqlite3"}
        return
    name = f"own_{uuid4().hex}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield given | {"DATABASE_URL": urlsplit(address)._replace(path=f"/{name}").geturl()}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
