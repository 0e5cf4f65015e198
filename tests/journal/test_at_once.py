"""Writers at once: positions without gaps, one winner a version, one master key."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections, transaction

from bancheng.journal import read
from bancheng.journal.append import append
from bancheng.journal.data_folder import create_once
from bancheng.journal.mistakes import VersionConflictError
from bancheng.journal.verify import verify
from tests.journal.facts import CHAIN, fact, write

WRITERS = 4
EACH = 25


def at_once(work: Callable[[int], None], times: int = WRITERS) -> None:
    """Runs ``work`` in threads that start together, each with a connection of its own."""
    gate = threading.Barrier(times)
    failures: list[BaseException] = []

    def run(number: int) -> None:
        try:
            gate.wait()
            work(number)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_writers_of_one_chain_leave_no_gap_and_no_fork() -> None:
    def work(writer: int) -> None:
        for number in range(EACH):
            write(fact(f"W-{writer}", f"noted-{number}", details={"note": f"{writer} {number}"}))

    at_once(work)
    assert [r.position for r in read.chain(CHAIN)] == list(range(1, WRITERS * EACH + 1))
    verdict = verify()
    assert verdict.ok
    assert verdict.texts == WRITERS * EACH


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_those_who_read_the_same_version_one_writes() -> None:
    write(fact("C-1"))
    outcomes: list[str] = []

    def work(writer: int) -> None:
        for number in range(EACH):
            try:
                with transaction.atomic():
                    append(CHAIN, [fact("C-1", f"claimed-{writer}")], {"C-1": number + 1})
                outcomes.append(f"won {number}")
            except VersionConflictError:
                continue

    at_once(work)
    assert len(outcomes) == len(set(outcomes)), "nobody wins a version another has won"
    assert read.version_of("C-1") == 1 + len(outcomes)
    assert verify().ok


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_chains_of_different_units_are_written_side_by_side() -> None:
    def work(writer: int) -> None:
        for number in range(EACH):
            write(fact(f"W-{writer}", f"noted-{number}"), chain=f"centre-{writer}")

    at_once(work)
    assert verify().ok
    assert [read.head(f"centre-{writer}")[0] for writer in range(WRITERS)] == [EACH] * WRITERS


def test_a_file_made_by_several_at_once_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    seen: list[bytes] = []
    at_once(lambda number: seen.append(create_once(path, str(number).encode())), times=8)
    assert set(seen) == {path.read_bytes()}
    assert [file.name for file in tmp_path.iterdir()] == ["master.key"]
    assert path.stat().st_mode & 0o777 == 0o600
