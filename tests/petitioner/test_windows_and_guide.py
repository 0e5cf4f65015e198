"""Where the window is and what it takes; and where the codes on paper lead."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.conf import LazySettings
from django.utils import timezone

from bancheng.casework.surroundings import standard_for
from bancheng.counter import directory
from bancheng.people.models import Shift, Unit, Window
from tests.casework.hall import Hall, at
from tests.petitioner.visitor import Visitor
from tests.web.clerk import Clerk

pytestmark = pytest.mark.database
MORNING = at("2026-11-23 10:00")


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: MORNING)


@pytest.mark.clause("XF-5", "SC-6.1.1")
def test_the_windows_place_hours_and_phone_are_told_and_whether_it_is_open(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Visitor().reads("/windows")
    for told in ("反映窗口", "一楼 1 号", "0700-1234567", "09:00-12:00", "现在开着"):
        assert told in page
    monkeypatch.setattr(timezone, "now", lambda: at("2026-11-23 12:30"))
    assert "现在没开" in Visitor().reads("/windows")


@pytest.mark.clause("XF-5", "SC-6.1.1")
def test_who_stands_there_is_told_and_by_name_where_the_centre_chose_so(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = timedelta(hours=9)
    Shift.objects.create(
        window=Window.objects.get(),
        user=hall.people["lin"],
        starts_at=MORNING - hours,
        ends_at=MORNING + hours,
    )
    page = Visitor().reads("/windows")
    assert "现在当班 林同志" in page
    assert "林佩文" not in page
    centre = Unit.objects.get(code="hall")
    centre.settings = {**centre.settings, "names_shown": 1}
    centre.save()
    assert "现在当班 林佩文" in Visitor().reads("/windows")
    monkeypatch.setattr(timezone, "now", lambda: at("2026-11-23 12:30"))  # closed, whoever is there
    assert "现在当班" not in Visitor().reads("/windows")


@pytest.mark.clause("XF-7", "XF-8", "SC-5.2")
def test_the_guide_says_what_is_taken_and_where_else_to_go(hall: Hall) -> None:
    court = {
        "name": "某区人民法院",
        "what_for": "打官司",
        "address": "河边路 1 号",
        "phone": "0700-7654321",
        "hours": "9 时到 17 时",
    }
    standard = standard_for("hall")
    directory.save(hall.people["chen"], "hall", "", court, ["litigation"], standard, MORNING)
    page = Visitor().reads("/guide")
    for ground in standard.grounds.values():
        assert (ground.plain or ground.label) in page
        assert ground.label not in page
    assert "已经到法院打官司的事" in page
    for told in court.values():
        assert told in page


class Unmarked(HTMLParser):
    """Chinese on an English page that does not say that it is Chinese."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.langs = [("main", "en")]
        self.feed(page.partition('<main id="main">')[2].partition("</main>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "input", "img"):
            self.langs.append((tag, dict(attrs).get("lang") or self.langs[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.langs.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.langs[-1][1] == "en" and re.search(r"[\u4e00-\u9fff]", data):
            self.found.append(data)


@pytest.mark.parametrize(
    ("standard", "told", "not_told"),
    [
        (
            "guilin-xiufeng",
            [
                "within 2 hours, 1 working day, 3 working days or 5 working days, depending",
                "The window answers you within 4 hours, 24 hours or 48 hours",
                "a meeting of those in charge sets the limit",
            ],
            ["no fixed limit"],
        ),
        (
            "sichuan-township",
            ["within the same working day or 2 working days, depending", "no fixed limit"],
            ["The window answers you", "a meeting of those in charge"],
        ),
    ],
)
def test_the_guide_serves_whoever_reads_no_chinese(
    hall: Hall, standard: str, told: list[str], not_told: list[str]
) -> None:
    Unit.objects.filter(code="hall").update(standard=standard)
    place = {
        "name": "某处",
        "what_for": "别的事",
        "address": "河边路 1 号",
        "phone": "0700-1",
        "hours": "",
    }
    directory.save(hall.people["chen"], "hall", "", place, [], standard_for("hall"), MORNING)
    visitor = Visitor()
    visitor.posts("/look", what="english", back="/w/hall/guide")
    page = visitor.get("/guide").content.decode()
    assert Unmarked(page).found == []
    shown = visitor.reads("/guide")
    for sentence in (
        *told,
        "What to bring",
        "If you are not satisfied",
        "Find a window",
        "0700-1234567",
    ):
        assert sentence in shown
    for sentence in not_told:
        assert sentence not in shown


def test_the_first_page_has_a_door_to_the_guide_beside_the_others(hall: Hall) -> None:
    doors = Visitor().get("/").content.decode().partition("</main>")[0]
    assert '<a class="btn" href="/w/hall/guide">能办什么、要带什么</a>' in doors


def test_codes_on_paper_lead_to_the_address_outside(hall: Hall, settings: LazySettings) -> None:
    window = Window.objects.get()
    chen = Clerk("chen")
    inside = chen.raw(f"/papers/poster/{window.pk}").content.decode()
    assert 'value="http://testserver/w/hall/"' in inside
    settings.BANCHENG_PUBLIC = "https://windows.example/"
    outside = chen.raw(f"/papers/poster/{window.pk}").content.decode()
    assert 'value="https://windows.example/w/hall/"' in outside
