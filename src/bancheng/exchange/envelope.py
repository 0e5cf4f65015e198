"""信封: a file that only its recipient can open, that shows who made it, and any change of it.

Encrypted first, then signed, so that a stranger's file is refused before anything of it is opened.
Pure but for randomness. The head is readable by everybody and names units, keys and a number, and
nobody's matter. Algorithms stand in it by name, so that others (SM2, SM4) may be added. The format
is told byte by byte in decision 0039.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bancheng.core.seal import DIGESTS, NotSealableError, canonical, digest
from bancheng.exchange.unfit_file import changed, not_a_file, unfit
from bancheng.files.limits import MEGABYTE, in_words
from bancheng.journal.cipher import CIPHERS, DEFAULT_CIPHER, KEY_BYTES, NONCE_BYTES
from bancheng.journal.signature import signed_by

MAGIC = b"BANCHENG-EXCHANGE 1\n"
SIGNED = b"bancheng exchange 1\x00"
"""Before the bytes that are signed: the same key signs checkpoints, and one is never the other."""
SIGNER, AGREEMENT, DERIVATION = "Ed25519", "X25519", "HKDF-SHA256"
LARGEST = 30 * MEGABYTE
LONGEST_HEAD = 4096
SIGNATURE = re.compile(rb"[0-9a-f]{128}")
KEY = r"^[0-9a-f]{32}$"
DIGEST = r"^[a-z0-9]{1,16}:[0-9a-f]{64}$"


class Strict(BaseModel):
    """Nothing is guessed: an unknown field or another type is refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Place(Strict):
    """Whose: the unit's code in its own installation, and the fingerprint of its keys."""

    unit: str = Field(min_length=1, max_length=40)
    key: str = Field(pattern=KEY)


class Algorithms(Strict):
    """Each by its published name."""

    signer: str
    agreement: str
    derivation: str
    cipher: str


class Head(Strict):
    """What stands on the file. ``previous`` is the digest of the sender's file before, empty in
    the first; ``body`` digest and size of what is encrypted."""

    format: int
    sender: Place
    recipient: Place
    serial: int = Field(ge=1, le=2**31)
    previous: str = Field(pattern=rf"^$|{DIGEST}")
    made_at: datetime = Field(strict=False)
    algorithms: Algorithms
    ephemeral: str = Field(pattern=r"^[0-9a-f]{64}$")
    nonce: str = Field(pattern=r"^[0-9a-f]{24}$")
    body: str = Field(pattern=DIGEST)
    size: int = Field(ge=1, le=LARGEST)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file as it lies there: its head, the head's own bytes, signature, and what is encrypted."""

    head: Head
    line: bytes
    signature: bytes
    body: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Route:
    """From whom to whom, as which file."""

    sender: Place
    recipient: Place
    serial: int
    previous: str
    made_at: datetime

    def bound(self) -> bytes:
        """What the encryption holds fast to: nobody else's file and no other number."""
        return canonical([*_told(self.sender), *_told(self.recipient), self.serial, self.previous])


def _told(place: Place) -> list[str]:
    return [place.unit, place.key]


def digest_of(content: bytes) -> str:
    """A whole file's own name, under which it is taken once."""
    return f"sha256:{digest('sha256', content)}"


def seal(plain: bytes, route: Route, signing: Ed25519PrivateKey, public: bytes) -> bytes:
    """The finished file. Raises Refusal where it would be larger than a file may be."""
    ephemeral, nonce = X25519PrivateKey.generate(), os.urandom(NONCE_BYTES)
    mine = ephemeral.public_key().public_bytes_raw()
    key = _derived(ephemeral.exchange(X25519PublicKey.from_public_bytes(public)), mine + public)
    body = CIPHERS[DEFAULT_CIPHER](key).encrypt(nonce, plain, route.bound())
    if len(body) + LONGEST_HEAD > LARGEST:
        most = in_words(LARGEST)
        raise unfit("too_large", f"这一份超过 {most}，装不下。请先撤下过大的附件，另行送达。")
    line = canonical(
        {
            "format": 1,
            "sender": route.sender.model_dump(),
            "recipient": route.recipient.model_dump(),
            "serial": route.serial,
            "previous": route.previous,
            "made_at": route.made_at.isoformat(),
            "algorithms": {
                "signer": SIGNER,
                "agreement": AGREEMENT,
                "derivation": DERIVATION,
                "cipher": DEFAULT_CIPHER,
            },
            "ephemeral": mine.hex(),
            "nonce": nonce.hex(),
            "body": digest_of(body),
            "size": len(body),
        }
    )
    signature = signing.sign(SIGNED + line).hex().encode()
    return b"".join((MAGIC, line, b"\n", signature, b"\n", body))


def look_at(content: bytes) -> Sealed:
    """The parts of a file, nothing of them believed yet. Raises Refusal."""
    if len(content) > LARGEST:
        raise unfit("too_large", f"这个文件超过 {in_words(LARGEST)}，不是交换件，没有收。")
    if not content.startswith(MAGIC):
        raise not_a_file()
    line, one, rest = content[len(MAGIC) :].partition(b"\n")
    signature, two, body = rest.partition(b"\n")
    if not one or not two or len(line) > LONGEST_HEAD or not SIGNATURE.fullmatch(signature):
        raise not_a_file()
    try:
        told = json.loads(line)
        head = Head.model_validate(told)
        if canonical(told) != line:
            raise changed()
    except (ValueError, ValidationError, NotSealableError, RecursionError) as broken:
        raise not_a_file() from broken
    _known(head)
    if len(body) < head.size:
        sentence = "这份交换件没有拷完整，后面少了一截，没有收。请重新拷一次。"
        raise unfit("truncated", sentence)
    return Sealed(head, line, bytes.fromhex(signature.decode()), body, digest_of(content))


def _known(head: Head) -> None:
    used = head.algorithms
    known = (SIGNER, AGREEMENT, DERIVATION)
    same = (used.signer, used.agreement, used.derivation) == known and used.cipher in CIPHERS
    if head.format != 1 or not same:
        sentence = "这份交换件是更新的版本做的，本系统还读不懂，没有收。请联系管理员升级。"
        raise unfit("unknown_format", sentence)


def must_be_signed(sealed: Sealed, public: bytes) -> None:
    """Signed with this key, and unchanged since. Raises Refusal."""
    if not signed_by(public, sealed.signature, SIGNED + sealed.line):
        raise changed()
    algorithm, _, wanted = sealed.head.body.partition(":")
    right = algorithm in DIGESTS and len(sealed.body) == sealed.head.size
    if not right or digest(algorithm, sealed.body) != wanted:
        raise changed()


def opened(sealed: Sealed, private: X25519PrivateKey) -> bytes:
    """What was put in. Raises Refusal."""
    head = sealed.head
    route = Route(head.sender, head.recipient, head.serial, head.previous, head.made_at)
    mine = private.public_key().public_bytes_raw()
    theirs = bytes.fromhex(head.ephemeral)
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(theirs))
        cipher = CIPHERS[head.algorithms.cipher](_derived(shared, theirs + mine))
        return cipher.decrypt(bytes.fromhex(head.nonce), sealed.body, route.bound())
    except Exception as broken:  # every library's own word for a key that does not fit
        sentence = (
            "这份交换件打不开：它不是给本机构现在的密钥加密的。请把新的名片给对方，再做一份。"
        )
        raise unfit("cannot_open", sentence) from broken


def _derived(shared: bytes, salt: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt, SIGNED).derive(shared)
