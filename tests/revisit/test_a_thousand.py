"""A city's revisit over a thousand closed cases: all of them, and pages that stay as cheap."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bancheng.revisit import calling, progress
from bancheng.revisit.entry_row import DONE, Entry
from tests.revisit.city import NOW, City
from tests.web.clerk import Clerk

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-15")]
CENTRES = ("hall", "county-hall", "town-hall")
GRADES = ("satisfied", "fairly", "dissatisfied", None)
MOST_STATEMENTS = 40


def statements(clerk: Clerk, address: str) -> int:
    clerk.get(address)
    with CaptureQueriesContext(
        connection,
    ) as heard:
        clerk.get(address)
    return len(heard)


@pytest.mark.second_at_night
def test_a_thousand_closed_cases_are_all_on_the_list_and_progress_adds_up(city: City) -> None:
    mine = {city.closed(CENTRES[n % 3], grade=GRADES[n % 4]) for n in range(1000)}
    campaign = city.opens()
    listed = list(campaign.entries.order_by("pk"))
    assert {entry.case_no for entry in listed} == mine
    assert len(listed) == 1000
    gan = city.people["gan"]
    clerk = Clerk("gan")
    pages = [f"/revisit/{campaign.pk}/", f"/revisit/{campaign.pk}/list"]
    few = [statements(clerk, page) for page in pages]
    for n, entry in enumerate(listed[:40]):
        given = {"solved": "solved", "satisfaction": "satisfied", "answered_by": "petitioner"}
        calling.note_result(gan, entry, given, f"thousand-{n}", NOW)
    parts = progress.by_centre(gan, campaign)
    assert [parts[code].all for code in CENTRES] == [334, 333, 333]
    whole = progress.total(parts)
    assert (whole.all, whole.done, whole.waiting) == (1000, 40, 960)
    found = progress.difference(gan, campaign)
    assert (found.same, found.better, found.only_here) == (10, 20, 10)
    page = clerk.get(pages[0])
    assert "名单1000件" in page
    assert "有了结果 40 / 1000" in page
    assert "两边都问到的 30 件：一致 10，这次更不满意 0，这次更满意 20" in page
    assert [statements(clerk, page) for page in pages] == few
    assert max(few) <= MOST_STATEMENTS
    seen, after = 0, ""
    while True:
        raw = clerk.raw(f"/revisit/{campaign.pk}/list{after}").content.decode()
        seen += raw.count("data-open")
        if "下一页" not in raw:
            break
        after = "?after=" + raw.split("after=")[1].split('"')[0]
    assert seen == 1000
    assert Entry.objects.filter(state=DONE).count() == 40
