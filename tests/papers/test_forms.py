"""登记表、受理单、转办单 on paper: cell by cell as the regulations' annexes have them."""

from __future__ import annotations

import pytest

from bancheng.casework.look import look
from bancheng.core.refusal import Refusal
from bancheng.library import standards
from bancheng.papers.form_sheet import blank_paper, form_paper
from bancheng.people.models import User
from bancheng.typesetting.docx import docx
from bancheng.typesetting.fonts import fonts_in
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.pdf import pdf
from bancheng.typesetting.sheet import Paper
from tests.casework.county import County
from tests.casework.hall import Hall, at
from tests.papers import cases, reading
from tests.papers.reading import ReadCell

pytestmark = pytest.mark.database
NOW = at("2026-11-27 09:00")
A4 = (210, 297)
DAY = "年月日"


def sheet(user: User, case_no: str, form: str, *, masked: bool = False) -> Paper:
    """The form of a case as somebody prints it."""
    found = look(user, case_no, NOW)
    return form_paper(found, form, Legible(fonts_in(None)), masked=masked)


def as_pdf(paper: Paper) -> bytes:
    return pdf(paper, fonts_in(None), NOW)


def words(rows: list[list[ReadCell]]) -> list[list[str]]:
    return [[cell.words for cell in row] for row in rows]


def boxes(rows: list[list[ReadCell]]) -> list[tuple[bool, ...]]:
    return [cell.boxes for row in rows for cell in row if cell.boxes]


def same_cells(paper: Paper) -> list[list[ReadCell]]:
    """The cells of the PDF, which must be those of the DOCX."""
    rows = reading.cells(as_pdf(paper))
    assert rows == reading.docx_cells(docx(paper, NOW))
    return rows


@pytest.mark.clause("XF-A2")
def test_the_blank_registration_form_is_the_annex_word_for_word(hall: Hall) -> None:
    paper = blank_paper(standards.standard("guilin-xiufeng"), "registration", legible())
    rows = same_cells(paper)
    assert words(rows) == [
        ["工单编号："],
        ["诉求人姓名", "", "联系电话", ""],
        ["受理人员", "", "受理时间", ""],
        ["反映事项内容记录", ""],
        ["诉求人确认", f"签字：{DAY}"],
        ["政务服务监督管理部门分办", f"分办意见：签字：{DAY}"],
        ["责任窗口部门回复处理情况", f"承办窗口部门：处理结果：负责人签字：办结时间：{DAY}"],
        [
            "满意度回访",
            "1是否解决：是部分解决否其他2满意度：满意基本满意不满意意见建议：回访人员：",
        ],
    ]
    assert boxes(rows) == [(False,) * 7]
    assert "政务服务“办不成事”反映事项登记表" in reading.text_of(as_pdf(paper))
    assert reading.pages(as_pdf(paper)) == [A4]


def legible() -> Legible:
    return Legible(fonts_in(None))


@pytest.mark.clause("XF-A2")
def test_the_registration_form_half_way_shows_what_was_done_and_no_more(hall: Hall) -> None:
    case_no = cases.half_way(hall)
    paper = sheet(hall.people["chen"], case_no, "registration")
    rows = reading.cells(as_pdf(paper))
    told = words(rows)
    assert told[0] == [f"工单编号：{case_no}"]
    assert told[1] == ["诉求人姓名", "秦桂芳", "联系电话", "13900005512"]
    assert told[2] == ["受理人员", "陈晓岚", "受理时间", "2026年11月23日09:05"]
    assert told[3] == ["反映事项内容记录", cases.MATTER]
    assert told[4] == ["诉求人确认", "签字：2026年11月23日"]
    assert told[5][1] == f"分办意见：{cases.OPINION}签字：顾清和2026年11月23日"
    assert told[6][1] == f"承办窗口部门：区住建局处理结果：负责人签字：办结时间：{DAY}"
    assert boxes(rows) == [(False,) * 7]
    assert reading.pictures(as_pdf(paper)) == 2  # the petitioner's hand and the supervision's
    assert reading.pages(as_pdf(paper)) == [A4]


@pytest.mark.clause("XF-A2", "XF-12")
def test_the_registration_form_at_its_end_is_ticked_signed_and_knows_its_box(hall: Hall) -> None:
    case_no = cases.whole_way(hall)
    paper = sheet(hall.people["chen"], case_no, "registration")
    rows = reading.cells(as_pdf(paper))
    told = words(rows)
    assert told[6][1] == (
        f"承办窗口部门：区住建局处理结果：{cases.RESULT}负责人签字：莫海涛办结时间：2026年11月24日"
    )
    assert told[7][1].endswith(f"意见建议：{cases.SAID}回访人员：陈晓岚")
    assert boxes(rows) == [(True, False, False, False, True, False, False)]
    assert reading.pictures(as_pdf(paper)) == 3
    assert "档案盒号2026-03-07" in reading.text_of(as_pdf(paper))
    told_again = reading.docx_cells(docx(paper, NOW))
    assert boxes(told_again) == boxes(rows)
    assert words(told_again) == told


def test_name_and_phone_are_masked_unless_the_whole_is_asked_for(hall: Hall) -> None:
    case_no = cases.half_way(hall)
    paper = sheet(hall.people["mo"], case_no, "registration", masked=True)
    told = reading.text_of(as_pdf(paper))
    assert "秦*芳" in told
    assert "秦桂芳" not in told
    assert "13900005512" not in told
    assert "姓名、电话已遮住" in told


def test_every_paper_says_that_it_is_pdf_a_2b(hall: Hall) -> None:
    paper = blank_paper(standards.standard("guilin-xiufeng"), "registration", legible())
    assert reading.marks_of(as_pdf(paper)) == {"part": "2", "conformance": "B"}
    assert as_pdf(paper) == as_pdf(paper)


SITUATION = "“办不成事”情况记录"


@pytest.mark.clause("SC-A1")
def test_the_blank_acceptance_sheet_is_the_annex_word_for_word(county: County) -> None:
    paper = blank_paper(standards.standard("sichuan-township"), "acceptance", legible())
    rows = same_cells(paper)
    assert words(rows) == [
        ["编号："],
        ["反映人姓名", "", "联系电话", ""],
        ["受理人员", "", "受理时间", ""],
        [SITUATION, ""],
        ["办理对象确认", f"签字：日期：{DAY}"],
        [
            "“办不成事”反映窗口处理意见",
            f"当场答复专班会议研究当场答复情况：经办人员签字：日期：{DAY}",
        ],
    ]
    assert boxes(rows) == [(False, False)]
    assert reading.pages(as_pdf(paper)) == [A4]


@pytest.mark.clause("SC-A1", "SC-7.1.2")
def test_the_acceptance_sheet_fills_as_the_case_goes(county: County) -> None:
    case_no = cases.township_case(county)
    half = reading.cells(as_pdf(sheet(county.people["window1"], case_no, "acceptance")))
    assert words(half)[3] == [SITUATION, cases.MATTER]
    assert boxes(half) == [(False, False)]
    told = "先到镇社会事务办领表，带户口簿和身份证，当天能办。"
    county.do("window1", case_no, "answer", "23 09:40", text=told, kind="simple")
    paper = sheet(county.people["window1"], case_no, "acceptance")
    rows = same_cells(paper)
    assert boxes(rows) == [(True, False)]
    assert f"当场答复情况：{told}" in words(rows)[5][1]
    assert words(rows)[5][1].endswith("日期：2026年11月23日")


@pytest.mark.clause("SC-A2")
def test_the_blank_transfer_sheet_is_the_annex_word_for_word(county: County) -> None:
    paper = blank_paper(standards.standard("sichuan-township"), "transfer", legible())
    rows = same_cells(paper)
    assert words(rows) == [
        ["编号："],
        ["反映人姓名", "", "联系电话", ""],
        ["问题类别", "简单问题一般问题复杂问题"],
        [SITUATION, ""],
        [
            "办理要求",
            "简单问题：即收即转即办一般问题：及时协调解决，2个工作日内整改反馈"
            "复杂问题：研究分析，5个工作日内反馈办理进度、说明理由，持续跟踪督办直至办结"
            "其他办理要求：",
        ],
        ["备注", ""],
    ]
    assert boxes(rows) == [(False,) * 3, (False,) * 3]


@pytest.mark.clause("SC-A2", "SC-7.2.2")
def test_the_transfer_sheet_ticks_the_kind_twice_and_has_no_cell_for_the_addressee(
    county: County,
) -> None:
    case_no = cases.township_case(county)
    given = {"kind": "ordinary", "lead": "sc-liuhe-welfare", "other_request": "请电话告知本人"}
    county.do("window1", case_no, "transfer", "23 10:00", **given, remarks="原件两份随单")
    paper = sheet(county.people["window1"], case_no, "transfer")
    rows = same_cells(paper)
    assert boxes(rows) == [(False, True, False), (False, True, False)]
    assert words(rows)[4][1].endswith("其他办理要求：请电话告知本人")
    assert words(rows)[5] == ["备注", "原件两份随单"]
    assert "送：镇社会事务办" in reading.text_of(as_pdf(paper))
    assert [row[0] for row in words(rows)][1:] == [
        "反映人姓名",
        "问题类别",
        SITUATION,
        "办理要求",
        "备注",
    ]


FIRM = (
    "青禾市某某区某某老旧小区加装电梯综合服务与设备安装维护工程技术咨询有限责任公司"
    "第三分公司驻柳叶路便民服务联络处综合办公室"
)
HOSTILE = "=1+1 <script>alert(1)</script> #read(x) 😀 收\u202e元百一\u202c费 龚䶮"


@pytest.mark.clause("XF-A2")
def test_hostile_and_rare_contents_reach_the_form_through_the_write_door(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:05", matter=HOSTILE, name="陈𬭎", firm=FIRM)
    assert len(FIRM) == 60
    paper = sheet(hall.people["chen"], case_no, "registration")
    rows = same_cells(paper)
    assert words(rows)[1][1] == f"{FIRM}（陈𬭎）"
    expected = "=1+1<script>alert(1)</script>#read(x)〔U+1F600〕收元百一费龚䶮"
    assert words(rows)[3][1] == expected
    assert "请对照原件手写补上" in reading.text_of(as_pdf(paper))
    assert paper.lacking == ("😀",)


@pytest.mark.clause("XF-A2")
def test_a_megabyte_is_refused_at_the_door_and_the_longest_text_allowed_is_printed_whole(
    hall: Hall,
) -> None:
    with pytest.raises(Refusal, match="too_long"):
        hall.register("2026-11-23 09:05", matter="材" * 350_000)
    longest = "".join(f"第{n}次去，没有办成。" for n in range(2500))[:20_000]
    case_no = hall.register("2026-11-23 09:05", matter=longest)
    content = as_pdf(sheet(hall.people["chen"], case_no, "registration"))
    told = reading.text_of(content)
    assert "……（转续页）" in told
    assert "第1200次去" in told
    assert longest[-4:] in told
    assert len(reading.pages(content)) > 10
