"""The read door: nobody sees what is not theirs, and what is not seen does not exist."""

from __future__ import annotations

import pytest

from bancheng.casework import access, queries
from bancheng.casework.look import look
from bancheng.people.appoint import appoint, create_user, disable, end_post
from bancheng.people.establish import create_unit
from bancheng.people.models import Post, Unit
from bancheng.people.unit import Form
from tests.casework.hall import PASSWORD, Hall, at

pytestmark = pytest.mark.database
NOW = at("2026-11-23 16:00")


def seen_by(hall: Hall, who: str) -> set[str]:
    return set(access.visible(hall.people[who]).values_list("case_no", flat=True))


def test_a_department_sees_a_case_while_it_is_placed_with_it(hall: Hall) -> None:
    case_no = hall.placed()
    assert seen_by(hall, "mo") == {case_no}
    assert seen_by(hall, "wei") == set()
    with pytest.raises(access.NotFound):
        look(hall.people["wei"], case_no, NOW)


def test_a_department_stops_seeing_what_was_taken_back(hall: Hall) -> None:
    case_no = hall.placed()
    hall.do("gu", case_no, "recall", "2026-11-23 10:00", reason="派错了")
    assert seen_by(hall, "mo") == set()
    assert queries.search(hall.people["mo"], case_no) == []
    assert queries.my_duties(hall.people["mo"], NOW) == []
    assert queries.my_work(hall.people["mo"], NOW).counts.waiting_on_others == 0


def test_an_invisible_case_looks_like_one_that_never_was(hall: Hall) -> None:
    case_no = hall.placed()
    with pytest.raises(access.NotFound) as hidden:
        access.row_for(hall.people["rao"], case_no)
    with pytest.raises(access.NotFound) as missing:
        access.row_for(hall.people["rao"], "no-such-case")
    assert type(hidden.value) is type(missing.value)


@pytest.mark.clause("XF-9.2.1")
def test_the_leading_group_reads_only_what_was_put_to_it(hall: Hall) -> None:
    plain = hall.register("2026-11-23 09:00")
    hard = hall.register("2026-11-23 09:00", kind="complex", complex_because="several")
    hall.do("jiang", hard, "refer", "2026-11-23 09:30", question="由谁牵头")
    assert seen_by(hall, "li") == {hard}
    assert plain not in seen_by(hall, "li")


@pytest.mark.clause("XF-7.5", "XF-9.2.3", "SC-5.1.c")
def test_a_complaint_does_not_exist_for_those_complained_of(hall: Hall) -> None:
    case_no = hall.register(
        "2026-11-23 09:00", ground="conduct", accused_units=["tax"], accused_users=["lin"]
    )
    lin, chen = hall.people["lin"], hall.people["chen"]
    assert seen_by(hall, "chen") == {case_no}
    assert seen_by(hall, "lin") == set()
    assert queries.search(lin, "电梯") == []
    assert [line.case.case_no for line in queries.search(chen, "电梯")] == [case_no]
    assert queries.cases_of_phone(lin, "13900005512") == []
    hall.do("jiang", case_no, "screen", "2026-11-23 09:30")
    assert queries.my_work(lin, NOW).counts.waiting_on_others == 0
    assert queries.my_work(chen, NOW).counts.waiting_on_others > 0


def test_the_administrator_sees_no_case(hall: Hall) -> None:
    hall.placed()
    admin = create_user("admin", "管理员", PASSWORD, must_change_password=False)
    appoint(admin, Unit.objects.get(code="hall"), "administrator")
    assert not access.visible(admin).exists()


def test_who_has_left_sees_nothing_from_the_next_look_on(hall: Hall) -> None:
    hall.placed()
    mo, wei = hall.people["mo"], hall.people["chen"]
    end_post(Post.objects.get(user=mo), at("2026-11-22 00:00").date())
    assert not access.visible(mo).exists()
    disable(wei)
    wei.refresh_from_db()
    assert not access.visible(wei).exists()


def test_a_neighbouring_hall_sees_nothing_of_ours(hall: Hall) -> None:
    hall.placed()
    other = create_unit("other", "邻区", Form.REGION)
    centre = create_unit("other-hall", "邻区中心", Form.CENTRE, other, standard="guilin-xiufeng")
    clerk = create_user("neighbour", "邻区窗口", PASSWORD, must_change_password=False)
    appoint(clerk, centre, "window")
    assert not access.visible(clerk).exists()
    assert [c.code for c in access.may_open_cases_at(clerk)] == ["other-hall"]


def test_lists_single_cases_and_duties_agree_on_who_sees_what(hall: Hall) -> None:
    """Three ways to ask the one read door; the administrator has no part in cases."""
    root = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(root, Unit.objects.get(code="district"), "administrator")
    hall.people["root"] = root
    numbers = {hall.placed(), hall.placed(lead="land"), hall.ended()}
    about_lin = hall.register(
        "2026-11-23 09:00", ground="conduct", accused_units=["tax"], accused_users=["lin"]
    )
    numbers |= {hall.register("2026-11-23 09:00"), about_lin}
    for who, user in hall.people.items():
        seen = seen_by(hall, who)
        for case_no in numbers:
            try:
                alone = {access.row_for(user, case_no).case_no}
            except access.NotFound:
                alone = set()
            assert alone == seen & {case_no}, (who, case_no)
        owed = access.open_duties(user).values_list("case__case_no", flat=True)
        assert set(owed) == seen & numbers, who
    assert seen_by(hall, "root") == set()
    assert seen_by(hall, "chen") - seen_by(hall, "lin") == {about_lin}
