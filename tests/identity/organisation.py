"""An organisation's sign-in service: OpenID Connect over HTTP on this machine, with faults.

It signs with a real RSA key and by its own hand, so that what it gets wrong is not what the program
gets wrong.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT, SECRET = "bancheng", "a secret between two machines"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
Claims = dict[str, Any]


def b64(data: bytes) -> str:
    """As JSON Web Tokens write bytes."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def jwk(key: rsa.RSAPrivateKey, kid: str) -> dict[str, str]:
    """The public half of a key as services publish it."""
    numbers = key.public_key().public_numbers()
    size = (numbers.n.bit_length() + 7) // 8
    n, e = b64(numbers.n.to_bytes(size)), b64(numbers.e.to_bytes(3))
    return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, "n": n, "e": e}


def signed(claims: Claims, header: dict[str, str], key: rsa.RSAPrivateKey = KEY) -> str:
    """A token: with RSA, with the secret of the client, or with nothing, as its header says."""
    text = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(claims).encode())}"
    if header["alg"] == "RS256":
        seal = key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    elif header["alg"] == "HS256":
        seal = hmac.new(jwk(KEY, "one")["n"].encode(), text.encode(), hashlib.sha256).digest()
    else:
        seal = b""
    return f"{text}.{b64(seal)}"


@dataclass
class Service:
    """``subject`` is who sits before it; ``fault`` what it gets wrong; ``asked`` what came."""

    address: str = ""
    subject: str = "u-1001"
    amr: list[str] = field(default_factory=lambda: ["pwd"])
    fault: str = ""
    kid: str = "one"
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def claims(self, asked: dict[str, str]) -> Claims:
        """What the proof says, but for the fault."""
        now = int(time.time())
        told: Claims = {
            "iss": self.address,
            "sub": self.subject,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "amr": self.amr,
        }
        wrong: dict[str, Claims] = {
            "nonce": {"nonce": "of another time"},
            "no nonce": {"nonce": None},
            "audience": {"aud": "another system"},
            "audiences": {"aud": [CLIENT, "another system"]},
            "authorised party": {"azp": "another system"},
            "issuer": {"iss": "https://elsewhere.example"},
            "expired": {"iat": now - 7200, "exp": now - 3600},
            "not yet": {"nbf": now + 3600},
            "subject": {"sub": ""},
        }
        told |= wrong.get(self.fault, {})
        gone = self.fault.removeprefix("without ")
        return {name: value for name, value in told.items() if name != gone or gone == self.fault}

    def proof(self, asked: dict[str, str]) -> str:
        """The token, signed as the fault has it."""
        claims = self.claims(asked)
        if self.fault == "no signature":
            return signed(claims, {"alg": "none"})
        if self.fault == "signed by the public key":
            return signed(claims, {"alg": "HS256", "kid": self.kid})
        if self.fault == "another key":
            return signed(claims, {"alg": "RS256", "kid": self.kid}, OTHER_KEY)
        if self.fault == "unknown key":
            return signed(claims, {"alg": "RS256", "kid": "nobody's"}, OTHER_KEY)
        token = signed(claims, {"alg": "RS256", "kid": self.kid})
        if self.fault == "changed":
            head, _, seal = token.split(".")
            body = b64(json.dumps(claims | {"sub": "u-1002"}).encode())
            return f"{head}.{body}.{seal}"
        return "not a token" if self.fault == "no token" else token


class Door(BaseHTTPRequestHandler):
    """What the service answers."""

    service: Service

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        """The well-known page, the keys, and the page where somebody signs in."""
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.service.asked.append(parts.path)
        if parts.path == "/authorize":
            return self.sends_back(asked)
        if parts.path == "/keys":
            return self.says({"keys": [jwk(KEY, self.service.kid)]})
        at = self.service.address
        return self.says(
            {
                "issuer": "https://elsewhere.example" if self.service.fault == "name" else at,
                "authorization_endpoint": f"{at}/authorize",
                "token_endpoint": f"{at}/token",
                "jwks_uri": f"{at}/keys",
            }
        )

    def do_POST(self) -> None:
        """A code is redeemed once, by whom it was given to, who knows the verifier (RFC 7636)."""
        self.service.asked.append("/token")
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        pair = base64.b64encode(f"{CLIENT}:{SECRET.replace(' ', '+')}".encode()).decode()
        asked = self.service.codes.pop(given["code"], None)
        challenge = b64(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        fine = (
            asked is not None
            and self.headers["Authorization"] == f"Basic {pair}"
            and challenge == asked["code_challenge"]
            and given["redirect_uri"] == asked["redirect_uri"]
        )
        if not fine or asked is None:
            return self.says({"error": "invalid_grant"}, 400)
        if self.service.fault == "breaks down":
            return self.says({}, 503)
        return self.says({"access_token": "x", "id_token": self.service.proof(asked)})

    def sends_back(self, asked: dict[str, str]) -> None:
        """Somebody signed in, or did not want to."""
        code = secrets.token_urlsafe(8)
        self.service.codes[code] = asked
        told = {"state": asked["state"], "code": code}
        if self.service.fault == "given up":
            told = {"state": asked["state"], "error": "access_denied"}
        if self.service.fault == "mixed up":
            told["iss"] = "https://elsewhere.example"
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(told)}")
        self.end_headers()

    def says(self, told: object, status: int = 200) -> None:
        """JSON."""
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running() -> Iterator[Service]:
    """The service, on a free port of this machine."""
    service = Service()
    door = type("OurDoor", (Door,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), door)
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
