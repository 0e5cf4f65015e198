"""打印 on the pages: chosen, recorded, opened in the browser; safe names; nothing for strangers."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from bancheng.papers.taken_row import PaperTaken
from tests.casework.hall import Hall
from tests.meetings.table import called, put
from tests.papers import cases, reading
from tests.web.clerk import Clerk

pytestmark = pytest.mark.database
FORM = {"paper": "form-registration", "file": "pdf", "names": "whole"}


def opened(clerk: Clerk, case_no: str, **fields: str) -> tuple[str, bytes]:
    """A paper taken on its page: how the browser is told to take it, and the file."""
    carried = clerk.carried(f"/cases/{case_no}/papers/")
    answer = clerk.post(f"/cases/{case_no}/papers/take", **{**carried, **FORM, **fields})
    file = clerk.raw(answer["Location"])
    assert "no-store" in file["Cache-Control"]
    assert "default-src 'none'" in file["Content-Security-Policy"]
    return file["Content-Disposition"], file.content


@pytest.mark.clause("XF-A2")
def test_a_clerk_opens_the_form_of_a_case(hall: Hall, chen: Clerk) -> None:
    case_no = cases.half_way(hall)
    assert "打印表单、文书" in chen.get(f"/cases/{case_no}/")
    page = chen.get(f"/cases/{case_no}/papers/")
    assert "政务服务“办不成事”反映事项登记表" in page
    assert "还没有打印过" in page
    how, content = opened(chen, case_no)
    assert how.startswith("inline; filename")
    assert "秦桂芳" in reading.text_of(content)
    assert "还没有打印过" not in chen.get(f"/cases/{case_no}/papers/")


def test_a_docx_is_saved_and_holds_the_same(hall: Hall, chen: Clerk) -> None:
    case_no = cases.half_way(hall)
    how, content = opened(chen, case_no, file="docx", names="masked")
    assert how.startswith("attachment; filename")
    assert "秦*芳" in reading.docx_text(content)


def test_a_paper_not_on_offer_is_refused_on_the_page(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 09:00")
    carried = chen.carried(f"/cases/{case_no}/papers/")
    wrong = chen.post(
        f"/cases/{case_no}/papers/take", 422, **{**carried, **FORM, "paper": "slip-result"}
    )
    assert "没有这张纸可打" in wrong.content.decode()
    assert not PaperTaken.objects.exists()


@pytest.mark.clause("XF-9.2.1")
def test_who_may_not_see_a_case_finds_no_paper_of_it(hall: Hall, chen: Clerk) -> None:
    case_no = cases.half_way(hall)
    opened(chen, case_no)
    row = PaperTaken.objects.get()
    rao = Clerk("rao")
    for address in (f"/cases/{case_no}/papers/", f"/cases/{case_no}/papers/{row.pk}"):
        rao.raw(address, 404)
        assert Client().get(address).status_code == 302
    rao.post(f"/cases/{case_no}/papers/take", 404, **FORM)
    chen.raw(f"/cases/{case_no}/papers/99999", 404)
    other = hall.register("2026-11-24 09:00")
    chen.raw(f"/cases/{other}/papers/{row.pk}", 404)


def test_a_selection_is_printed_as_one_file_for_its_taker_alone(hall: Hall, chen: Clerk) -> None:
    numbers = [cases.half_way(hall), hall.register("2026-11-24 09:00")]
    marks = [f"{number}@1" for number in numbers] + ["MQ20261123-999@1"]
    asked = chen.post("/papers/together", 200, case=marks, back="/cases/")
    assert "2 件一起打印" in asked.content.decode()
    sent: dict[str, Any] = {
        "case": marks,
        "paper": "form-registration",
        "command_id": "t-1",
        "names": "whole",
    }
    answer = chen.post("/papers/together", **sent)
    file = chen.raw(answer["Location"])
    assert len(reading.pages(file.content)) == 2
    Clerk("lin").raw(answer["Location"], 404)
    Clerk("mo").raw(answer["Location"], 404)
    none = chen.post("/papers/together", 422, case=[], paper="form-registration")
    assert "都没有这张纸可打" in none.content.decode()


@pytest.mark.clause("XF-A2", "SC-A1", "SC-A2")
def test_blank_forms_of_every_standard_are_there_for_everybody_signed_in(
    hall: Hall, chen: Clerk
) -> None:
    for standard, edition, form in (
        ("guilin-xiufeng", "2024-05-17", "registration"),
        ("sichuan-township", "undated", "acceptance"),
        ("sichuan-township", "undated", "transfer"),
    ):
        address = f"/papers/blank/{standard}/{edition}/{form}"
        assert reading.pages(chen.raw(address).content) == [(210, 297)]
        assert reading.docx_cells(chen.raw(f"{address}?file=docx").content)
        chen.raw(f"{address}?file=exe", 404)
    chen.raw("/papers/blank/guilin-xiufeng/1999-01-01/registration", 404)
    chen.raw("/papers/blank/guilin-xiufeng/2024-05-17/nothing", 404)


@pytest.mark.clause("XF-9.2.1", "SC-7.4")
def test_the_minutes_of_a_whole_meeting_are_for_its_body_alone(
    hall: Hall,
) -> None:
    case_no = put(hall)
    meeting = called(hall, case_no)
    address = f"/papers/meeting/{meeting.pk}"
    li = Clerk("li")
    told = reading.text_of(li.raw(address).content)
    assert "领导小组会议纪要" in told
    assert case_no in told
    assert "主持人：" in told
    assert case_no in reading.docx_text(li.raw(f"{address}?file=docx").content)
    assert "PDF" in li.get(f"/meetings/{meeting.pk}/minutes")
    li.raw(f"{address}?file=exe", 404)
    for nobody in ("chen", "gu", "mo"):
        Clerk(nobody).raw(address, 404)
