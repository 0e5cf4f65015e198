"""The bulletin: the same figures for ever, in whole sentences, no name and no rank."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from docx import Document
from pdfplumber import open as open_pdf

from bancheng.bulletin import remarks
from bancheng.bulletin.authority import issue_for, rule_of, writes
from bancheng.bulletin.files import file_of, site_fonts
from bancheng.bulletin.frozen import frozen
from bancheng.bulletin.issue_row import Issue
from bancheng.bulletin.issuing import begin, count_anew, drop, issue, period_of
from bancheng.bulletin.laying_out import bulletin_paper
from bancheng.casework.access import NotFound
from bancheng.casework.erase import erase
from bancheng.core.refusal import Refusal
from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.sheet import Report
from tests.bulletin.conftest import DECEMBER, begun
from tests.casework.hall import PASSWORD, Hall, at
from tests.figures.conftest import Month

pytestmark = pytest.mark.database
LATER = at("2027-02-01 09:00")


def report_of(one: Issue, now: datetime = LATER) -> Report:
    """The report as it would be set."""
    [sheet] = bulletin_paper(one, now, Legible(site_fonts())).sheets
    assert isinstance(sheet, Report)
    return sheet


def erased(hall: Hall, case_no: str, when: str) -> None:
    """The administrator erases what is personal in a case."""
    del hall
    root = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(root, unit_by_code("district"), "administrator")
    erase(root, case_no, "保存期限已满", f"erase-{case_no}", at(when))


def words_of(one: Issue, now: datetime = LATER) -> str:
    """All its sentences."""
    sheet = report_of(one, now)
    said = [t for s in sheet.sections for t in (s.heading, *s.paragraphs, *s.points)]
    return "\n".join(said)


@pytest.mark.clause("SC-9.1", "XF-13")
def test_a_month_is_told_in_the_order_custom_expects(issued: Issue) -> None:
    sheet = report_of(issued)
    assert [s.heading for s in sheet.sections] == [
        *("基本情况", "办理与回访", "热点堵点", "典型案例", "存在问题", "下一步")
    ]
    said = words_of(issued)
    assert "共受理诉求 4 件，比上月多 4 件；办结 2 件，比上月多 2 件；不予受理 1 件" in said
    assert "期末在办 2 件" in said
    assert "件数少，不算比例" in said
    assert (sheet.number, sheet.signed_by, sheet.dated) == (
        *("2026年第1期", "江望舒", "2026年12月2日"),
    )
    assert sheet.to == "“办不成事”反映工作领导小组"


@pytest.mark.clause("SC-9.1", "XF-13")
def test_late_cases_stand_there_by_number_and_as_many_as_are_counted(
    issued: Issue, month: Month
) -> None:
    found = frozen(issued, LATER)
    assert len(found.late) == found.figures.n("late") + found.figures.n("overdue") == 3
    annex = next(t for t in report_of(issued).annex if t.title == "超时的工单")
    late, sent_back, waiting = (month.cases[name] for name in ("late", "sent back", "waiting"))
    assert annex.lines == (
        (late, "区住建局", "超时已办"),
        (sent_back, "区住建局", "超时未办"),
        (waiting, "还没有交部门", "超时未办"),
    )


@pytest.mark.clause("SC-9.1", "XF-13")
def test_later_acts_and_an_erasure_change_no_figure(issued: Issue, month: Month) -> None:
    before, sheet = frozen(issued, LATER), report_of(issued)
    hall, cases = month.hall, month.cases
    done = {"answer": "result", "text": "已办好", "signature": "莫海涛"}
    hall.do("mo", cases["sent back"], "reply", "2026-12-03 09:00", **done)
    hall.do("jiang", cases["late"], "supervise", "2026-12-03 10:00", text="请说明")
    hall.register("2026-12-03 11:00")
    erased(hall, cases["in time"], "2026-12-04 09:00")
    after = frozen(issued, LATER)
    assert after.digest() == before.digest() == issued.digest
    assert report_of(issued) == sheet


@pytest.mark.clause("SC-9.1")
def test_what_is_counted_anew_knows_what_was_entered_meanwhile(month: Month) -> None:
    draft = begun(month.hall)
    assert frozen(draft, LATER).figures.n("ended") == 2
    position = draft.position
    done = {"answer": "result", "text": "已办好", "signature": "莫海涛"}
    month.hall.do("mo", month.cases["sent back"], "reply", "2026-12-02 10:00", **done)
    again = count_anew(month.hall.people["jiang"], draft.key, at("2026-12-02 11:00"))
    assert again.position > position
    late = {one.case_no: one.open for one in frozen(again, LATER).late}
    assert late[month.cases["sent back"]] is False


@pytest.mark.clause("SC-9.1")
def test_a_month_without_a_case_is_told_as_one(hall: Hall) -> None:
    hall.register("2026-12-01 09:00")
    draft = begun(hall)
    said = words_of(draft)
    assert "本月没有受理新的诉求，也没有办结的工单" in said
    assert "本月没有超时、退单和重复反映" in said
    assert file_of(draft, "pdf", LATER).startswith(b"%PDF")
    assert file_of(draft, "docx", LATER)


@pytest.mark.clause("XF-9.2.3", "SC-5.1.c")
def test_a_complaint_about_conduct_is_in_no_bulletin(issued: Issue, month: Month) -> None:
    complaint = month.cases["complaint"]
    assert complaint not in repr(report_of(issued))
    with pytest.raises(Refusal):
        remarks.tell(month.hall.people["jiang"], begun(month.hall).key, complaint, "…", LATER)


@pytest.mark.clause("XF-14")
def test_no_person_and_no_rank_stand_in_it(issued: Issue) -> None:
    told = repr(report_of(issued))
    for name in ("秦桂芳", "13900005512", "莫海涛", "陈晓岚", "排名第", "末位"):
        assert name not in told
    [units] = [t for t in report_of(issued).annex if t.title == "各部门办理情况"]
    assert units.note == "按机构次序排列，不排名。"


@pytest.mark.clause("SC-9.1")
def test_what_the_office_writes_stays_between_drafts_and_no_plain_word_lies_in_the_table(
    month: Month,
) -> None:
    jiang, draft = month.hall.people["jiang"], begun(month.hall)
    remarks.remark(jiang, draft.key, {"problems": "材料清单要写清楚。"}, at(DECEMBER))
    same = begun(month.hall, when="2026-12-03 09:00")
    assert same.pk == draft.pk
    assert remarks.remarks_of(same) == {"problems": "材料清单要写清楚。"}
    assert "材料清单要写清楚。" in words_of(same)
    assert all("材料".encode() not in bytes(row.hidden) for row in same.remarks.all())
    remarks.remark(jiang, draft.key, {"problems": ""}, at(DECEMBER))
    assert remarks.remarks_of(same) == {}
    assert same.remarks.count() == 2  # who wrote what when is kept


@pytest.mark.clause("SC-9.1")
def test_a_typical_case_names_nobody_and_goes_with_its_case(month: Month) -> None:
    hall, draft, case_no = month.hall, begun(month.hall), month.cases["in time"]
    jiang = hall.people["jiang"]
    for words in ("秦桂芳来反映", "一位群众，电话139 0000 5512", "证件 11010119900101001X"):
        with pytest.raises(Refusal) as refused:
            remarks.tell(jiang, draft.key, case_no, words, at(DECEMBER))
        assert refused.value.field == "text"
    remarks.tell(jiang, draft.key, case_no, "一位群众跑了四趟，窗口帮着办成了。", at(DECEMBER))
    issued = issue(jiang, draft.key, "江望舒", at(DECEMBER))
    assert "一位群众跑了四趟" in words_of(issued)
    assert case_no not in words_of(issued)
    erased(hall, case_no, "2026-12-04 09:00")
    assert "一位群众跑了四趟" not in words_of(issued)
    assert "这个案例的内容已依法删除" in words_of(issued)


@pytest.mark.clause("SC-9.1")
def test_numbers_run_on_within_a_year_and_what_is_issued_stays(issued: Issue, month: Month) -> None:
    hall = month.hall
    jiang = hall.people["jiang"]
    with pytest.raises(Refusal, match="已经印发"):
        remarks.remark(jiang, issued.key, {"next": "再加一句"}, LATER)
    with pytest.raises(Refusal, match="已经印发"):
        drop(jiang, issued.key, LATER)
    mended = issue(jiang, begun(hall).key, "江望舒", at("2026-12-05 09:00"))
    assert (issued.number, mended.number) == (1, 2)
    december = begun(hall, "2026-12-01", "2027-01-04 09:00")
    assert issue(jiang, december.key, "江望舒", at("2027-01-04 10:00")).number == 1


@pytest.mark.clause("SC-9.1")
def test_only_days_that_are_over_are_issued_and_somebody_signs(month: Month) -> None:
    jiang, draft = month.hall.people["jiang"], begun(month.hall, when="2026-11-25 09:00")
    with pytest.raises(Refusal, match="结束"):
        issue(jiang, draft.key, "江望舒", at("2026-11-30 17:00"))
    with pytest.raises(Refusal, match="重新取数"):
        issue(jiang, draft.key, "江望舒", at(DECEMBER))
    count_anew(jiang, draft.key, at(DECEMBER))
    with pytest.raises(Refusal, match="签发人"):
        issue(jiang, draft.key, " ", at(DECEMBER))
    with pytest.raises(Refusal, match="还没有到"):
        begun(month.hall, "2027-06-01")


@pytest.mark.clause("SC-9.1")
def test_only_those_the_standard_names_write_it_and_only_who_reads_the_centre_reads_it(
    month: Month, issued: Issue
) -> None:
    people, now = month.hall.people, at(DECEMBER)
    assert [name for name, user in people.items() if writes(user, "hall", now)] == ["jiang", "gu"]
    draft = begun(month.hall, "2026-12-01")
    for name in ("chen", "li", "mo"):
        with pytest.raises(NotFound):
            issue_for(people[name], draft.key, now)
        with pytest.raises(NotFound):
            begin(people[name], "hall", period_of("month", draft.first), now)
    with pytest.raises(NotFound):
        issue_for(people["mo"], issued.key, now)
    assert issue_for(people["gu"], issued.key, now) == issued


@pytest.mark.clause("SC-9.1")
def test_both_files_say_the_same(issued: Issue) -> None:
    with open_pdf(BytesIO(file_of(issued, "pdf", LATER))) as pdf:
        printed = "".join(page.extract_text() for page in pdf.pages).replace("\n", "")
    document = Document(BytesIO(file_of(issued, "docx", LATER)))
    sheet = report_of(issued)
    written = "\n".join(p.text for p in document.paragraphs)
    for section in sheet.sections:
        for said in section.paragraphs:
            assert said in written
            assert said.replace(" ", "") in printed.replace(" ", "")
    assert [[c.text for c in row.cells] for row in document.tables[0].rows][1:] == [
        list(line) for line in sheet.annex[0].lines
    ]
    assert len(document.inline_shapes) == sum(len(s.charts) for s in sheet.sections) == 2


@pytest.mark.clause("SC-9.1")
def test_a_made_file_is_the_same_byte_for_byte(issued: Issue) -> None:
    assert file_of(issued, "pdf", LATER) == file_of(issued, "pdf", at("2028-01-01 09:00"))


def test_a_region_without_words_of_its_own_gets_the_usual(hall: Hall) -> None:
    del hall
    rule = rule_of("hall")
    assert rule.title == "“办不成事”反映窗口运行情况通报"
    assert list(rule.sections) == ["basics", "handling", "hot", "cases", "problems", "next"]


def test_hostile_words_are_set_as_words_and_nothing_vanishes(month: Month) -> None:
    jiang, draft = month.hall.people["jiang"], begun(month.hall)
    said = '䶮𬭎 =1+1 <script>alert(1)</script> #import "x" \u202eabc 🙂' + "长" * 2900
    remarks.remark(jiang, draft.key, {"next": said}, at(DECEMBER))
    with open_pdf(BytesIO(file_of(draft, "pdf", LATER))) as pdf:
        printed = "".join(page.extract_text() for page in pdf.pages).replace("\n", "")
    for words in ("䶮𬭎", "=1+1", "<script>", "#import", "〔U+1F642〕"):
        assert words in printed
    assert printed.count("长") >= 2900
    assert Document(BytesIO(file_of(draft, "docx", LATER))).paragraphs
