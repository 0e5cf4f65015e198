"""身份凭证 (ID token): whose it is, and that it is signed, for us, in time, and asked for just now.

Checked by PyJWT against a fixed list of algorithms; what the proof says of its own algorithm only
chooses among these, and a symmetric one is never taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt
from django.utils.crypto import constant_time_compare

from bancheng.identity.link_row import LONGEST_SUBJECT
from bancheng.identity.organisation.refused import OrganisationError, not_right
from bancheng.identity.organisation.service import Service, keys_of

ALGORITHMS = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC", "ES384": "EC", "EdDSA": "OKP"}
"""By which a proof may be signed, and the kind of key each needs."""
LEEWAY_SECONDS = 60
MUST_SAY = ("iss", "sub", "aud", "exp", "iat")
SAID = (
    (jwt.ExpiredSignatureError, "已经过期（请看两边的时间准不准）"),
    (jwt.ImmatureSignatureError, "还没有生效（请看两边的时间准不准）"),
    (jwt.InvalidAudienceError, "不是给本系统的"),
    (jwt.InvalidIssuerError, "发的人不对"),
    (jwt.InvalidSignatureError, "签名不对"),
    (jwt.MissingRequiredClaimError, "缺了必有的内容"),
)


@dataclass(frozen=True, slots=True)
class Proof:
    """``strong``: it says that the service itself asked for a second step that counts here."""

    subject: str
    strong: bool


def proof_of(service: Service, text: str, nonce: str) -> Proof:
    """What the proof says, where all of it holds. Raises OrganisationError."""
    claims = _signed(service, text)
    if not constant_time_compare(str(claims.get("nonce", "")), nonce):
        raise not_right("不是这一次登录的")
    audience = claims["aud"]
    several = isinstance(audience, list) and len(audience) > 1
    if (several or "azp" in claims) and claims.get("azp") != service.client:
        raise not_right("不是给本系统的")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise not_right("没有说清是谁")
    return Proof(subject, bool(service.strong & _how(claims)))


def _signed(service: Service, text: str) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(text)
    except jwt.PyJWTError:
        raise not_right("读不懂") from None
    algorithm, kid = header.get("alg"), header.get("kid")
    if algorithm not in ALGORITHMS:
        raise not_right("签名的算法不在许可之列")
    held = keys_of(service, kid)
    keys = [key for key in held if key.get("kty") == ALGORITHMS[algorithm]]
    wrong: OrganisationError = not_right("签名的密钥不认识")
    for key in keys:
        try:
            return _decoded(service, text, key, algorithm)
        except jwt.InvalidSignatureError:
            wrong = not_right("签名不对")
    raise wrong


def _decoded(service: Service, text: str, key: Mapping[str, Any], algorithm: str) -> dict[str, Any]:
    try:
        return jwt.decode(
            text,
            jwt.PyJWK(dict(key), algorithm=algorithm),
            algorithms=[algorithm],
            audience=service.client,
            issuer=service.issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": list(MUST_SAY), "enforce_minimum_key_length": True},
        )
    except jwt.InvalidSignatureError:
        raise
    except jwt.PyJWTError as error:
        why = next((said for kind, said in SAID if isinstance(error, kind)), "内容不对")
        raise not_right(why) from None


def _how(claims: Mapping[str, Any]) -> set[str]:
    told = claims.get("amr")
    ways = {each for each in told if isinstance(each, str)} if isinstance(told, list) else set()
    level = claims.get("acr")
    return ways | ({level} if isinstance(level, str) else set())
