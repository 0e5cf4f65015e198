"""What comes before the stage: papers waited for, declined, looked at again, withdrawn, unsettled.

Under both standards, which let different people watch over these.
"""

from __future__ import annotations

import pytest

from tests.petitioner.place import Place
from tests.petitioner.plain_language import faults
from tests.petitioner.visitor import Visitor
from tests.web.clerk import words

pytestmark = pytest.mark.database


def top(visitor: Visitor, page: str = "/mine") -> str:
    """What stands above the way of the case, in plain words."""
    answer = visitor.get(page)
    assert faults(answer.content.decode()) == []
    return words(answer).partition("走到哪一步")[0]


@pytest.mark.clause("SC-7.1.3")
@pytest.mark.parametrize("confirmed", [False, True])
def test_missing_papers_are_the_first_thing_to_do(place: Place, confirmed: bool) -> None:
    case_no = place.registered()
    if confirmed:
        given = {"signing": "here", "signature": "秦桂芳"}
        place.do("petitioner", case_no, "confirm", "19 09:05", **given)
    notice = {"missing": "还缺身份证照片", "next_step": "拍一张传来"}
    place.do("window", case_no, "give_notice", "19 09:10", **notice)
    visitor = place.inside(case_no)
    page = top(visitor)
    assert "等您补材料" in page
    todo = page.partition("要您做的")[2]
    for said in ("请您把缺的材料补来", "还缺身份证照片", "拍一张传来", "12月3日", "可以先结束"):
        assert said in todo
    assert "请您核对" not in todo.partition("请您把缺的材料补来")[0]
    assert ("请您核对" in todo) is not confirmed
    visitor.sends("/mine/supplement", text="补来了")
    assert "请您把缺的材料补来" not in top(visitor)


@pytest.mark.clause("XF-8", "SC-5.2")
def test_why_and_where_to_go_stand_above_all_else_where_it_was_declined(place: Place) -> None:
    case_no = place.declined()
    visitor = place.inside(case_no)
    for _ in range(2):
        page = top(visitor)
        for said in ("这件事不归这个窗口办", "第八条", "该去哪里", "区法院立案庭"):
            assert said in page
        assert "您的事正在由" not in page
        if "周一" not in page:
            given = {"means": "phone", "text": "周一说过了"}
            place.do("window", case_no, "inform", "19 09:20", **given)
            place.do("window", case_no, "complete", "19 09:30", outcome="out_of_scope")
    assert "这件事办完了" not in page


@pytest.mark.clause("XF-8", "SC-5.2")
@pytest.mark.parametrize("ended", [False, True])
def test_a_second_look_names_who_looks_and_until_when(place: Place, ended: bool) -> None:
    case_no = place.declined()
    if ended:
        place.do("window", case_no, "inform", "19 09:20", means="phone")
        place.do("window", case_no, "complete", "19 09:30", outcome="out_of_scope")
    place.do("petitioner", case_no, "ask_review", "19 10:00", reason="官司早撤了")
    visitor = place.inside(case_no)
    page = top(visitor)
    for said in ("有人正在再看一次", place.reviews, "11月26日", "本中心自己定的", "区法院立案庭"):
        assert said in page
    given = {"overturned": "false", "reason": "内部理由"}
    place.do("reviewer", case_no, "review_decline", "20 10:00", **given)
    page = top(visitor)
    assert "窗口会告诉您结论" in page
    assert "最晚什么时候告诉您" in page
    assert "还是不归" not in page
    place.do("window", case_no, "tell_review", "20 11:00", means="phone", text="官司还没有撤")
    page = top(visitor)
    assert "还是不归这个窗口办" in page
    assert "官司还没有撤" in page
    assert "内部理由" not in page


def test_a_second_look_that_takes_it_back_says_so(place: Place) -> None:
    case_no = place.declined()
    place.do("petitioner", case_no, "ask_review", "19 10:00", reason="官司早撤了")
    given = {"overturned": "true", "reason": "撤了"}
    place.do("reviewer", case_no, "review_decline", "20 10:00", **given)
    page = top(place.inside(case_no))
    assert "窗口重新看能不能收" in page
    assert "区法院" not in page


@pytest.mark.clause("XF-6", "XF-13", "SC-7.3", "SC-9.2")
@pytest.mark.parametrize("archived", [False, True])
def test_not_settled_is_a_button_and_names_who_sees_to_it(place: Place, archived: bool) -> None:
    case_no = place.ended()
    if archived:
        given = {"signing": "here", "signature": "秦桂芳"}
        place.do("petitioner", case_no, "confirm", "19 10:30", **given)
        called = {"solved": "solved", "satisfaction": place.content}
        place.do("window", case_no, "call_back", "19 10:40", **called)
        place.do("window", case_no, "archive", "19 10:50")
    visitor = place.inside(case_no)
    assert "/mine/rate?solved=unsolved" in visitor.get("/mine").content.decode()
    form = visitor.get("/mine/rate?solved=unsolved").content.decode()
    assert 'value="unsolved" checked' in form
    rated = {"solved": "unsolved", "satisfaction": place.discontent}
    place.do("petitioner", case_no, "rate", "20 09:00", **rated)
    page = top(visitor, "/mine?done=rate")
    for said in ("您说还没有解决", place.follows, "11月23日", "按照", "会有人来管", "不满意"):
        assert said in page
    assert "这件事办完了" not in page
    assert "谢谢您" not in page
    assert "rate?solved" not in visitor.get("/mine").content.decode()
    place.do("head", case_no, "supervise", "20 10:00", text="催了部门")
    assert "您说还没有解决" in top(visitor)
    place.do("head", case_no, "reopen", "20 11:00", reason="没有办成")
    page = top(visitor)
    assert "您说还没有解决" not in page
    assert "您打的分" not in page


def test_a_rating_that_owes_nothing_promises_nobody(place: Place) -> None:
    case_no = place.ended()
    rated = {"solved": "unsolved", "satisfaction": place.content}
    place.do("petitioner", case_no, "rate", "20 09:00", **rated)
    page = top(place.inside(case_no), "/mine?done=rate")
    assert "请打窗口的电话" in page
    assert "谁来管" not in page


def test_what_was_withdrawn_is_said_so_and_asks_for_nothing(place: Place) -> None:
    case_no = place.registered()
    place.do("petitioner", case_no, "withdraw", "19 10:00")
    visitor = place.inside(case_no)
    page = top(visitor)
    assert "您撤回了这件事" in page
    assert "要您做的" not in page
    assert 'href="/w/' + place.centre + "/mine/" not in visitor.get("/mine").content.decode()


@pytest.mark.clause("XF-11")
def test_what_the_window_told_stands_before_what_the_department_wrote(place: Place) -> None:
    answer = top(place.inside(place.ended())).partition("给您的答复")[2]
    assert answer.strip().startswith("证好了，周一来取")
    assert "已发证" in answer


def test_the_matter_is_shown_by_its_beginning(place: Place) -> None:
    assert "装电梯的材料交了四趟" in top(place.inside(place.registered()))
