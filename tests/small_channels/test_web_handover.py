"""From another platform to the centre's form: filled in, sealed, for ten minutes, once."""

from __future__ import annotations

import base64
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from bancheng.casework.case_row import CaseRow
from bancheng.casework.look import look
from bancheng.channels import setups
from bancheng.channels.adapter import adapters
from bancheng.channels.models import Handover, Passage, Setup
from bancheng.channels.web_handover import AGAIN, address_of, seal
from bancheng.cli.ending import Code
from bancheng.cli.main import run
from tests.casework.hall import Hall
from tests.petitioner.plain_language import faults
from tests.petitioner.visitor import HIDDEN, Visitor, receipt
from tests.small_channels.conftest import Opened
from tests.web.clerk import Clerk, checked, words

pytestmark = pytest.mark.django_db
SECRET = "both-sides-have-this-secret-and-nobody-else"
FILLED = {"matter": "装电梯的材料交了四趟", "name": "秦桂芳", "phone": "13900005512"}


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


@pytest.fixture
def setup(opened: Opened) -> Setup:
    back = "https://platform.example.gov.cn/mine"
    return opened("web_handover", None, channel="platform", secret=SECRET, back=back)


def sealed(setup: Setup, number: str = "GX-2026-77", **more: str) -> str:
    return seal(SECRET, setup, number, {**FILLED, **more}, timezone.now())


def arrives(setup: Setup, form: str, status: int = 200) -> HttpResponse:
    """A browser that comes from the other site, with no cookie of ours."""
    browser = Client(enforce_csrf_checks=True, REMOTE_ADDR="10.0.0.7")
    headers = {"Origin": "https://platform.example.gov.cn", "Sec-Fetch-Site": "cross-site"}
    return checked(browser.post(address_of(setup), {"form": form}, headers=headers), status)


def hands_in(setup: Setup, answer: HttpResponse, **more: str) -> HttpResponse:
    carried = dict(HIDDEN.findall(answer.content.decode()))
    return Visitor().posts("/submit", 200, ticket=carried["ticket"], **{**FILLED, **more})


@pytest.mark.database
@pytest.mark.clause("XF-9.1", "XF-6")
def test_the_form_is_filled_in_and_the_case_carries_channel_and_number(
    hall: Hall, setup: Setup
) -> None:
    page = arrives(setup, sealed(setup))
    for value in FILLED.values():
        assert value in page.content.decode()
    done = hands_in(setup, page)
    assert "https://platform.example.gov.cn/mine" in done.content.decode()
    case_no, code = receipt(done)
    Visitor().asks(code)
    clerk = Clerk("chen")
    clerk.does(case_no, "register", channel="platform")
    found = look(hall.people["chen"], case_no, timezone.now())
    assert found.text("origin_no") == "GX-2026-77"
    assert CaseRow.objects.get().channel == "platform"
    assert "GX-2026-77" in clerk.get(f"/cases/{case_no}/")


def test_what_the_petitioner_changes_counts_and_channel_and_number_cannot_be_changed(
    hall: Hall, setup: Setup
) -> None:
    page = arrives(setup, sealed(setup))
    more = {
        "matter": "其实是另一件事",
        "channel": "hotline",
        "origin_no": "other",
        "number": "other",
    }
    case_no, _ = receipt(hands_in(setup, page, **more))
    found = look(hall.people["chen"], case_no, timezone.now())
    assert found.text("matter") == "其实是另一件事"
    assert (found.case.channel, found.text("origin_no")) == ("platform", "GX-2026-77")


def test_nothing_is_handed_in_by_opening_it(hall: Hall, setup: Setup) -> None:
    arrives(setup, sealed(setup))
    assert not CaseRow.objects.exists()


@pytest.mark.database
def test_it_opens_once_and_what_is_kept_of_it_tells_nothing(hall: Hall, setup: Setup) -> None:
    form = sealed(setup)
    arrives(setup, form)
    assert "已经打开过" in words(arrives(setup, form, 422))
    assert "秦桂芳" not in words(arrives(setup, form, 422))
    kept = Handover.objects.get()
    assert len(kept.mark) == 64
    assert not Passage.objects.filter(said__contains="秦").exists()


@pytest.mark.database
def test_one_number_is_one_case_however_often_it_is_brought(hall: Hall, setup: Setup) -> None:
    first, second = arrives(setup, sealed(setup)), arrives(setup, sealed(setup))
    one = receipt(hands_in(setup, first))
    assert receipt(hands_in(setup, first)) == one, "a second tap"
    assert "交过了" in words(hands_in(setup, second))
    assert "交过了" in words(arrives(setup, sealed(setup)))
    assert CaseRow.objects.count() == 1


def test_after_ten_minutes_it_is_too_late_and_nobody_makes_one_that_lasts(
    hall: Hall, setup: Setup
) -> None:
    now = timezone.now()
    for then, told, logged in (
        (now - timedelta(minutes=10), "放得太久", "没有收：until 已经过了。"),
        (now + timedelta(minutes=2), "原来平台的时间不对", "没有收：until 比这里的时间晚"),
        (now + timedelta(days=365_000), "原来平台的时间不对", "没有收：until 比这里的时间晚"),
    ):
        form = seal(SECRET, setup, "GX-1", FILLED, then)
        assert told in words(arrives(setup, form, 422))
        line = setup.passages.all()[0]
        assert (line.ref, line.fine) == ("GX-1", False)
        assert line.said.startswith(logged)


@pytest.mark.database
def test_the_log_tells_what_was_opened_what_was_handed_in_and_what_came_again(
    hall: Hall, setup: Setup
) -> None:
    form = sealed(setup)
    first, second = arrives(setup, form), arrives(setup, sealed(setup))
    arrives(setup, form, 422)
    case_no, _ = receipt(hands_in(setup, first))
    hands_in(setup, first)
    hands_in(setup, second)
    arrives(setup, sealed(setup))
    lines = [(one.said, one.case_no) for one in setup.passages.order_by("pk")]
    assert lines == [
        ("打开了，等诉求人提交。", ""),
        ("打开了，等诉求人提交。", ""),
        ("同一张表又打开了一次，没有再开。", ""),
        ("诉求人交了，等窗口登记。", case_no),
        ("这个编号的事以前交过了，没有再收。", case_no),
        ("这个编号的事以前交过了，没有再收。", ""),
    ]
    assert set(setup.passages.values_list("ref", "fine")) == {("GX-2026-77", True)}


def test_what_of_a_form_is_not_taken_over_is_named_in_the_log(hall: Hall, setup: Setup) -> None:
    given = {"mater": "装电梯", "name": "秦桂芳", "phone": 13900005512, "tel13900005512": "x"}
    form = seal(SECRET, setup, "GX-1", given, timezone.now())
    assert "秦桂芳" in arrives(setup, form).content.decode()
    (line,) = setup.passages.filter(fine=False)
    assert line.said == "不认识的字段：mater、tel…。不是文字的字段：phone。"


def test_no_changed_form_opens(hall: Hall, setup: Setup) -> None:
    raw = base64.urlsafe_b64decode(sealed(setup))
    for place in range(0, len(raw), 23):
        changed = bytearray(raw)
        changed[place] ^= 1
        text = base64.urlsafe_b64encode(bytes(changed)).decode()
        assert "读不出来" in words(arrives(setup, text, 422))
    for text in ("", "x", "é", "A" * 60_000, base64.urlsafe_b64encode(raw[:12]).decode()):
        assert AGAIN in words(arrives(setup, text, 422))
    assert not Handover.objects.exists()
    assert Passage.objects.count() == 1, "strangers fill no log"


def test_a_form_for_another_channel_or_under_another_key_does_not_open(
    hall: Hall, setup: Setup, opened: Opened
) -> None:
    other = opened("web_handover", None, channel="zhiguitong", secret=SECRET)
    arrives(other, sealed(setup), 422)
    wrong = seal(SECRET[::-1], setup, "GX-1", FILLED, timezone.now())
    arrives(setup, wrong, 422)


def test_a_channel_switched_off_is_not_there(hall: Hall, setup: Setup) -> None:
    form = sealed(setup)
    setups.switch(setup, False, "keeper", timezone.now())
    arrives(setup, form, 404)


def test_a_ticket_of_another_platform_is_no_way_round_a_standard(hall: Hall, setup: Setup) -> None:
    """A channel that the standard does not have, or that is not elsewhere, takes nothing."""
    setup.channel = "counter"
    setup.save()
    arrives(setup, sealed(setup), 404)
    (line,) = setup.passages.all()
    assert (line.ref, line.fine) == ("GX-2026-77", False)
    assert "不能从别处来件" in line.said


def test_whoever_comes_without_a_form_gets_an_empty_one(hall: Hall, setup: Setup) -> None:
    answer = Visitor().get(f"/from/{setup.pk}", 302)
    assert answer["Location"] == "/w/hall/submit"


def test_trying_it_says_what_is_missing_and_then_where_to_send(
    hall: Hall, setup: Setup, opened: Opened
) -> None:
    adapter = adapters()["web_handover"]
    empty = opened("web_handover", None)
    assert "还没有填共用密钥" in adapter.try_it(empty, timezone.now()).said
    counter = opened("web_handover", None, channel="counter", secret=SECRET)
    assert "要选一个规范里从别处来件的渠道" in adapter.try_it(counter, timezone.now()).said
    tried = adapter.try_it(setup, timezone.now())
    assert tried.fine
    assert address_of(setup) in tried.said


def test_these_pages_are_plain(hall: Hall, setup: Setup) -> None:
    form = sealed(setup)
    pages = [arrives(setup, form), arrives(setup, form, 422), arrives(setup, "x", 422)]
    pages.append(hands_in(setup, pages[0]))
    pages.append(arrives(setup, sealed(setup)))
    wrong = [fault for page in pages for fault in faults(page.content.decode())]
    assert not wrong


@pytest.mark.parametrize(
    ("fault", "status", "said"),
    [
        ("", 200, "打开了，等诉求人提交。"),
        ("late", 422, "until 已经过了"),
        ("far", 422, "until 比这里的时间晚"),
        ("changed", 422, "解不开"),
        ("strange", 200, "不认识的字段：mobile"),
    ],
)
def test_the_stand_in_for_a_platform_makes_a_page_that_leads_here(
    hall: Hall,
    setup: Setup,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    status: int,
    said: str,
) -> None:
    monkeypatch.setenv("BANCHENG_PARTNER_SECRET", SECRET)
    file = tmp_path / "platform.html"
    words = ["--centre", "http://localhost", "--code", "hall", "--channel", str(setup.pk)]
    more = ["--fault", fault] if fault else []
    assert run(["partner", "handover", *words, *more, "--keep", str(file)]) == Code.DONE
    page = file.read_text("utf-8")
    assert f'action="http://localhost{address_of(setup)}"' in page
    answer = arrives(setup, dict(HIDDEN.findall(page))["form"], status)
    assert ("秦桂芳" in answer.content.decode()) is (status == 200)
    assert Passage.objects.filter(setup=setup, said__contains=said).exists()
