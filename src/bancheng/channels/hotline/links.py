"""链接: a link as they wrote it, put down as an address, and which host it names.

Who writes links joins texts: a path of Windows, a name with brackets or a per cent sign. A browser
finds the file all the same. Only what stands after the host is put right; the host is judged as it
was written, and where a link might mean another one to somebody it is left as it is, and refused.
"""

from __future__ import annotations

import re
import string
from urllib.parse import quote

from bancheng.wire.addresses import ForbiddenError, written

BEGINS = re.compile(r"https?://[^/?#\\]*|(?=/)", re.IGNORECASE)
"""The host, or nothing before a path at the other side's own."""
STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
ODD_START = re.compile(r"/*\\")
"""To a browser these are two strokes, behind which a host may stand."""
ANY_SIGN = string.punctuation
AFTER_THE_HOST = "!$&'()*+,;=:@/?%#"
"""Signs that stay; # is refused, as nobody knows whether it belongs to a name."""


def as_address(link: str) -> str:
    """What an address cannot hold is written another way; in a path \\ is a /, as to a browser."""
    begins = BEGINS.match(link)
    if begins is None or ODD_START.match(link, begins.end()):
        return quote(link, safe=ANY_SIGN)
    host, rest = begins[0], link[begins.end() :]
    path, asks, query = rest.partition("?")
    rest = STRAY.sub("%25", path.replace("\\", "/") + asks + query)
    return quote(host, safe=ANY_SIGN) + quote(rest, safe=AFTER_THE_HOST)


def host_of(link: str) -> str:
    """Host and port of a link; empty where it names none that could be asked."""
    try:
        asked = written(as_address(link))
    except ForbiddenError:
        return ""
    return f"{asked.host}:{asked.port}"


def without_query(link: str) -> str:
    """The part that stays the same when a link is signed anew."""
    return re.split(r"[?#]", link, maxsplit=1)[0]
