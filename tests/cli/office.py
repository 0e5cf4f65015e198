"""An office of its own for a test: data folder and database apart from the test's, run as a shell
would run it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.cli.conftest import Ran

PROGRAM = (sys.executable, "-m", "bancheng.cli.main")


@dataclass(frozen=True)
class Office:
    """``run("demo")`` carries out one command in a process of its own."""

    data: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "BANCHENG_DATA": str(self.data),
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "bancheng.config.settings",
            "PYTHONUTF8": "1",
        }

    def run(self, *arguments: object) -> Ran:
        command = [*PROGRAM, *(str(argument) for argument in arguments)]
        done = subprocess.run(
            command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        command = [*PROGRAM, *(str(argument) for argument in arguments)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=self.environment, stdout=pipe, stderr=pipe, text=True)


@contextmanager
def office(folder: Path, like: str = "") -> Iterator[Office]:
    """An office with an empty database: on the PostgreSQL server of ``like``, else SQLite."""
    folder.mkdir(parents=True, exist_ok=True)
    if not like.startswith("postgres"):
        yield Office(folder, "sqlite:///office.sqlite3")
        return
    name = f"office_{secrets.token_hex(4)}"
    with psycopg.connect(like, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"'.encode())
        try:
            yield Office(folder, urlunsplit(urlsplit(like)._replace(path=f"/{name}")))
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
