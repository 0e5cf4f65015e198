"""What the hotline says of a case that is under way or over reaches somebody here."""

from __future__ import annotations

import pytest

from bancheng.notices import spreading
from bancheng.notices.notice import Notice
from tests.casework.hall import Hall
from tests.channels.orders import MATTER, NAME, PHONE, a_channel, order, say, their_program, then
from tests.web.conftest import NOW

pytestmark = pytest.mark.database
AT = "2026-11-24 14:30"


def told(case_no: str) -> dict[str, set[str]]:
    """Of each kind of notice since the last look, who got it."""
    spreading.run(NOW)
    found: dict[str, set[str]] = {}
    for notice in Notice.objects.filter(case_no=case_no):
        found.setdefault(notice.about, set()).add(notice.username)
    Notice.objects.all().delete()
    return found


@pytest.mark.clause("XF-9.2", "XF-13")
def test_who_owes_something_hears_what_was_added_and_who_urges(hall: Hall) -> None:
    setup, client = a_channel(), their_program()
    case_no = say(client, setup, order())["case_no"]
    say(client, setup, then("add", mark="m-2", text="还缺一张图"))
    assert "heard" not in told(case_no), "nobody has read the order yet"
    hall.do("chen", case_no, "register", AT, matter=MATTER, name=NAME, phone=PHONE)
    hall.do("chen", case_no, "accept", AT, ground="not_accepted", kind="general")
    told(case_no)
    say(client, setup, then("add", mark="m-3", text="图找到了"))
    say(client, setup, then("urge", mark="m-4"))
    found = told(case_no)
    assert set(found) == {"heard", "urged"}
    assert found["heard"] == found["urged"]
    assert "jiang" in found["heard"]


@pytest.mark.clause("XF-9.2", "XF-13")
@pytest.mark.parametrize(
    "message",
    [order(mark="m-3", matter="市民不满意，请再办"), then("add", mark="m-3", text="没有解决")],
    ids=["sent again", "added"],
)
def test_of_a_case_that_is_over_the_hotline_is_told_so_and_somebody_here_hears(
    hall: Hall, message: dict[str, object]
) -> None:
    setup, client = a_channel(), their_program()
    case_no = say(client, setup, order())["case_no"]
    hall.do("chen", case_no, "register", AT, matter=MATTER, name=NAME, phone=PHONE)
    say(client, setup, then("withdraw", mark="m-2", text="市民撤诉"))
    told(case_no)
    answer = say(client, setup, message)
    assert answer["taken"] == "noted"
    assert "已办结（撤回）" in answer["text"]
    found = told(case_no)
    assert set(found) == {"heard"}
    assert {"chen", "jiang"} <= found["heard"], "who registers, and who may take it up again"
