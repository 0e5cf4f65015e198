"""Canonical bytes, digests and commitments, against published examples and by property."""

import hashlib
import json
from random import Random

import pytest
from cryptography.hazmat.primitives import hashes
from hypothesis import given
from hypothesis import strategies as st

from bancheng.core import seal
from bancheng.core.seal import (
    NotSealableError,
    UnknownAlgorithmError,
    canonical,
    commitment,
    digest,
    raw_digest,
)

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_canonical_bytes_say_exactly_what_went_in(value: seal.Json) -> None:
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(st.text(), values, max_size=6), st.randoms(use_true_random=False))
def test_the_order_in_which_keys_were_put_in_does_not_show(
    value: dict[str, seal.Json], random: Random
) -> None:
    items = list(value.items())
    random.shuffle(items)
    assert canonical(dict(items)) == canonical(value)


@given(values, values)
def test_different_values_have_different_bytes(one: seal.Json, other: seal.Json) -> None:
    assert (canonical(one) == canonical(other)) == (
        json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    )


@given(values)
def test_the_quick_look_at_a_value_lets_nothing_pass_that_the_close_one_names(
    value: seal.Json,
) -> None:
    assert seal._is_plain(value)
    for odd in (1.5, b"", 2**53, {"a": value, "b": {1: 2}}, [value, (1,)], {"a": [value, 2.0]}):
        assert not seal._is_plain(odd)
        with pytest.raises(NotSealableError):
            canonical(odd)


def test_canonical_bytes_are_these() -> None:
    value: seal.Json = {"b": [1, True, None], "a": "办件\n", "中": {"z": 0, "A": -1}}
    assert canonical(value) == '{"a":"办件\\n","b":[1,true,null],"中":{"A":-1,"z":0}}'.encode()


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (1.0, "/: float"),
        ({"a": [1, {"b": float("nan")}]}, "/a/1/b: float"),
        (b"bytes", "/: bytes"),
        ((1, 2), "/: tuple"),
        ({"a": {1: "x"}}, "/a: key 1"),
        ({"a": 2**53}, "/a: integer"),
        (-(2**53), "/: integer"),
        ({"a": {"b"}}, "/a: set"),
        ("\ud800", "half a character"),
    ],
)
def test_what_has_no_one_way_of_writing_is_refused_with_its_place(
    value: object, place: str
) -> None:
    with pytest.raises(NotSealableError) as refused:
        canonical(value)
    assert place in str(refused.value)


def test_published_digests_of_abc() -> None:
    """FIPS 180-4 and GB/T 32905-2016, appendix A."""
    assert digest("sha256", b"abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
    assert digest("sm3", b"abc") == (
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )


@given(st.binary(max_size=300))
def test_sm3_is_the_same_where_openssl_lacks_it(data: bytes) -> None:
    expected = hashes.Hash(hashes.SM3())
    expected.update(data)
    real = hashlib.new

    def without_sm3(name: str, *_: object, **__: object) -> object:
        raise ValueError(f"unsupported hash type {name}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashlib, "new", without_sm3)
        fallen_back = raw_digest("sm3", data)
    assert hashlib.new is real
    assert fallen_back == raw_digest("sm3", data) == expected.finalize()


def test_a_digest_of_no_published_name_is_refused() -> None:
    with pytest.raises(UnknownAlgorithmError, match="md5"):
        digest("md5", b"")


def test_published_names_are_never_dropped() -> None:
    assert set(seal.DIGESTS) >= {"sha256", "sm3"}


@given(st.binary(min_size=16, max_size=16), st.text(), st.text(), st.text(), st.text())
def test_a_commitment_tells_field_and_text_apart(
    salt: bytes, field: str, text: str, other_field: str, other_text: str
) -> None:
    same = (field, text) == (other_field, other_text)
    one = commitment("sha256", salt, field, text)
    assert (one == commitment("sha256", salt, other_field, other_text)) == same


def test_a_commitment_needs_its_salt() -> None:
    one = commitment("sha256", b"a" * 16, "phone", "19900000001")
    assert one != commitment("sha256", b"b" * 16, "phone", "19900000001")
    with pytest.raises(NotSealableError, match="16 bytes"):
        commitment("sha256", b"", "phone", "19900000001")


def test_a_commitment_is_kept_as_it_was_first_published() -> None:
    assert commitment("sha256", bytes(range(16)), "name", "虚构人甲") == (
        hashlib.sha256(
            b"bancheng detail\x00" + bytes(range(16)) + '["name","虚构人甲"]'.encode()
        ).hexdigest()
    )
