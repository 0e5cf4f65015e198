"""The pages of figures: every number opens its cases, nothing shows what its reader may not see."""

from __future__ import annotations

import html
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bancheng.figures.bands import Share, middle_band, public
from bancheng.figures.period import Period, month_of, months
from bancheng.figures.scope import Scope
from bancheng.people.models import Unit
from bancheng.web.figures.words import band_words, period_words, share_words
from tests.casework.hall import Hall, at
from tests.figures.conftest import Month
from tests.web.clerk import Clerk

pytestmark = pytest.mark.database

NOW = at("2026-11-13 09:00")
PAGE = "/figures/?from=2026-11-01&to=2026-11-30"
THEN = f"{PAGE}&as_at=2026-11-08T20:00"
BEHIND = re.compile(r'href="(/figures/cases\?[^"]+)">(?:<b>)?(\d+)')
SEEN = re.compile(r"(\d+)(?: 次，\d+ 件工单| 件)</span><a class=\"btn right\"")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def links(page: str) -> list[tuple[str, int]]:
    """Every figure that can be opened: its address and its number."""
    return [(html.unescape(address), int(n)) for address, n in BEHIND.findall(page)]


@pytest.mark.clause("XF-9.5", "XF-13", "SC-8.1")
@pytest.mark.parametrize("who", ["jiang", "gu", "mo"])
@pytest.mark.parametrize("address", [PAGE, THEN])
def test_every_figure_opens_as_many_cases_as_it_says(month: Month, who: str, address: str) -> None:
    clerk = Clerk(who)
    found = links(clerk.raw(address).content.decode())
    assert len(found) > (8 if who == "mo" else 20)
    for opened, n in found:
        listed = clerk.raw(opened).content.decode()
        told = SEEN.search(listed)
        assert told, opened
        assert int(told[1]) == n, opened
        rows = listed.count('class="row behind"')
        assert 0 < rows <= n, opened


@pytest.mark.clause("XF-9.2.3")
def test_a_complaint_changes_no_figure_for_those_it_is_about(hall: Hall) -> None:
    hall.placed("2026-11-12 09:00")
    addresses = (PAGE, THEN, f"{PAGE}&as_at=2026-11-13T08:59")
    before = {(who, a): Clerk(who).get(a) for who in ("mo", "lin") for a in addresses}
    hall.register(
        "2026-11-12 14:00", ground="conduct", accused_units=["housing"], accused_users=["lin"]
    )
    for (who, address), page in before.items():
        without_position = re.sub(r"统计到日志第 \d+ 条", "", page)
        assert re.sub(r"统计到日志第 \d+ 条", "", Clerk(who).get(address)) == without_position
    assert "服务态度差" in Clerk("gu").get(PAGE)
    opened = (
        "/figures/cases?measure=accepted&axis=ground&code=conduct&from=2026-11-01&to=2026-11-30"
    )
    assert "没有您能查看的工单" in Clerk("mo").get(opened)
    assert "没有您能查看的工单" not in Clerk("gu").get(opened)


def test_a_fault_in_the_scope_would_be_noticed(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: figures that hide nothing show the complaint to the one it is about. Of days
    that are no whole month, so that each case is looked at."""
    hall.register(
        "2026-11-12 14:00", ground="conduct", accused_users=["lin"], accused_units=["hall"]
    )
    then = "/figures/?from=2026-11-02&to=2026-11-30&as_at=2026-11-13T08:59"
    assert "服务态度差" not in Clerk("lin").get(then)
    monkeypatch.setattr(Scope, "narrow", lambda self, rows: rows.filter(chain=self.chain))
    assert "服务态度差" in Clerk("lin").get(then)


@pytest.mark.clause("XF-9.5")
def test_departments_stand_in_the_order_of_the_tree_with_an_interval_and_no_rank(
    month: Month,
) -> None:
    Unit.objects.filter(code="land").update(sort=1)
    page = Clerk("jiang").raw(PAGE).content.decode()
    table = page[page.index("<h2>按部门</h2>") :]
    assert table.index("自然资源分局") < table.index("区住建局")
    assert "不排名" in table
    assert "1/3，件数少，不算比例" in Clerk("jiang").get(PAGE)
    assert "名次" not in page


def test_few_cases_bear_no_percentage() -> None:
    assert share_words(Share(0, 0)) == "没有"
    assert share_words(Share(3, 4)) == "3/4，件数少，不算比例"
    assert share_words(Share(12, 15)) == "12/15，80%（可能在 55%～93%）"
    assert band_words(Share(4, 4)) == "件数少，不评"
    assert band_words(Share(0, 0)) == ""
    assert band_words(Share(6, 10)) == "还看不出"
    assert band_words(Share(10, 100)) == "多数超时"
    assert band_words(Share(70, 100)) == "多数按期"
    assert band_words(Share(98, 100)) == "绝大多数按期"


def test_an_interval_is_wilsons() -> None:
    """10 of 10: a plain interval would claim certainty; Wilson's is 72 % to 100 %."""
    low, high = Share(10, 10).interval or (0, 0)
    assert (round(low, 1), round(high, 1)) == (72.2, 100.0)
    low, high = Share(0, 20).interval or (1, 1)
    assert (round(low, 1), round(high, 1)) == (0.0, 16.1)


def test_the_middle_one_tells_the_band() -> None:
    assert middle_band({"a": 1, "c": 1, "d": 1}) == "c"
    assert middle_band({"a": 2, "d": 2}) == "a"
    assert middle_band({}) == ""
    assert [public(n) for n in (0, 1, 4, 5)] == [0, None, None, 5]


def test_periods_are_called_as_people_call_them() -> None:
    assert period_words(month_of(date(2026, 11, 9))) == "2026年11月"
    assert period_words(months(date(2026, 10, 1), 3)) == "2026年第四季度"
    assert period_words(months(date(2026, 1, 1), 12)) == "2026年"
    assert period_words(Period(date(2026, 11, 3), date(2026, 11, 9))).startswith("2026年11月3日至")
    assert month_of(date(2026, 3, 9)).before() == month_of(date(2026, 2, 1))


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("from=2026-13-01&to=2026-11-30", "不是日期"),
        ("from=2026-11-30&to=2026-11-01", "换过来"),
        ("from=2016-01-01&to=2026-11-01", "三年"),
        ("from=2026-11-01&to=2026-11-30&as_at=gestern", "看不懂"),
        ("from=2026-11-01&to=2026-11-30&as_at=2027-11-01T00:00", "还没有到"),
    ],
)
def test_what_cannot_be_used_is_said(month: Month, sent: str, told: str) -> None:
    assert told in Clerk("jiang").get(f"/figures/?{sent}")


def test_nobody_counts_where_they_have_no_part(month: Month) -> None:
    for address in ("/figures/?centre=nowhere", "/figures/cases?measure=guess"):
        Clerk("jiang").raw(address, 404)


def test_a_picture_carries_its_own_strict_headers_and_names_no_other_host(month: Month) -> None:
    Unit.objects.filter(code="housing").update(short_name="住<script>建")
    clerk = Clerk("jiang")
    for name in ("trend", "outcome", "limits", "times"):
        answer = clerk.raw(f"/figures/chart/{name}.svg?from=2026-11-01&to=2026-11-30")
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert answer["Content-Type"] == "image/svg+xml"
        assert answer["X-Content-Type-Options"] == "nosniff"
        drawn = answer.content.decode()
        ElementTree.fromstring(drawn)  # noqa: S314 - our own
        assert "<script" not in drawn
        assert not re.search(r"https?://(?!www\.w3\.org)", drawn)
        assert "prefers-color-scheme: dark" in drawn
    assert "unsafe-inline" not in clerk.raw(PAGE)["Content-Security-Policy"]
    assert Client().get("/figures/chart/trend.svg").status_code == 302


def test_a_page_asks_as_much_of_many_cases_as_of_few(hall: Hall) -> None:
    hall.ended("2026-11-03 09:00")
    clerk = Clerk("jiang")
    clerk.get(PAGE)

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as told:
            clerk.get(address)
        return len(told)

    few = {a: asked(a) for a in (PAGE, THEN)}
    for _ in range(12):
        hall.ended("2026-11-04 09:00")
    clerk.get(PAGE)
    assert {a: asked(a) for a in (PAGE, THEN)} == few
    assert max(few.values()) < 45
