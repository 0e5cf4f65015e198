"""The event log for process mining: whose it is, what stands in it, and that taking it is kept."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from bancheng.figures.event_log import note_export, traced
from bancheng.figures.log_export_row import LogExport
from bancheng.figures.scope import scope_of
from bancheng.journal import read
from bancheng.people.models import Unit
from tests.casework.hall import PEOPLE, at
from tests.figures.conftest import NOVEMBER, Month
from tests.web.clerk import Clerk

pytestmark = pytest.mark.database

NOW = at("2026-11-13 09:00")
ASKED = {"centre": "hall", "from": "2026-11-01", "to": "2026-11-30"}
XES = "{http://www.xes-standard.org/}"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def taken(who: str, form: str) -> str:
    """The file somebody is given."""
    answer = Clerk(who).client.post("/figures/log", {**ASKED, "form": form})
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return answer.getvalue().decode("utf-8-sig")


@pytest.mark.clause("XF-9.5", "XF-13")
def test_the_xes_tells_every_act_of_every_case_once(month: Month) -> None:
    log = ElementTree.fromstring(taken("gu", "xes"))  # noqa: S314 - our own
    traces = log.findall(f"{XES}trace")
    numbers = [_value(trace, "concept:name") for trace in traces]
    assert numbers == sorted(month.cases.values())
    for trace, number in zip(traces, numbers, strict=True):
        events = trace.findall(f"{XES}event")
        assert len(events) == len(read.case(number))
        assert all(_value(event, "org:role") for event in events)
    first = [_value(e, "act") for e in traces[0].findall(f"{XES}event")]
    assert first[:4] == ["register", "accept", "screen", "transfer"]
    assert log.attrib["xes.version"] == "1849.2016"


def _value(of: ElementTree.Element, key: str) -> str:
    return next((e.attrib["value"] for e in of if e.attrib["key"] == key), "")


@pytest.mark.clause("XF-9.5")
def test_nobody_is_named_and_nothing_quoted_in_either_form(month: Month) -> None:
    for form in ("xes", "csv"):
        text = taken("gu", form)
        for told in ("秦桂芳", "13900005512", "装电梯", "已办好", "不归我局管"):
            assert told not in text, told
        for username, (name, _, _) in PEOPLE.items():
            assert name not in text
            assert f'"{username}"' not in text


@pytest.mark.clause("XF-9.2.3")
def test_a_complaint_leaves_with_those_alone_who_may_read_it(month: Month) -> None:
    assert month.cases["complaint"] in taken("gu", "csv")
    accused = month.hall.register(
        "2026-11-12 15:00", ground="conduct", accused_units=["office"], matter="不理人"
    )
    assert accused not in taken("jiang", "csv")
    assert accused in taken("gu", "csv")


def test_cells_are_text_whatever_a_unit_is_called(month: Month) -> None:
    Unit.objects.filter(code="housing").update(name="=1+1", short_name="=1+1")
    rows = list(csv.reader(io.StringIO(taken("gu", "csv"))))
    assert rows[0][:3] == ["case_id", "activity", "act"]
    assert {"'=1+1"} == {row[6] for row in rows if "1+1" in row[6]}


@pytest.mark.clause("XF-13", "SC-8.4")
def test_every_export_is_on_record_before_it_leaves(month: Month) -> None:
    taken("gu", "xes")
    record = LogExport.objects.get()
    assert (record.by, record.form, record.cases) == ("gu", "xes", len(month.cases))
    assert record.position == read.head("hall")[0]
    page = Clerk("gu").get("/figures/log")
    assert "顾清和" in page
    assert "2026-11-01 至 2026-11-30，XES" in page


def test_how_many_cases_another_took_is_not_told(month: Month) -> None:
    """The number would tell of a complaint that is kept from the reader."""
    taken("gu", "xes")
    assert "别人导出的，不显示" in Clerk("jiang").get("/figures/log")


def test_what_was_done_after_the_request_is_not_in_the_file(month: Month) -> None:
    gu = month.hall.people["gu"]
    record, numbers = note_export(gu, scope_of("hall", gu), NOVEMBER, "xes", NOW)
    before = sum(len(read.case(n)) for n in numbers)
    month.hall.do("jiang", month.cases["waiting"], "screen", "2026-11-13 10:00")
    assert sum(len(case.acts) for case in traced(numbers, record.position)) == before


def test_those_who_do_not_oversee_are_told_there_is_no_such_page(month: Month) -> None:
    for who in ("chen", "mo", "li"):
        assert Clerk(who).client.post("/figures/log", {**ASKED, "form": "xes"}).status_code == 404
    assert not LogExport.objects.exists()


def test_a_wrong_form_is_said_and_nothing_is_recorded(month: Month) -> None:
    answer = Clerk("gu").client.post("/figures/log", {**ASKED, "form": "exe"})
    assert answer.status_code == 422
    assert "请选一种格式" in answer.content.decode()
    assert not LogExport.objects.exists()
