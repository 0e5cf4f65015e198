"""模板: a request to another system as its manual writes it, with named places to be filled.

``{phone}`` is a place; any other brace stays as it is, so that a body may be JSON. What is filled
in is written as the part of the request needs it, so that no value can break out of its place.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Literal
from urllib.parse import quote

from cryptography.hazmat.primitives.hmac import HMAC

from bancheng.core.calendar import CHINA
from bancheng.wire.signing import ALGORITHMS

PLACE = re.compile(r"\{([a-z_]+)\}")
HEADER = re.compile(r"([A-Za-z0-9-]{1,60}):[ \t]*([\x20-\x7e]{0,500})")
ENDS = re.compile(r"[\r\n]")
LONG_NUMBER = re.compile(r"\d{7,}[0-9Xx]?")

Kind = Literal["json", "form"]
TYPES: dict[str, str] = {
    "json": "application/json; charset=utf-8",
    "form": "application/x-www-form-urlencoded; charset=utf-8",
}


def in_json(value: str) -> str:
    """Within the quotation marks of a JSON text."""
    return json.dumps(value, ensure_ascii=False)[1:-1]


def in_address(value: str) -> str:
    """Within an address, or a form."""
    return quote(value, safe="")


def in_header(value: str) -> str:
    """Within a line of a header."""
    return ENDS.sub(" ", value)


def as_it_is(value: str) -> str:
    """Within what is signed."""
    return value


def filled(template: str, values: Mapping[str, str], write: Callable[[str], str]) -> str:
    """The template with its places filled; a place nobody knows stays as it stands."""
    return PLACE.sub(
        lambda found: write(values[found[1]]) if found[1] in values else found[0], template
    )


def places(template: str) -> set[str]:
    """The names of its places."""
    return set(PLACE.findall(template))


def headers_of(lines: str, values: Mapping[str, str]) -> dict[str, str]:
    """``Name: value``, one a line."""
    found = (HEADER.fullmatch(line.strip()) for line in lines.splitlines() if line.strip())
    return {line[1]: filled(line[2], values, in_header) for line in found if line}


def checked_headers(lines: str) -> str:
    """Raises ValueError with the first line that is no header."""
    for line in lines.splitlines():
        if line.strip() and not HEADER.fullmatch(line.strip()):
            raise ValueError(f"“{line.strip()[:40]}”不是标头，一行写一个：名称: 值。")
    return lines


def mapping(lines: str) -> dict[str, str]:
    """``name = value``, one a line. Raises ValueError with the first line that is none."""
    found: dict[str, str] = {}
    for line in lines.splitlines():
        name, sign, value = line.partition("=")
        if line.strip() and not (sign and name.strip()):
            raise ValueError(f"“{line.strip()[:40]}”写得不对，一行写一个：名称 = 值。")
        if line.strip():
            found[name.strip()] = value.strip()
    return found


def at_path(told: object, path: str) -> object:
    """What stands at ``data.items.0.code`` of a JSON answer; None where nothing does."""
    for step in path.split(".") if path else ():
        if isinstance(told, Mapping):
            told = told.get(step)
        elif isinstance(told, list) and step.isdigit() and int(step) < len(told):
            told = told[int(step)]
        else:
            return None
    return told


def times(now: datetime) -> dict[str, str]:
    """The moment in the ways in which manuals ask for it."""
    here = now.astimezone(CHINA)
    return {
        "time": str(int(now.timestamp())),
        "time_ms": str(int(now.timestamp() * 1000)),
        "time_text": f"{here:%Y-%m-%d %H:%M:%S}",
        "time_digits": f"{here:%Y%m%d%H%M%S}",
    }


def signature(secret: str, words: str, algorithm: str, way: str) -> str:
    """HMAC of chosen parts, in hexadecimal or base64."""
    mac = HMAC(secret.encode(), ALGORITHMS[algorithm]())
    mac.update(words.encode())
    made = mac.finalize()
    return base64.b64encode(made).decode() if way == "base64" else made.hex()


def hushed(text: str) -> str:
    """What another system says, without any long number: it may have said a phone again."""
    return LONG_NUMBER.sub("…", text)


def words_among(text: object, allowed: Iterable[str]) -> bool:
    """Whether a value of an answer is one of those that are meant."""
    return str(text).strip() in {word.strip() for word in allowed}
