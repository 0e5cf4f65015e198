"""签名请求: only what was signed as it stands, just now, by a live key, and not heard before."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from bancheng.api.admission import admit
from bancheng.api.problem import Problem
from bancheng.clients import hearing
from bancheng.clients.keeping import end_key, issue, stop
from bancheng.clients.models import Key, Nonce
from bancheng.wire import signing
from tests.api.partner import Partner, Sent, partner, signature_of
from tests.casework.hall import Hall
from tests.web.conftest import NOW, Clock

pytestmark = pytest.mark.database
HEX = "0123456789abcdef"
NONCE_LETTERS = string.ascii_letters + string.digits + "-_"


def let_in(sent: Sent) -> bool:
    """Whether a request is taken."""
    try:
        admit(sent.as_request(), timezone.localtime())
    except Problem:
        return False
    return True


def code_of(sent: Sent) -> str:
    """Why it is not."""
    with pytest.raises(Problem) as refused:
        admit(sent.as_request(), timezone.localtime())
    return refused.value.code


def signed_by(who: Partner, **parts: Any) -> Sent:
    """A request that is right in every part."""
    sent = replace(Sent(key=who.key), **parts)
    return replace(sent, signature=signature_of(sent, who))


def with_part(right: Sent, name: str, value: Any) -> Sent:
    """The same with one part changed."""
    return replace(right, **{name: value})


def flipped(data: bytes, bit: int) -> bytes:
    """The same with one bit turned."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def turned(text: str, bit: int) -> str:
    """The same of a text that travels in a header."""
    return flipped(text.encode("latin-1"), bit).decode("latin-1")


def mutations(right: Sent, other: Partner) -> Iterator[Sent]:
    """Every bit of signature, body, path, query, method and headers; then random ones for ever."""
    whole = bytes.fromhex(right.signature)
    yield from (replace(right, signature=flipped(whole, b).hex()) for b in range(len(whole) * 8))
    yield from (replace(right, body=flipped(right.body, b)) for b in range(len(right.body) * 8))
    for name in ("path", "query", "key", "time", "nonce", "once", "match", "signature"):
        text = getattr(right, name)
        changed = [turned(text, b) for b in range(len(text) * 8)]
        # what no server lets through as one header or address line never reaches the program
        fine = [t for t in changed if t.isascii() and t.isprintable() and "?" not in t]
        yield from (with_part(right, name, t) for t in fine if t.strip() == t and "%" not in t)
        yield with_part(right, name, "" if name != "path" else "/")
    yield from (replace(right, method=m) for m in ("GET", "PUT", "PATCH", "DELETE", "HEAD"))
    yield from rearranged(right)
    seconds = (*range(-700, -300), *range(301, 701))
    yield from (replace(right, time=str(int(right.time) + s)) for s in seconds)
    yield from (replace(right, time=str(int(right.time) + s)) for s in range(-300, 301) if s)
    yield replace(right, key=other.key)
    yield replace(right, signature=signature_of(right, other))
    yield from at_random(right)


def rearranged(right: Sent) -> Iterator[Sent]:
    """The same parts in another order, or twice."""
    parts = right.query.split("&")
    yield replace(right, query="&".join(reversed(parts)))
    yield replace(right, query=f"{right.query}&{parts[0]}")
    yield replace(right, query=right.query + "&")
    yield replace(right, body=right.body + b" ")
    yield replace(right, once=right.match, match=right.once)
    yield replace(right, path=right.path + "/")
    yield replace(right, signature=right.signature.upper())


def at_random(right: Sent) -> Iterator[Sent]:
    """Whole parts anew."""
    draw = random.Random(20261124)
    anew: dict[str, Callable[[], str | bytes]] = {
        "signature": lambda: "".join(draw.choices(HEX, k=64)),
        "nonce": lambda: "".join(draw.choices(NONCE_LETTERS, k=draw.randint(16, 64))),
        "once": lambda: "".join(draw.choices(NONCE_LETTERS, k=draw.randint(8, 40))),
        "body": lambda: draw.randbytes(draw.randint(0, 80)),
        "query": lambda: "centre=" + "".join(draw.choices(NONCE_LETTERS, k=6)),
        "path": lambda: "/api/v1/cases/" + "".join(draw.choices(NONCE_LETTERS, k=8)),
    }
    while True:
        name = draw.choice(sorted(anew))
        yield with_part(right, name, anew[name]())


@pytest.mark.second_at_night
@pytest.mark.parametrize("algorithm", ["hmac-sha256", "hmac-sm3"])
def test_of_five_thousand_changed_requests_none_is_taken(hall: Hall, algorithm: str) -> None:
    who = partner(algorithm=algorithm)
    other = partner("api.other", addresses=("127.0.0.1",))
    right = signed_by(who)
    tried: set[Sent] = set()
    for changed in mutations(right, other):
        if changed == right or changed in tried:
            continue
        tried.add(changed)
        assert not let_in(changed), changed
        if len(tried) == 5000:
            break
    assert not Nonce.objects.exists(), "strangers leave no trace"
    assert let_in(right), "and the unchanged one is taken, or the test would tell nothing"
    assert not let_in(right), "once"


def test_a_request_is_taken_once_and_stays_known_until_it_is_too_old(
    hall: Hall, clock: Clock
) -> None:
    who = partner()
    ahead = signed_by(who, time=str(int(NOW.timestamp()) + 300))
    assert let_in(ahead)
    for _ in range(21):  # ten and a half minutes, half a minute at a time
        clock.pass_by(seconds=30)
        hearing.forget_old(timezone.now())
        assert not let_in(ahead)
    clock.pass_by(minutes=5)
    hearing.forget_old(timezone.now())
    assert not Nonce.objects.exists()


def test_a_clock_set_back_opens_no_door_to_what_was_heard(hall: Hall, clock: Clock) -> None:
    who = partner()
    sent = signed_by(who)
    assert let_in(sent)
    clock.pass_by(minutes=16)
    hearing.forget_old(timezone.now())
    assert not Nonce.objects.exists()
    clock.pass_by(minutes=-16)
    assert code_of(sent) == "heard_before"


@pytest.mark.parametrize(("seconds", "taken"), [(-301, 0), (-300, 1), (300, 1), (301, 0)])
def test_five_minutes_before_and_after_are_taken(hall: Hall, seconds: int, taken: int) -> None:
    who = partner()
    sent = signed_by(who, time=str(int(NOW.timestamp()) + seconds))
    assert let_in(sent) is bool(taken)


def test_an_unknown_key_and_a_wrong_signature_get_one_answer(hall: Hall) -> None:
    who = partner()
    right = signed_by(who)
    assert code_of(replace(right, key="0" * 16)) == "wrong_signature"
    assert code_of(replace(right, signature="0" * 64)) == "wrong_signature"


def test_a_key_is_changed_without_a_pause(hall: Hall) -> None:
    old = partner()
    issued = issue(old.client, "hmac-sm3", "keeper", None, NOW)
    new = Partner(old.client, issued.key.name, issued.secret, "hmac-sm3")
    assert let_in(signed_by(old, nonce="a" * 16))
    assert let_in(signed_by(new, nonce="a" * 16))
    end_key(Key.objects.get(name=old.key), "keeper", None, NOW)
    assert code_of(signed_by(old, nonce="b" * 16)) == "wrong_signature"
    assert let_in(signed_by(new, nonce="b" * 16))


def test_what_is_stopped_or_speaks_from_elsewhere_is_told_so_only_after_signing(hall: Hall) -> None:
    who = partner(addresses=("10.20.0.0/16",))
    assert code_of(signed_by(who)) == "address_not_listed"
    assert let_in(signed_by(who, address="10.20.3.4"))
    assert code_of(signed_by(who, address="10.21.3.4", nonce="c" * 16)) == "address_not_listed"
    assert code_of(replace(signed_by(who), signature="0" * 64)) == "wrong_signature"
    stop(who.client, "keeper", None, NOW)
    assert code_of(signed_by(who, address="10.20.3.4", nonce="d" * 16)) == "client_stopped"


def test_a_body_beyond_a_megabyte_is_not_read(hall: Hall) -> None:
    who = partner()
    sent = signed_by(who, body=b" " * (signing.LONGEST_BODY + 1))
    request = sent.as_request()
    with pytest.raises(Problem) as refused:
        admit(request, timezone.localtime())
    assert refused.value.status == 413
    assert not hasattr(request, "_body")
    assert let_in(signed_by(who, body=b" " * signing.LONGEST_BODY))


def test_a_secret_that_was_tampered_with_signs_nothing(hall: Hall) -> None:
    who = partner()
    key = Key.objects.get(name=who.key)
    key.hidden = bytes(key.hidden)[:-1] + bytes([key.hidden[-1] ^ 1])
    key.save()
    assert code_of(signed_by(who)) == "wrong_signature"


def test_the_secret_stands_nowhere_in_the_table(hall: Hall) -> None:
    who = partner()
    key = Key.objects.get(name=who.key)
    assert who.secret.encode() not in bytes(key.hidden)


def test_two_requests_never_share_their_signed_words() -> None:
    """A part that carries a line's end is refused instead of joined."""
    sent = Sent(query="a=1\nb=2")
    with pytest.raises(ValueError, match="one line"):
        signing.sign("s" * 43, sent.as_asked(), "hmac-sha256", "0" * 16, 1, "n" * 16)
    one = signing.canonical(Sent(path="/a\nb").as_asked(), "hmac-sha256", "k", 1, "n")
    assert b"/a%0Ab" in one
