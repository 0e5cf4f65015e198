"""A file that is not taken, and a page that is none: told once, plainly, in the visitor's look."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from bancheng.files import limits
from bancheng.web import wrong
from bancheng.web.public import refused
from tests.casework.hall import Hall
from tests.petitioner.plain_language import faults
from tests.petitioner.visitor import PLAIN, Visitor
from tests.web.clerk import words

pytestmark = pytest.mark.database
FILES = Path("src/bancheng/files")


def _brings(visitor: Visitor, content: bytes) -> str:
    photo = SimpleUploadedFile("证明.jpg", content, "image/jpeg")
    return visitor.sends("/submit", 422, **PLAIN, attach=photo).content.decode()


@pytest.mark.parametrize(
    ("content", "said", "english"),
    [
        (b"", "它是空的", "It is empty"),
        (b"\x00\x01\x02" * 9, "这种文件不收", "This kind of file is not taken"),
        (b"\xff\xd8\xff\xe0 no picture", "它坏了", "It is damaged"),
        (b"x" * (limits.LARGEST_FILE + 1), "它太大了", "It is too large"),
    ],
)
def test_a_file_that_is_not_taken_is_told_once_in_plain_words_of_both_languages(
    hall: Hall, content: bytes, said: str, english: str
) -> None:
    visitor = Visitor()
    page = _brings(visitor, content)
    assert page.count("“证明.jpg”没有收") == 1
    assert page.count(said) == 1
    assert not faults(page)
    visitor.posts("/look", what="english", back="/w/hall/")
    page = _brings(visitor, content)
    assert page.count("“证明.jpg” was not taken") == 1
    assert page.count(english) == 1


def test_all_that_is_said_of_a_file_is_plain() -> None:
    known = "".join(path.read_text("utf-8") for path in FILES.glob("*.py"))
    for code, sentence in refused.OF_A_FILE.items():
        assert not faults(f"<p>{sentence}</p>")
        assert f'"{code}"' in known or code in ("", "too_many"), code


@pytest.mark.parametrize(
    ("page", "status", "leads_to"),
    [("/w/hall/nowhere", 404, "/w/hall/"), ("/w/none/", 404, "/w/hall/windows")],
)
def test_a_page_that_is_none_looks_as_chosen_and_says_where_to_go(
    hall: Hall, page: str, status: int, leads_to: str
) -> None:
    visitor = Visitor()
    for look in ("big", "english"):
        visitor.posts("/look", what=look, back="/w/hall/")
    told = visitor.client.get(page)
    assert told.status_code == status
    shown = told.content.decode()
    assert '<html lang="en" class="pub big">' in shown
    assert "There is no such page" in shown
    assert f'class="btn go" href="{leads_to}"' in shown


def test_a_page_of_a_failure_asks_the_database_nothing_and_leads_home() -> None:
    """No ``db``: a query would fail."""
    request = RequestFactory().get("/w/hall/ask", headers={"cookie": "w_big=1"})
    answer = wrong.failed(request)
    assert answer.status_code == 500
    assert 'class="pub big"' in answer.content.decode()
    assert 'href="/w/hall/"' in answer.content.decode()
    assert "出了点毛病" in words(answer)
