"""What is told: every act decided on, nothing of the office's own, answers once they were given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bancheng.core.acts import ACTS
from bancheng.library.standards import standard
from bancheng.petitioner import plain
from bancheng.web.public import mine, refused
from bancheng.web.public.english import ENGLISH
from bancheng.web.public.privacy_page import OF_CHANNEL, READS
from bancheng.web.wrong import TO_VISITORS
from tests.casework.hall import Hall
from tests.petitioner.test_own_acts import inside

pytestmark = pytest.mark.database
DAY = "2026-11-20 09:00"
TEMPLATES = Path("src/bancheng/web/templates/public")
SAID = re.compile(r"""\{% say ["']([^"']+)["']""")
PLACE = re.compile(r"\{\w+\}")


def test_every_act_is_either_told_in_plain_words_or_left_out_on_purpose() -> None:
    assert set(plain.PLAIN) == set(ACTS)
    untold = {name for name, words in plain.PLAIN.items() if not words.told}
    assert {"note", "inquire", "answer_inquiry", "hold_accountable", "remind"} <= untold
    assert {"transfer", "reply", "inform", "complete"}.isdisjoint(untold)


@pytest.mark.clause("XF-11")
def test_an_answer_is_told_once_the_window_has_told_it(hall: Hall) -> None:
    case_no = hall.placed(DAY)
    visitor = inside(case_no)
    page = visitor.reads("/mine")
    assert "区住建局" in page
    assert "最晚什么时候有结果" in page
    hall.do("mo", case_no, "claim", DAY)
    hall.do("mo", case_no, "reply", DAY, answer="result", text="电梯批了", signature="莫海涛")
    page = visitor.reads("/mine")
    assert "电梯批了" not in page
    assert "最晚什么时候告诉您" in page
    hall.do("chen", case_no, "inform", DAY, means="phone")
    assert "电梯批了" in visitor.reads("/mine")


def test_what_the_office_writes_for_itself_is_not_told(hall: Hall) -> None:
    case_no = hall.placed(DAY)
    hall.do("chen", case_no, "note", DAY, text="这个人来过很多次")
    hall.do("mo", case_no, "claim", DAY)
    hall.do("mo", case_no, "report_progress", DAY, text="内部意见不一致")
    page = inside(case_no).reads("/mine")
    for kept in ("来过很多次", "内部意见不一致", "请办理", "13900005512", "莫海涛", "顾清和"):
        assert kept not in page
    assert "区住建局说了办到哪一步" in page


def test_a_date_put_off_says_what_it_was(hall: Hall) -> None:
    case_no = hall.placed("2026-11-20 09:00")
    hall.do("mo", case_no, "claim", "2026-11-20 09:10")
    hall.do(
        "mo", case_no, "extend", "2026-11-20 09:20", reason="等消防意见", until_on="2026-11-27"
    )  # fmt: skip
    page = inside(case_no).reads("/mine")
    assert "11月27日" in page
    assert "原来说的是 11月23日" in page
    assert "等消防意见" not in page


def test_everything_these_pages_say_is_said_in_english_too() -> None:
    said = {s for page in TEMPLATES.glob("*.html") for s in SAID.findall(page.read_text("utf-8"))}
    said |= {v for words in plain.PLAIN.values() for v in (words.step, words.coming, words.told)}
    said |= {*plain.DOES.values(), *READS.values(), *OF_CHANNEL.values()}
    for table in (plain.OUTCOMES, plain.HEADLINES, mine.BUTTONS, mine.ABOUT, mine.MUST, mine.SAVED):
        said |= set(table.values())
    said |= {*refused.SAID.values(), *refused.OF_A_FILE.values()}
    said |= {words for page in TO_VISITORS.values() for words in page}
    for name in ("guilin-xiufeng", "sichuan-township"):
        asked = standard(name).callback
        said |= {*asked.solved.values(), *(grade.label for grade in asked.scale.values())}
    assert len(said) > 200
    assert sorted(said - set(ENGLISH) - {""}) == []
    for chinese, english in ENGLISH.items():
        assert sorted(PLACE.findall(chinese)) == sorted(PLACE.findall(english)), chinese


def test_english_is_kept_for_the_visitor_and_reaches_no_other_page(hall: Hall) -> None:
    visitor = inside(hall.placed(DAY))
    visitor.posts("/look", what="english", back="/w/hall/mine")
    page = visitor.get("/mine").content.decode()
    assert '<html lang="en"' in page
    assert "Your matter is with" in page
    visitor.posts("/look", what="english", back="https://elsewhere.example/")
    assert '<html lang="zh-CN"' in visitor.get("/mine").content.decode()
    assert visitor.posts("/look", what="big", back="//elsewhere.example")["Location"] == "/w/hall/"
    assert "big" in visitor.get("/").content.decode().partition("<head>")[0]
