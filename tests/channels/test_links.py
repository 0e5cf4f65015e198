"""链接和主机: a link is put down as an address, and nothing in it changes which host is asked."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bancheng.channels.hotline.links import as_address, host_of
from bancheng.channels.hotline.setting import OrderSettings
from bancheng.wire.addresses import ForbiddenError, written
from bancheng.wire.sending import NotSentError

GOOD = "https://files.example.gov.cn"


def the_channel(hosts: str = "files.example.gov.cn") -> OrderSettings:
    """Set to fetch from these."""
    return OrderSettings.model_validate(
        {"address": "https://12345.example.gov.cn/api", "signing": "none", "file_hosts": hosts}
    )


def goes(link: str, hosts: str = "files.example.gov.cn") -> bool:
    """Whether a link is asked for."""
    try:
        written(the_channel(hosts).file_address(link))
    except NotSentError:
        return False
    return True


ODD = (
    ("/a[1].png", "/a%5B1%5D.png"),
    ('/a{1}|b^c`d"e<f>.png', "/a%7B1%7D%7Cb%5Ec%60d%22e%3Cf%3E.png"),
    ("/100%.png", "/100%25.png"),
    ("/%zz%E7%85%A7%4", "/%25zz%E7%85%A7%254"),
    ("/upload\\2026\\照片 1.png", "/upload/2026/%E7%85%A7%E7%89%87%201.png"),
    ("/x?f=a\\b[0]|c&n=5%", "/x?f=a%5Cb%5B0%5D%7Cc&n=5%25"),
    ("?f=[1]", "/?f=%5B1%5D"),
)


def test_what_an_address_cannot_hold_is_written_another_way() -> None:
    for rest, meant in ODD:
        asked = written(the_channel().file_address(GOOD + rest))
        assert (asked.host, asked.path) == ("files.example.gov.cn", meant)
        if rest.startswith("/"):
            own = the_channel().file_address(rest)
            assert own == f"https://12345.example.gov.cn{meant}", "at their own address"


ELSEWHERE = (
    "https://files.example.gov.cn\\@evil.example/x",
    "https://files.example.gov.cn\\.evil.example/x",
    "https://files.example.gov.cn/\\evil.example/x",
    "https://files.example.gov.cn//\\evil.example/x",
    "https://files.example.gov.cn[.evil.example/x",
    "https://files.example.gov.cn%2eevil.example/x",
    "https://files.example.gov.cn%/x",
    "https://files.example.gov.cn|evil.example/x",
    "https://files.example.gov.cn`/x",
    "https://files.example.gov.cn@evil.example/x",
    "https://x:y@files.example.gov.cn/x",
    "https://files.example.gov.cn#@evil.example/x",
    "https://files.example.gov.cn/x#y",
    "https://files.example.gov.cn.evil.example/x",
    "https://evil.example/files.example.gov.cn",
    "https://evil.example?https://files.example.gov.cn/",
    "https://[files.example.gov.cn]/x",
    "https:/files.example.gov.cn/x",
    "https:\\\\files.example.gov.cn/x",
    "https:///files.example.gov.cn/x",
    "//evil.example/x",
    "/\\evil.example/x",
    "\\\\evil.example/x",
    "\\evil.example",
    "///evil.example/x",
    "evil.example/x",
)


def test_a_link_to_another_host_or_a_doubtful_one_is_not_asked_for() -> None:
    assert goes(f"{GOOD}/x")
    for link in ELSEWHERE:
        assert not goes(link), link


SIGNS = [*'/\\?#@:[]{}|^`"%<>&=. 图a', "https:", "evil.example", "%2f"]
NASTY = st.lists(st.sampled_from(SIGNS), max_size=12).map("".join)
BEGINNING = st.sampled_from(["", "/", "//", "https://", "HTTP://", GOOD, f"{GOOD}/", f"{GOOD}/x?"])


@given(BEGINNING, NASTY)
def test_whatever_a_link_says_its_host_is_judged_as_it_stands(begins: str, rest: str) -> None:
    link = begins + rest
    found = re.match(r"(?i)https?://([^/?#\\]*)", link)
    try:
        url = the_channel().file_address(link)
    except NotSentError:
        return
    asked = urlsplit(url)
    if found is None:
        assert (asked.netloc, link[0]) == ("12345.example.gov.cn", "/")
        assert link[1:2] not in ("/", "\\")
    else:
        assert asked.netloc == found[1]
        assert (host_of(link).partition(":")[0], asked.netloc) == (asked.hostname, found[1])
    meant = link[len(found[0]) if found else 0 :]
    path, asks, query = meant.partition("?")
    said = url[url.index(asked.netloc) + len(asked.netloc) :]
    assert unquote(said) == unquote(path.replace("\\", "/") + asks + query), "nothing else changed"


@given(BEGINNING, NASTY)
def test_what_was_an_address_before_stays_as_it_was(begins: str, rest: str) -> None:
    try:
        written(begins + rest)
    except ForbiddenError:
        return
    assert as_address(begins + rest) == begins + rest


HOSTS = (
    ("files.example.gov.cn", "files.example.gov.cn"),
    ("Files.Example.gov.cn:443", "files.example.gov.cn:443"),
    ("https://files.example.gov.cn/", "files.example.gov.cn"),
    ("http://files.example.gov.cn:8080", "files.example.gov.cn:8080"),
    ("10.20.0.8:80/、https://a.example；a.example", "10.20.0.8:80，a.example"),
)
WRONG_HOSTS = (
    ("files.example.gov.cn/upload", "只写主机，不写 / 后面的"),
    ("https://files.example.gov.cn:443/upload/", "只写主机，不写 / 后面的"),
    ("files.example.gov.cn?x", "只写主机"),
    ("files.example.gov.cn:99999", "端口要是"),
    ("https://x@files.example.gov.cn", "用户名"),
    ("ftp://files.example.gov.cn", "只写主机"),
    ("https://", "不是主机名"),
    ("0x7f.1", "不是主机名"),
)


def test_a_host_may_be_pasted_and_is_kept_in_one_way() -> None:
    for said, kept in HOSTS:
        assert the_channel(said).file_hosts == kept
        assert the_channel(kept).file_hosts == kept, "what was kept is read again"
    for said, why in WRONG_HOSTS:
        with pytest.raises(ValidationError) as wrong:
            the_channel(said)
        assert why in str(wrong.value), said


ASKED = (
    ("a.example", "https://a.example/x", True),
    ("a.example", "https://a.example:443/x", True),
    ("a.example", "http://a.example/x", True),
    ("a.example", "https://a.example:8443/x", False),
    ("a.example", "http://a.example:443/x", False),
    ("a.example:443", "https://a.example/x", True),
    ("a.example:443", "https://a.example:443/x", True),
    ("a.example:443", "http://a.example/x", False),
    ("a.example:80", "http://a.example/x", True),
    ("a.example:80", "https://a.example/x", False),
    ("a.example:8443", "https://a.example/x", False),
    ("", "https://a.example/x", False),
)


@pytest.mark.parametrize(("hosts", "link", "asked"), ASKED)
def test_a_host_without_a_port_means_the_usual_ones(hosts: str, link: str, *, asked: bool) -> None:
    assert goes(link, hosts) is asked
