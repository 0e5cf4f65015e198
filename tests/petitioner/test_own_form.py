"""A form of one's own case acts on that case alone, and what was typed into it is not lost."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from bancheng.casework.look import look_from_outside
from bancheng.journal import read
from bancheng.petitioner import making
from bancheng.petitioner.session_row import AskingSession
from tests.casework.hall import COMMANDS, Hall
from tests.files.made import picture
from tests.petitioner.plain_language import faults
from tests.petitioner.visitor import HIDDEN, Visitor
from tests.web.clerk import words

pytestmark = pytest.mark.database
DAY = "2026-11-20 09:00"
WHY = "邻居又不同意了，\n先放一放"


def code_of(case_no: str) -> str:
    """A query code of the case."""
    code = making.make(case_no, "chen", f"code {next(COMMANDS)}", timezone.now())
    assert code is not None
    return code


def outcome(case_no: str) -> str | None:
    """How the case ended."""
    return look_from_outside("petitioner", case_no, timezone.now()).case.outcome


@pytest.mark.parametrize("marked", [True, False])
def test_a_form_of_another_tab_acts_on_its_own_case_or_none(hall: Hall, marked: bool) -> None:
    first, second = hall.register(DAY), hall.register(DAY)
    codes = {case_no: code_of(case_no) for case_no in (first, second)}
    browser = Visitor()
    browser.asks(codes[first])
    assert first in browser.reads("/mine/withdraw")
    form = browser.carried("/mine/withdraw")
    if not marked:
        del form["case"]
    browser.asks(codes[second])
    before = [read.version_of(case_no) for case_no in (first, second)]
    page = browser.posts("/mine/withdraw", 409, **form, reason=WHY)
    assert [read.version_of(case_no) for case_no in (first, second)] == before
    assert faults(page.content.decode()) == []
    said = words(page)
    assert "这一页是另一件事的，没有交上" in said
    assert second in said
    assert first not in said
    assert "先放一放" in said
    assert ("再查一次，就放回来" in said) is marked
    left = dict(HIDDEN.findall(page.content.decode()))
    if marked:
        again = browser.posts("/ask", 200, **left, code=codes[first], digits="5512")
        assert "先放一放</textarea>" in again.content.decode()
        browser.posts("/mine/withdraw", 303, **browser.carried("/mine/withdraw"), reason=WHY)
        assert (outcome(first), outcome(second)) == ("withdrawn", None)


def test_what_was_typed_until_the_session_ended_comes_back(hall: Hall) -> None:
    case_no = hall.register(DAY)
    browser = Visitor()
    browser.asks(code_of(case_no))
    form = browser.carried("/mine/withdraw")
    AskingSession.objects.all().delete()
    photo = SimpleUploadedFile("门口.jpg", picture(), "image/jpeg")
    page = browser.posts("/mine/withdraw", 403, **form, reason=WHY, attach=photo)
    assert "照片要再选一次" in words(page)
    assert faults(page.content.decode()) == []
    assert "时间到了，刚才的没有交上" in words(page)
    assert "先放一放" in words(page)
    left = dict(HIDDEN.findall(page.content.decode()))
    wrong = browser.posts("/ask", 422, **left, code="0000 0000 0000 0000 0", digits="5512")
    left = dict(HIDDEN.findall(wrong.content.decode()))
    back = browser.posts("/ask", 200, **left, code=code_of(case_no), digits="5512")
    assert "先放一放</textarea>" in back.content.decode()
    assert outcome(case_no) is None
    browser.posts("/mine/withdraw", 303, **dict(HIDDEN.findall(back.content.decode())), reason=WHY)
    assert outcome(case_no) == "withdrawn"


def test_what_was_typed_goes_into_no_other_case(hall: Hall) -> None:
    first, second = hall.register(DAY), hall.register(DAY)
    browser = Visitor()
    browser.asks(code_of(first))
    form = browser.carried("/mine/withdraw")
    AskingSession.objects.all().delete()
    page = browser.posts("/mine/withdraw", 403, **form, reason=WHY)
    left = dict(HIDDEN.findall(page.content.decode()))
    other = browser.posts("/ask", 409, **left, code=code_of(second), digits="5512")
    assert "这一页是另一件事的，没有交上" in words(other)
    assert second in browser.reads("/mine")


def test_withdrawing_twice_is_done_once_and_no_fault(hall: Hall) -> None:
    case_no = hall.register(DAY)
    browser = Visitor()
    browser.asks(code_of(case_no))
    forms = [browser.carried("/mine/withdraw") for _ in range(2)]
    answers = [browser.posts("/mine/withdraw", 303, **form) for form in forms]
    assert answers[0]["Location"] == answers[1]["Location"]


@pytest.mark.parametrize("what", ["english", "big"])
def test_another_look_of_the_page_that_holds_it_keeps_what_was_typed(hall: Hall, what: str) -> None:
    browser = Visitor()
    code = code_of(hall.register(DAY))
    browser.asks(code)
    form = browser.carried("/mine/withdraw")
    AskingSession.objects.all().delete()
    page = browser.posts("/mine/withdraw", 403, **form, reason=WHY)
    left = dict(HIDDEN.findall(page.content.decode()))
    turned = browser.posts("/look", 200, **left, what=what).content.decode()
    assert ('<html lang="en"' in turned) is (what == "english")
    assert ('class="pub big"' in turned) is (what == "big")
    left = dict(HIDDEN.findall(turned))
    back = browser.posts("/ask", 200, **left, code=code, digits="5512")
    assert "先放一放</textarea>" in back.content.decode()
