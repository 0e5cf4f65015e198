"""A file that was changed anywhere is refused; so is one for somebody else."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from bancheng.core.refusal import Refusal
from bancheng.core.seal import canonical
from bancheng.exchange.card import Card, read_card
from bancheng.exchange.contents import Matter, Named, Paper, Table, packed, unpacked
from bancheng.exchange.envelope import (
    MAGIC,
    SIGNED,
    Place,
    Route,
    look_at,
    must_be_signed,
    opened,
    seal,
)

pytestmark = pytest.mark.clause("SC-5.1.d")

SIGNING = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OPENING = X25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
PUBLIC = SIGNING.public_key().public_bytes_raw()
TOLD = Matter(
    no="LH20261123-001",
    since=3,
    given={"matter": "采砂场占了村道", "name": "秦桂芳"},
    papers=[Paper(name="照片.png", at=0)],
)
ROUTE = Route(
    sender=Place(unit="town-hall", key="a" * 32),
    recipient=Place(unit="county-hall", key="b" * 32),
    serial=2,
    previous="sha256:" + "0" * 64,
    made_at=datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
)
PLAIN = packed([TOLD], [b"paper"], Named(serial=1, digest="sha256:" + "1" * 64), [])
SAMPLE = seal(PLAIN, ROUTE, SIGNING, OPENING.public_key().public_bytes_raw())


def read(content: bytes, private: X25519PrivateKey = OPENING) -> tuple[Table, list[bytes]]:
    """Everything that is looked at before anything is done."""
    sealed = look_at(content)
    must_be_signed(sealed, PUBLIC)
    return unpacked(opened(sealed, private))


def test_what_was_put_in_comes_out() -> None:
    table, papers = read(SAMPLE)
    assert table.told == [TOLD]
    assert papers == [b"paper"]
    assert table.taken is not None


def test_nobodys_words_can_be_read_on_the_way() -> None:
    for secret in ("秦桂芳", "采砂场", "照片", "LH20261123-001"):
        assert secret.encode() not in SAMPLE


def test_any_byte_changed_is_refused() -> None:
    for at in range(len(SAMPLE)):
        for bit in (1, 32):
            changed = bytearray(SAMPLE)
            changed[at] ^= bit
            with pytest.raises(Refusal):
                read(bytes(changed))


def test_cut_off_anywhere_is_refused_and_so_is_more() -> None:
    for end in range(len(SAMPLE)):
        with pytest.raises(Refusal):
            read(SAMPLE[:end])
    for more in (b"\n", b"\x00", SAMPLE):
        with pytest.raises(Refusal):
            read(SAMPLE + more)


EDITS = st.lists(
    st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 40), st.binary(max_size=40)),
    min_size=1,
    max_size=4,
)


def refused_or_nothing(edits: list[tuple[int, int, bytes]]) -> None:
    """However a file is edited, it is refused in a sentence, or it is the same file."""
    changed = SAMPLE
    for at, gone, new in edits:
        changed = changed[:at] + new + changed[at + gone :]
    if changed == SAMPLE:
        return
    with pytest.raises(Refusal) as refused:
        read(changed)
    assert refused.value.sentence.endswith("。")


@settings(max_examples=300)
@given(EDITS)
def test_whatever_is_edited_is_refused(edits: list[tuple[int, int, bytes]]) -> None:
    refused_or_nothing(edits)


@pytest.mark.nightly
@settings(max_examples=20_000)
@given(EDITS)
def test_whatever_is_edited_is_refused_at_length(edits: list[tuple[int, int, bytes]]) -> None:
    refused_or_nothing(edits)


def test_it_opens_for_its_recipient_only() -> None:
    with pytest.raises(Refusal) as refused:
        read(SAMPLE, X25519PrivateKey.generate())
    assert refused.value.code == "cannot_open"


def test_nobody_can_pass_it_off_as_their_own() -> None:
    thief = Ed25519PrivateKey.generate()
    sealed = look_at(SAMPLE)
    head = json.loads(sealed.line) | {"sender": {"unit": "other-hall", "key": "c" * 32}}
    line = canonical(head)
    signature = thief.sign(SIGNED + line).hex().encode()
    stolen = look_at(b"".join((MAGIC, line, b"\n", signature, b"\n", sealed.body)))
    must_be_signed(stolen, thief.public_key().public_bytes_raw())
    with pytest.raises(Refusal):
        opened(stolen, OPENING)


def test_another_algorithm_is_not_guessed_at() -> None:
    sealed = look_at(SAMPLE)
    head = json.loads(sealed.line)
    head["algorithms"]["cipher"] = "SM4-GCM"
    line = canonical(head)
    signature = SIGNING.sign(SIGNED + line).hex().encode()
    with pytest.raises(Refusal) as refused:
        look_at(b"".join((MAGIC, line, b"\n", signature, b"\n", sealed.body)))
    assert refused.value.code == "unknown_format"


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"\xff" * 8,
        PLAIN[:-1],
        PLAIN + b"x",
        (2).to_bytes(8, "big") + b"{}",
        (6).to_bytes(8, "big") + b'{"x":1',
        packed([TOLD], [], None, []),
    ],
)
def test_what_is_not_in_order_within_is_refused(plain: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        unpacked(plain)
    assert refused.value.code == "unreadable"


CARD = Card(unit="county-hall", name="青禾县政务服务中心", signs=PUBLIC.hex(), opens="ab" * 32)


def test_a_card_is_read_back_and_any_change_of_it_is_noticed() -> None:
    written = CARD.written(SIGNING)
    assert read_card(written) == CARD
    for at in range(len(written) - 1):
        changed = bytearray(written)
        changed[at] ^= 1
        with pytest.raises(Refusal):
            read_card(bytes(changed))
