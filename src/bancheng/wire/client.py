"""对方用的程序: signs requests and sends them; needs no more than this package's signing.

The other side may be written in any language (docs/api.md says how); this one serves those who
write Python, and the project's own tests.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import quote, unquote, urlencode, urlsplit

from bancheng.wire import signing
from bancheng.wire.signing import Asked

BASE = "/api/v1"


class Refused(Exception):  # noqa: N818 - what the other side said
    """Nothing was done. ``problem`` is the whole answer, ``code`` its stable name."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        self.status = status
        self.problem = problem
        self.code = str(problem.get("code", ""))
        super().__init__(f"{status} {self.code}: {problem.get('detail', '')}")


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: Any


Send = Callable[[str, str, bytes, Mapping[str, str]], Answer]
"""Method, address with its query, body and headers; sends them off."""


@dataclass
class Client:
    """One key of one client. ``address`` is where the centre's program answers."""

    address: str
    key: str
    secret: str = field(repr=False)
    algorithm: str = "hmac-sha256"
    clock: Callable[[], float] = time.time
    timeout: float = 30.0
    send: Send | None = None

    def cases(self, **filters: Any) -> Iterator[dict[str, Any]]:
        """Every case that fits, newest first, page after page."""
        asked = dict(filters)
        while True:
            page = self.request("GET", "/cases", asked).body
            yield from page["cases"]
            if page["next"] is None:
                return
            asked["cursor"] = page["next"]

    def standard(self, **asked: str) -> dict[str, Any]:
        """What the acts of a centre ask, and the codes of its answers; ``centre``, ``edition``."""
        found: dict[str, Any] = self.request("GET", "/standard", asked).body
        return found

    def units(self, **asked: str) -> list[dict[str, Any]]:
        """The units that may be named at a centre, and in which fields; ``centre``."""
        found: list[dict[str, Any]] = self.request("GET", "/units", asked).body["units"]
        return found

    def case(self, case_no: str) -> dict[str, Any]:
        """One case."""
        found: dict[str, Any] = self.request("GET", f"/cases/{quote(case_no, safe='')}").body
        return found

    def open(self, once: str, act: str = "register", centre: str = "", **given: Any) -> Answer:
        """A new case. ``once``: a new key for each matter, the same for sending it again."""
        body = {"act": act, "given": given} | ({"centre": centre} if centre else {})
        return self.request("POST", "/cases", body=body, once=once)

    def act(
        self, case_no: str, act: str, once: str, version: int | None = None, **given: Any
    ) -> Answer:
        """An act on a case, as it was decided on at ``version``."""
        path = f"/cases/{quote(case_no, safe='')}/{act}"
        return self.request("POST", path, body={"given": given}, once=once, version=version)

    def send_file(self, name: str, content: bytes) -> str:
        """Send a file before the act that brings it; its id, for the act's ``files``."""
        answer = self.request("POST", "/files", {"name": name}, body=content)
        return str(answer.body["id"])

    def file(self, case_no: str, file_id: str) -> bytes:
        """A file of a case."""
        found: bytes = self.request("GET", f"/cases/{quote(case_no, safe='')}/files/{file_id}").body
        return found

    def request(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        *,
        body: object = None,
        once: str = "",
        version: int | None = None,
    ) -> Answer:
        """One signed request. Raises Refused for any answer that is no success."""
        asked = self.prepared(method, path, query, body=body, once=once, version=version)
        target = quote(asked.path, safe=signing.SAFE_IN_PATH)
        target += f"?{asked.query}" if asked.query else ""
        headers = {**asked.headers, **self.seal(asked)}
        answer = (self.send or self._over_http)(method, target, asked.body, headers)
        if answer.status >= 300:
            raise Refused(answer.status, answer.body if isinstance(answer.body, dict) else {})
        return answer

    def prepared(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        *,
        body: object = None,
        once: str = "",
        version: int | None = None,
    ) -> Asked:
        """A request before it is signed."""
        headers = {"Accept": "application/json"}
        content = b""
        if isinstance(body, bytes):
            content, headers["Content-Type"] = body, "application/octet-stream"
        elif body is not None:
            content = json.dumps(body, ensure_ascii=False).encode()
            headers["Content-Type"] = "application/json"
        if once:
            headers[signing.ONCE] = once
        if version is not None:
            headers[signing.MATCH] = f'"{version}"'
        return Asked(method, unquote(BASE + path), _written(query or {}), content, headers)

    def seal(self, asked: Asked) -> dict[str, str]:
        """The four headers that sign a request, now and once."""
        now, nonce = int(self.clock()), secrets.token_urlsafe(18)
        signature = signing.sign(self.secret, asked, self.algorithm, self.key, now, nonce)
        return {
            signing.KEY: self.key,
            signing.TIME: str(now),
            signing.NONCE: nonce,
            signing.SIGNATURE: signature,
        }

    def _over_http(
        self, method: str, target: str, body: bytes, headers: Mapping[str, str]
    ) -> Answer:
        parts = urlsplit(self.address)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        link = kind(parts.netloc, timeout=self.timeout)
        try:
            link.request(method, target, body or None, dict(headers))
            return _read(link.getresponse())
        finally:
            link.close()


def _read(answer: HTTPResponse) -> Answer:
    raw = answer.read()
    is_json = "json" in (answer.getheader("Content-Type") or "")
    return Answer(answer.status, dict(answer.getheaders()), json.loads(raw) if is_json else raw)


def _written(query: Mapping[str, Any]) -> str:
    told = {k: str(v).lower() if isinstance(v, bool) else v for k, v in query.items()}
    return urlencode(told, doseq=True)
