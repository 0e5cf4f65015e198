"""The tree of RFC 9162 against its own recursive definition, and its proofs against forgers."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bancheng.core.merkle import (
    Frontier,
    consistency_proof,
    inclusion_path,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

leaf_lists = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


def naive_root(data: list[bytes]) -> bytes:
    """Section 2.1.1 word by word."""
    if not data:
        return sha256(b"").digest()
    if len(data) == 1:
        return sha256(b"\x00" + data[0]).digest()
    split = 1
    while split * 2 < len(data):
        split *= 2
    left, right = naive_root(data[:split]), naive_root(data[split:])
    return sha256(b"\x01" + left + right).digest()


def naive_path(index: int, data: list[bytes]) -> list[bytes]:
    """Section 2.1.3.1 word by word."""
    if len(data) == 1:
        return []
    split = 1
    while split * 2 < len(data):
        split *= 2
    if index < split:
        return [*naive_path(index, data[:split]), naive_root(data[split:])]
    return [*naive_path(index - split, data[split:]), naive_root(data[:split])]


def naive_proof(old: int, data: list[bytes], whole: bool = True) -> list[bytes]:
    """Section 2.1.4.1 word by word."""
    if old == len(data):
        return [] if whole else [naive_root(data)]
    split = 1
    while split * 2 < len(data):
        split *= 2
    if old <= split:
        return [*naive_proof(old, data[:split], whole), naive_root(data[split:])]
    return [*naive_proof(old - split, data[split:], False), naive_root(data[:split])]


def hashed(data: list[bytes]) -> list[bytes]:
    return [leaf_hash(item) for item in data]


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_root_is_the_recursive_one(data: list[bytes]) -> None:
    assert root(hashed(data)) == naive_root(data)


@given(leaf_lists, st.data())
def test_growing_from_a_kept_edge_gives_the_same_root(
    data: list[bytes], draw: st.DataObject
) -> None:
    cut = draw.draw(st.integers(0, len(data)))
    edge = Frontier()
    for leaf in hashed(data[:cut]):
        edge.add(leaf)
    resumed = Frontier(edge.size, edge.peaks)
    for leaf in hashed(data[cut:]):
        resumed.add(leaf)
    assert resumed.root() == naive_root(data)
    assert resumed.size == len(data)


@given(leaf_lists, st.data())
def test_every_leaf_has_a_path_and_no_other_leaf_has_it(
    data: list[bytes], draw: st.DataObject
) -> None:
    index = draw.draw(st.integers(0, len(data) - 1))
    leaves = hashed(data)
    path = inclusion_path(leaves, index)
    assert path == naive_path(index, data)
    good = root(leaves)
    assert verify_inclusion(leaves[index], index, len(data), path, good)
    assert not verify_inclusion(leaf_hash(b"another one"), index, len(data), path, good)
    assert not verify_inclusion(leaves[index], len(data), len(data), path, good)
    assert not verify_inclusion(leaves[index], index, len(data), [*path, b"x" * 32], good)
    assert not verify_inclusion(leaves[index], index, len(data), path, b"x" * 32)
    for step in range(len(path)):
        bent = [*path[:step], bytes(32), *path[step + 1 :]]
        assert not verify_inclusion(leaves[index], index, len(data), bent, good)
    if path:
        assert not verify_inclusion(leaves[index], index, len(data), path[:-1], good)


@given(leaf_lists, st.data())
def test_an_older_tree_is_shown_to_be_a_beginning(data: list[bytes], draw: st.DataObject) -> None:
    old = draw.draw(st.integers(1, len(data)))
    leaves = hashed(data)
    proof = consistency_proof(leaves, old)
    assert proof == naive_proof(old, data)
    before, now = root(leaves[:old]), root(leaves)
    assert verify_consistency(old, len(data), proof, before, now)
    assert not verify_consistency(old, len(data), [*proof, b"x" * 32], before, now)
    assert not verify_consistency(old, len(data), proof, b"x" * 32, now)
    assert not verify_consistency(old, len(data), proof, before, b"x" * 32)
    assert not verify_consistency(0, len(data), proof, before, now)
    assert not verify_consistency(len(data) + 1, len(data), proof, before, now)
    if proof:
        assert not verify_consistency(old, len(data), proof[:-1], before, now)


@given(leaf_lists, st.data())
def test_a_history_that_was_changed_is_no_continuation(
    data: list[bytes], draw: st.DataObject
) -> None:
    old = draw.draw(st.integers(1, len(data)))
    place = draw.draw(st.integers(0, old - 1))
    changed = [*data[:place], b"another one", *data[place + 1 :]]
    proof = consistency_proof(hashed(changed), old)
    before, now = root(hashed(data[:old])), root(hashed(changed))
    assert not verify_consistency(old, len(data), proof, before, now)


def test_published_roots_of_certificate_transparency() -> None:
    """The reference tree of eight leaves used by the RFC's own implementations."""
    data = [
        bytes.fromhex(leaf)
        for leaf in (
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        )
    ]
    assert root(hashed(data[:1])).hex() == (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    )
    assert root(hashed(data)).hex() == (
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    )


def test_a_leaf_cannot_pass_for_a_node() -> None:
    leaves = hashed([b"a", b"b"])
    assert leaf_hash(leaves[0] + leaves[1]) != root(leaves)


def test_a_tree_may_be_made_with_sm3() -> None:
    leaves = [leaf_hash(bytes([n]), "sm3") for n in range(5)]
    path = inclusion_path(leaves, 3, "sm3")
    assert verify_inclusion(leaves[3], 3, 5, path, root(leaves, "sm3"), "sm3")
    assert root(leaves, "sm3") != root(leaves)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="peaks"):
        Frontier(3, [b"x"])
    with pytest.raises(IndexError):
        inclusion_path([b"x"], 1)
    with pytest.raises(ValueError, match="size"):
        consistency_proof([b"x"], 2)
