"""Journals written by the first release are read and verified by every later one.

The files in ``tests/golden/journal-v1`` are never regenerated once released: they stand for the
journals of every centre that has been working since then.
"""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bancheng.journal.cipher import CannotOpenError, reveal, unwrap
from bancheng.journal.envelope import (
    KEYS,
    NotAnEnvelopeError,
    Recorded,
    read_content,
    recorded_from,
)
from bancheng.journal.export import read_export, verify_export

HEADS = {
    "invented-centre.jsonl": (
        "21476af8f31e519892941cc2b68b7cb6d5fa904fdce804d99aac62513f11a540",
        2,
    ),
    "invented-sm3.jsonl": ("190be6fb0516f5c9924a4fe24da2ead80e9b8614c2fa71b384cc62b5d75a1bb1", 1),
}


@pytest.fixture
def golden(repository: Path) -> Path:
    return repository / "tests" / "golden" / "journal-v1"


def test_every_golden_file_is_known_here(golden: Path) -> None:
    assert {path.name for path in golden.glob("*.jsonl")} == set(HEADS)


@pytest.mark.parametrize("name", sorted(HEADS))
def test_a_golden_journal_still_verifies(golden: Path, name: str) -> None:
    head, checkpoints = HEADS[name]
    verdict = verify_export(golden / name)
    assert verdict.ok
    assert verdict.checkpoints == checkpoints
    assert list(read_export(golden / name))[-1].hash == head


def test_a_golden_fact_reads_as_it_was_written(golden: Path) -> None:
    first, *_, last = read_export(golden / "invented-centre.jsonl")
    assert first == Recorded(
        chain="invented-centre",
        position=1,
        case_no="C-1",
        version=1,
        event="registered",
        command_id="command-1",
        index=0,
        done_at=datetime(2026, 11, 20, 1, 30, tzinfo=UTC),
        recorded_at=datetime(2026, 11, 20, 1, 30, 4, tzinfo=UTC),
        actor={"user": "zhang", "unit": "window-3", "role": "window", "for_unit": None},
        body={"channel": "counter", "opened": [{"id": "inform", "due": "2026-11-21T01:30:00Z"}]},
        fields=("matter", "name", "phone"),
        hash=first.hash,
    )
    assert (last.event, last.version, last.fields) == ("personal_erased", 5, ("reason",))


@pytest.mark.parametrize("name", sorted(HEADS))
def test_a_few_lines_of_plain_python_agree(golden: Path, name: str) -> None:
    """The form is simple enough to be checked by somebody who has none of this program."""
    previous, positions = "0" * 64, []
    for line in (golden / name).read_text("utf-8").splitlines():
        entry = json.loads(line)
        if "sealed" in entry:
            sealed = json.loads(entry["sealed"])
            digest = hashlib.new(sealed["algorithm"], entry["sealed"].encode()).hexdigest()
            assert digest == entry["hash"]
            assert sealed["previous"] == previous
            previous = digest
            positions.append(sealed["position"])
    assert positions == list(range(1, len(positions) + 1))
    assert previous == HEADS[name][0]


def test_a_text_hidden_by_the_first_release_still_opens() -> None:
    wrapped = bytes.fromhex(
        "1496dad872712067841e06260e0c7026dd3adb6e655d197377c96ba99cc2f7570d18acdc5a20ca13"
        "eadd2af96e6a234f0a58d66fe24c05636b18f158"
    )
    nonce = bytes.fromhex("45393711bd60914456580898")
    hidden = bytes.fromhex(
        "c9dc6f114889cfd995b472daca320850640260d92f8c12d29435c704da591d6a67effdf3abd9deb2"
        "e7d6cb5346b6f6"
    )
    key = unwrap(bytes(range(32)), "C-1", wrapped, "AES-256-GCM")
    assert key == bytes(range(32, 64))
    salt, text = reveal(key, ("C-1", 7, "answer"), nonce, hidden, "AES-256-GCM")
    assert (salt, text) == (b"0123456789abcdef", "已补发证照")
    for place in (("C-2", 7, "answer"), ("C-1", 8, "answer"), ("C-1", 7, "name")):
        with pytest.raises(CannotOpenError):
            reveal(key, place, nonce, hidden, "AES-256-GCM")
    with pytest.raises(CannotOpenError):
        unwrap(bytes(range(32)), "C-2", wrapped, "AES-256-GCM")
    with pytest.raises(CannotOpenError, match="ROT13"):
        reveal(key, ("C-1", 7, "answer"), nonce, hidden, "ROT13")


@pytest.mark.parametrize(
    ("sealed", "why"),
    [
        (b"\xff", "损坏"),
        (b"7", "损坏"),
        (b'{"format":2}', "格式 2"),
        (b'{"format":1}', "不齐"),
        (b"[" * 100_000, "损坏"),
    ],
)
def test_what_is_no_entry_is_refused_and_not_guessed_at(sealed: bytes, why: str) -> None:
    with pytest.raises(NotAnEnvelopeError, match=why):
        recorded_from(sealed, "")


def test_an_entry_names_exactly_these_things(golden: Path) -> None:
    line = (golden / "invented-sm3.jsonl").read_text("utf-8").splitlines()[-1]
    assert set(read_content(json.loads(line)["sealed"].encode())) == KEYS
