"""热线来件: one order is one case, however often, however late and in whatever order it comes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bancheng.casework.case_row import CaseRow
from bancheng.casework.erase import erase
from bancheng.channels import setups
from bancheng.channels.hotline.arriving import arrived
from bancheng.channels.hotline.mapping import mapping_of
from bancheng.channels.models import Message, Order, Passage
from bancheng.journal import read
from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import create_unit
from bancheng.people.post import ADMINISTRATOR
from bancheng.people.seats import unit_by_code
from bancheng.people.unit import Form
from bancheng.wire.client import Client, Refused
from tests.api.talking import talking
from tests.casework.hall import PASSWORD, Hall
from tests.channels.orders import (
    MATTER,
    NAME,
    PHONE,
    a_channel,
    next_door,
    order,
    say,
    their_program,
    then,
)
from tests.web.conftest import NOW, Clock

pytestmark = pytest.mark.database


WRONG = (
    (order(message="delete"), "unknown_message", "message"),
    (order(mark=""), "missing", "id"),
    (order(number=""), "missing", "order_no"),
    (order(matter=" "), "missing", "matter"),
    (order(matter=["一"]), "wrong_shape", "matter"),
    (order(name="秦" * 201), "too_long", "name"),
    (order(due_at="明天"), "wrong_shape", "due_at"),
    (order(due_at="0001-01-01T00:00:00+08:00"), "wrong_shape", "due_at"),
    (order(number="七" * 81), "wrong_shape", "order_no"),
    (order(matter="坏\x07字"), "wrong_shape", "matter"),
)


def acts(case_no: str) -> list[str]:
    """What was done on a case, in order."""
    return [entry.event for entry in read.case(case_no)]


def texts(case_no: str) -> str:
    """Every text of it."""
    return "\n".join(text or "" for text in read.details(case_no).values())


@pytest.mark.clause("XF-6", "XF-9.1", "XF-9.2")
def test_an_order_is_a_submission_with_their_number_and_their_clock(hall: Hall) -> None:
    setup, client = a_channel(), their_program()
    answer = say(client, setup, order())
    assert answer["taken"] == "created"
    assert answer["order_no"] == "H-77"
    row = CaseRow.objects.get(case_no=answer["case_no"])
    assert (row.stage, row.channel) == ("submitted", "hotline")
    case = talking("api.reader", scopes=("read",)).case(answer["case_no"])
    assert case["origin_no"] == "H-77"
    assert case["story"][0]["by"]["role"]["code"] == "origin"
    assert [duty["owed"][0]["code"] for duty in case["duties"]] == ["register"]
    kept = Order.objects.get()
    assert kept.due is not None
    assert kept.due.isoformat() == "2026-11-26T10:00:00+00:00"


@pytest.mark.parametrize("day", ["2026-11-29", "2026/11/29", "2026年11月29日"])
def test_a_day_without_a_clock_is_meant_to_its_end(hall: Hall, day: str) -> None:
    setup, client = a_channel(), their_program()
    say(client, setup, order(due_at=day))
    due = Order.objects.get().due
    assert due is not None
    assert timezone.localtime(due).isoformat() == "2026-11-29T23:59:00+08:00"


@pytest.mark.clause("XF-6", "XF-9.2")
def test_a_repeated_message_does_no_harm(hall: Hall) -> None:
    setup, client = a_channel(), their_program()
    first = say(client, setup, order())
    again = say(client, setup, order())
    assert again == first
    said = say(client, setup, then("urge", text="快一点"))
    assert say(client, setup, then("urge", text="快一点"))["taken"] == said["taken"] == "urged"
    assert CaseRow.objects.count() == 1
    assert acts(first["case_no"]) == ["submitted", "reminded"]


@pytest.mark.clause("XF-9.2")
def test_the_same_order_under_another_id_is_one_case_and_changed_words_are_added(
    hall: Hall,
) -> None:
    setup, client = a_channel(), their_program()
    case_no = say(client, setup, order())["case_no"]
    assert say(client, setup, order(mark="m-9"))["taken"] == "known"
    changed = say(client, setup, order(mark="m-10", matter="其实是四趟"))
    assert (changed["taken"], changed["case_no"]) == ("added", case_no)
    assert say(client, setup, order(mark="m-11", matter="其实是四趟"))["taken"] == "known"
    assert acts(case_no) == ["submitted", "noted"]
    assert "其实是四趟" in texts(case_no)


@pytest.mark.clause("XF-9.2")
def test_what_comes_before_its_order_is_kept_and_applied_when_that_comes(hall: Hall) -> None:
    setup, client = a_channel(), their_program()
    assert say(client, setup, then("add", mark="m-2", text="还缺一张图"))["taken"] == "kept"
    assert say(client, setup, then("urge", mark="m-3"))["taken"] == "kept"
    kept = Message.objects.get(mark="m-2")
    assert "还缺一张图".encode() not in bytes(kept.hidden)
    case_no = say(client, setup, order(mark="m-1"))["case_no"]
    assert acts(case_no) == ["submitted", "noted", "reminded"]
    assert "还缺一张图" in texts(case_no)
    assert not any(bytes(row.hidden) for row in Message.objects.all())


def test_what_waits_for_its_order_in_vain_is_forgotten(hall: Hall) -> None:
    setup, client = a_channel(), their_program()
    say(client, setup, then("add", text="还缺一张图"))
    setups.tell(NOW + timedelta(days=89))
    assert Message.objects.exists()
    setups.tell(NOW + timedelta(days=91))
    assert not Message.objects.exists()
    line = Passage.objects.latest("pk")
    assert (line.ref, line.fine) == ("H-77", False)
    assert "没有等到派单" in line.said


@pytest.mark.clause("XF-9.2")
def test_an_order_taken_back_before_it_came_is_opened_and_withdrawn(hall: Hall) -> None:
    setup, client = a_channel(), their_program()
    say(client, setup, then("withdraw", text="市民撤诉"))
    case_no = say(client, setup, order(mark="m-1"))["case_no"]
    assert acts(case_no) == ["submitted", "withdrawn"]
    assert CaseRow.objects.get().outcome == "withdrawn"


@pytest.mark.clause("XF-6")
def test_an_urge_after_the_end_is_answered_with_what_stands(hall: Hall) -> None:
    setup, client = a_channel(), their_program()
    case_no = say(client, setup, order())["case_no"]
    say(client, setup, then("withdraw", text="市民撤诉"))
    answer = say(client, setup, then("urge", mark="m-3", text="怎么还没办"))
    assert answer["taken"] == "noted"
    assert "已办结（撤回）" in answer["text"]
    assert acts(case_no) == ["submitted", "withdrawn", "noted"]


@pytest.mark.clause("XF-9.2.1", "XF-6")
def test_their_urging_is_not_the_windows_own(hall: Hall) -> None:
    """The window owes urging the department; the hotline's does not do it in its place."""
    setup, client = a_channel(), their_program()
    case_no = say(client, setup, order())["case_no"]
    at = "2026-11-24 14:30"
    hall.do("chen", case_no, "register", at, matter=MATTER, name=NAME, phone=PHONE)
    hall.do("chen", case_no, "accept", at, ground="not_accepted", kind="general")
    hall.do("jiang", case_no, "screen", at)
    hall.do("gu", case_no, "transfer", at, lead="housing", opinion="请办理", signature="顾清和")
    say(client, setup, then("urge", text="快一点"))
    case = talking("api.reader", scopes=("read",)).case(case_no)
    owed = {duty["owed"][0]["code"] for duty in case["duties"] if duty["state"] == "open"}
    assert "remind" in owed
    assert case["story"][-1]["by"]["role"]["code"] == "origin"


@pytest.mark.clause("XF-9.2")
def test_a_wrong_message_says_which_field_and_what_to_do(hall: Hall) -> None:
    setup, client = a_channel(), their_program()
    for told, code, field in WRONG:
        with pytest.raises(Refused) as refused:
            say(client, setup, told)
        problem = refused.value.problem
        assert (refused.value.status, problem["code"], problem["field"]) == (422, code, field)
        assert problem["detail"]
        assert problem["next"]
        line = Passage.objects.latest("pk")
        assert not line.fine
        assert "秦" not in line.said, "the log holds nothing of a person"
    assert not CaseRow.objects.exists()
    assert not Order.objects.exists()
    assert not Message.objects.exists(), "put right, the same message is sent under the same id"


def test_a_phone_that_cannot_be_dialled_comes_along_as_they_wrote_it(hall: Hall) -> None:
    setup = a_channel()
    case_no = say(their_program(), setup, order(phone="不详，找村委会"))["case_no"]
    assert "联系电话（对方写的）：不详，找村委会" in texts(case_no)


@pytest.mark.clause("SC-7.1.1")
def test_a_township_takes_the_hotlines_orders_as_its_complaint_line(hall: Hall) -> None:
    district = unit_by_code("district")
    create_unit("town", "某镇便民中心", Form.CENTRE, district, standard="sichuan-township")
    setup = a_channel(channel="phone", centre="town")
    client = their_program(username="api.town", unit="town")
    case_no = say(client, setup, order())["case_no"]
    assert CaseRow.objects.get().channel == "phone"
    assert say(client, setup, then("urge", text="快一点"))["taken"] == "urged"
    say(client, setup, then("withdraw", mark="m-3"))
    assert acts(case_no) == ["submitted", "reminded", "withdrawn"]


def test_an_id_that_means_something_else_by_now_is_refused(hall: Hall) -> None:
    setup, client = a_channel(), their_program()
    say(client, setup, order())
    say(client, setup, then("add", text="照片", attachments=["https://files.example/1.png"]))
    others = (
        order(matter="别的事"),
        order(name="别人", attachments=["https://files.example/1.png"]),
        order(number="H-78"),
        then("add", text="别的", attachments=["https://files.example/1.png"]),
        then("urge", text="照片"),
    )
    for told in others:
        with pytest.raises(Refused) as refused:
            say(client, setup, told)
        assert (refused.value.status, refused.value.code) == (409, "message_reused")


@pytest.mark.clause("XF-6", "XF-9.2")
def test_the_same_words_under_an_id_are_the_same_whatever_their_links_say(hall: Hall) -> None:
    setup, client = a_channel(), their_program()
    told = [order(attachments=[f"https://files.example/1.png?signed={n}"]) for n in (1, 2)]
    first = say(client, setup, told[0])
    assert say(client, setup, told[1]) == first
    row = Message.objects.get()
    row.content = arrived(told[0], mapping_of("")).content  # as it was kept before
    row.save()
    assert say(client, setup, told[0]) == first
    assert acts(first["case_no"]) == ["submitted"]


@pytest.mark.clause("XF-6")
def test_a_channel_is_there_only_for_clients_of_its_centre_and_only_while_it_is_on(
    hall: Hall,
) -> None:
    setup = a_channel()
    next_door()
    elsewhere = their_program(username="api.other", unit="next-door")
    no_scope = talking("api.reader", scopes=("read", "submit"))
    client = their_program()

    def code(who: Client, path: str) -> tuple[int, str]:
        with pytest.raises(Refused) as refused:
            who.request("POST", path, body=order())
        return refused.value.status, refused.value.code

    path = f"/channels/{setup.pk}/messages"
    assert code(no_scope, path) == (403, "no_scope")
    unseen = code(client, f"/channels/{setup.pk + 1}/messages")
    assert unseen == code(client, f"/channels/{setup.pk}/reports") == (404, "not_there")
    assert code(client, "/channels/99999999999999999999/messages") == (404, "not_there")
    assert code(elsewhere, path) == (404, "not_there")
    setups.switch(setup, False, "keeper", NOW)
    assert code(client, path) == (503, "channel_off")
    setups.switch(setup, True, "keeper", NOW)
    assert say(client, setup, order())["taken"] == "created"


@pytest.mark.clause("XF-12")
def test_an_erased_case_takes_their_clock_and_words_along_and_is_not_opened_anew(
    hall: Hall, clock: Clock
) -> None:
    setup, client = a_channel(), their_program()
    case_no = say(client, setup, order())["case_no"]
    say(client, setup, then("withdraw"))
    keeper = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(keeper, unit_by_code("district"), ADMINISTRATOR)
    erase(keeper, case_no, "保存期限已满", "erase-1", NOW)
    kept = Order.objects.get()
    assert (kept.due, kept.content, kept.erased) == (None, "", True)
    clock.now = NOW + timedelta(minutes=1)
    assert say(client, setup, order(mark="m-8"))["taken"] == "over"
    assert CaseRow.objects.count() == 1
