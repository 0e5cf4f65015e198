"""bancheng serve: pages and clock start together, stop together, and refuse what is unsafe."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sqlite3
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.office import office

PATIENCE = 60  # seconds; a busy machine starts slowly


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _page(port: int) -> str:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def test_a_folder_whose_rows_are_of_before_serves_right_after_the_upgrade(tmp_path: Path) -> None:
    port = _free_port()
    with office(tmp_path / "office") as here:
        assert here.run("demo").code == 0
        with closing(sqlite3.connect(tmp_path / "office" / "office.sqlite3")) as database:
            database.execute("UPDATE casework_caserow SET channel = NULL, kind = NULL")
            database.execute("DELETE FROM casework_rowshape")
            database.commit()
        entries = json.loads(here.run("journal", "verify", "--json").out)["entries"]
        assert here.run("rebuild", "--check").code == 1
        server = here.start("serve", "--port", port, "--workers", 1)
        try:
            assert "密码" in _page(port)
        finally:
            server.terminate()
        _, err = server.communicate(timeout=PATIENCE)
        assert "以前的版本" in err
        assert "Traceback" not in err
        assert here.run("rebuild", "--check").code == 0
        told = json.loads(here.run("journal", "verify", "--json").out)
    assert told["ok"] is True
    assert told["entries"] >= entries > 0


def test_pages_and_clock_start_together_and_stop_together(tmp_path: Path) -> None:
    port = _free_port()
    with office(tmp_path / "office") as here:
        assert here.run("demo").code == 0
        server = here.start("serve", "--port", port, "--workers", 1)
        try:
            page = _page(port)
            assert "<html" in page
            assert "密码" in page
            again = here.run("serve", "--port", port)
            assert again.code == 2
            assert "已被占用" in again.err
            first = _clock_of(server.pid)
            os.kill(first, signal.SIGKILL)
            second = _clock_of(server.pid, other_than=first)
        finally:
            server.terminate()
        out, err = server.communicate(timeout=PATIENCE)
    assert server.returncode == 0, err
    assert f"http://127.0.0.1:{port}/" in out
    assert "Traceback" not in err
    assert not Path(f"/proc/{second}").exists()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2)


def _clock_of(parent: int, other_than: int = 0) -> int:
    """The process of the tick that this server started."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
            with contextlib.suppress(OSError):
                command = Path(f"/proc/{child}/cmdline").read_bytes()
                if b"\0tick\0" in command and int(child) != other_than:
                    return int(child)
        time.sleep(0.2)
    raise AssertionError("no clock was started")
