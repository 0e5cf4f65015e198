"""出错页: plain words, no database needed, nothing told that should not be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client

from bancheng.web import duties
from tests.casework.hall import PASSWORD, Hall
from tests.web.clerk import Clerk, words

pytestmark = pytest.mark.database


def test_an_address_that_is_none(chen: Clerk) -> None:
    assert "没有这一页" in chen.get("/nowhere", 404)


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (OperationalError("database is locked"), 503, "数据库暂时连不上或者正忙"),
        (RuntimeError("secret detail"), 500, "同一张表交两次也只办一次"),
    ],
)
def test_a_failure_says_what_to_do_and_no_more(
    chen: Clerk, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, said: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(duties, "my_work", fail)
    page = chen.get("/", status)
    assert said in page
    assert str(error) not in page


def test_a_form_from_before_a_new_sign_in_is_refused_in_plain_words(hall: Hall) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in", {"username": "chen", "password": PASSWORD})
    assert answer.status_code == 403
    assert "页面已经过期" in words(answer)


def test_no_page_carries_script_or_style_of_its_own(repository: Path) -> None:
    folder = repository / "src" / "bancheng" / "web" / "templates"
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), path.name
        for script in re.findall(r"<script[^>]*>(.*?)</script>", text, re.DOTALL):
            assert not script.strip(), path.name
        assert "|safe" not in text, path.name
        assert "autoescape" not in text, path.name


def test_what_people_write_is_shown_and_never_run(hall: Hall, chen: Clerk) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    case_no = hall.register("2026-11-24 10:00", matter=evil)
    for address in ("/", "/cases/", f"/cases/{case_no}/", f"/cases/{case_no}/note"):
        markup = chen.raw(address).content.decode()
        assert "<script>alert" not in markup
        assert "<img src=x" not in markup


def test_the_policy_lets_only_our_own_files_in(chen: Clerk) -> None:
    policy = chen.raw("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_every_page_says_so_when_a_request_is_none(hall: Hall) -> None:
    from bancheng.web.wrong import bad_request, forbidden

    for page, status in ((bad_request, 400), (forbidden, 403)):
        assert page(HttpRequest()).status_code == status
