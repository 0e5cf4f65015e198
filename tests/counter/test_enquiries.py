"""咨询登记: two fields and a key; corrections; words that go in time, counts that stay."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bancheng.casework import access
from bancheng.casework.look import look
from bancheng.core.refusal import Refusal
from bancheng.counter import choices, enquiries, forgetting
from bancheng.counter.enquiry_row import Enquiry, EnquiryBefore
from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import create_unit
from bancheng.people.models import Unit
from bancheng.people.post import ADMINISTRATOR
from bancheng.people.unit import Form
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database
NOW = at("2026-11-24 10:00")
TODAY = date(2026, 11, 24)
ASKED = {
    "asked": "老人卡在哪儿补办",
    "answered": "二楼社保窗口，带身份证",
    "phone": "139 0000 5512",
}


def note(hall: Hall, command: int = 1, who: str = "chen", **given: str) -> Enquiry:
    uid = f"{command:032x}"
    return enquiries.note(hall.people[who], "hall", {**ASKED, **given}, uid, NOW)


@pytest.mark.clause("XF-10.1", "SC-6.3.2")
def test_an_enquiry_is_two_fields_and_knows_who_when_and_where(hall: Hall) -> None:
    row = note(hall)
    (noted,) = enquiries.of_day(hall.people["lin"], "hall", TODAY)
    assert noted.words == enquiries.Words(ASKED["asked"], ASKED["answered"], "13900005512")
    assert (row.by, row.at, row.asked_on) == ("chen", NOW, TODAY)


@pytest.mark.parametrize(("field", "value"), [("asked", " "), ("answered", ""), ("phone", "12")])
def test_what_is_missing_or_no_phone_is_named(hall: Hall, field: str, value: str) -> None:
    with pytest.raises(Refusal) as refused:
        note(hall, 1, "chen", **{field: value})
    assert refused.value.field == field
    assert Enquiry.objects.count() == 0


def test_sent_twice_it_is_noted_once(hall: Hall) -> None:
    assert note(hall).pk == note(hall).pk
    assert note(hall, 2).pk != note(hall, 1).pk
    assert Enquiry.objects.count() == 2


def test_anothers_command_is_never_taken_for_ones_own(hall: Hall) -> None:
    assert note(hall, 1, "lin").pk != note(hall, 1, "chen").pk


def test_nothing_of_what_was_said_lies_in_plain_text(hall: Hall) -> None:
    row = note(hall)
    enquiries.correct(hall.people["chen"], row.uid, {**ASKED, "asked": "公交卡补办"}, NOW)
    stored = [*Enquiry.objects.values_list(), *EnquiryBefore.objects.values_list()]
    told = repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in stored])
    for words in ("老人卡", "公交卡", "13900005512", repr("老人卡".encode())[2:-1]):
        assert words not in told


def test_it_is_found_by_two_characters_or_the_end_of_a_phone(hall: Hall) -> None:
    note(hall)
    note(hall, 2, asked="生育津贴几时发", answered="三楼医保窗口", phone="")
    chen = hall.people["chen"]
    for text, count in (("老人", 1), ("窗口", 2), ("5512", 1), ("护照", 0), ("老人 津贴", 0)):
        assert len(enquiries.found(chen, "hall", text)[0]) == count, text


def test_more_than_can_be_shown_is_said(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enquiries, "SHOWN", 2)
    for n in range(3):
        note(hall, n + 1)
    found, more = enquiries.found(hall.people["chen"], "hall", "老人")
    assert (len(found), more) == (2, True)


def test_a_correction_keeps_what_stood_before(hall: Hall) -> None:
    row = note(hall)
    later = NOW + timedelta(minutes=5)
    enquiries.correct(hall.people["chen"], row.uid, {**ASKED, "answered": "改到三楼"}, later)
    noted = enquiries.read(hall.people["lin"], row.uid)
    assert noted.words is not None
    assert noted.words.answered == "改到三楼"
    ((ended_at, before),) = noted.before
    assert (ended_at, before.answered) == (later, ASKED["answered"])
    assert enquiries.found(hall.people["chen"], "hall", "三楼")[0]
    assert not enquiries.found(hall.people["chen"], "hall", "二楼")[0]


def test_only_ones_own_note_is_corrected_or_struck(hall: Hall) -> None:
    row = note(hall)
    for act in (
        lambda: enquiries.correct(hall.people["lin"], row.uid, ASKED, NOW),
        lambda: enquiries.strike(hall.people["lin"], row.uid, NOW),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "not_your_act"


def test_what_was_struck_does_not_count_and_is_not_changed_again(hall: Hall) -> None:
    row = note(hall)
    note(hall, 2)
    chen = hall.people["chen"]
    enquiries.strike(chen, row.uid, NOW)
    assert enquiries.counts_by_day(chen, "hall", TODAY) == {TODAY: (1, 0)}
    with pytest.raises(Refusal):
        enquiries.correct(chen, row.uid, ASKED, NOW)


@pytest.mark.parametrize("who", ["mo", "gu", "jiang", "li"])
def test_whoever_does_not_work_at_the_counter_sees_and_notes_nothing(hall: Hall, who: str) -> None:
    row = note(hall)
    somebody = hall.people[who]
    assert enquiries.of_day(somebody, "hall", TODAY) == []
    assert enquiries.counts_by_day(somebody, "hall", TODAY) == {}
    for refused in (
        lambda: enquiries.read(somebody, row.uid),
        lambda: enquiries.note(somebody, "hall", ASKED, "2" * 32, NOW),
        lambda: enquiries.correct(somebody, row.uid, ASKED, NOW),
    ):
        with pytest.raises(access.NotFound):
            refused()


def test_another_centres_clerk_sees_nothing(hall: Hall) -> None:
    row = note(hall)
    other = create_unit("west", "西区", Form.REGION)
    west = create_unit("west-hall", "西区中心", Form.CENTRE, other, standard="guilin-xiufeng")
    stranger = create_user("bai", "白小禾", must_change_password=False)
    appoint(stranger, west, "window")
    with pytest.raises(access.NotFound):
        enquiries.read(stranger, row.uid)


@pytest.mark.clause("XF-9", "XF-10.1")
def test_an_enquiry_that_became_a_case_names_it_and_its_words_are_in_the_case_only(
    hall: Hall,
) -> None:
    row = note(hall)
    chen = hall.people["chen"]
    enquiries.correct(chen, row.uid, ASKED, NOW)
    case_no = hall.register("2026-11-24 10:05")
    enquiries.became_case(chen, row.uid, case_no, at("2026-11-24 10:06"))
    noted = enquiries.read(chen, row.uid)
    assert (noted.row.case_no, noted.words, noted.before) == (case_no, None, ())
    assert EnquiryBefore.objects.count() == 0
    said = look(chen, case_no, at("2026-11-24 10:07")).text("text")
    assert said is not None
    assert ASKED["asked"] in said
    assert ASKED["answered"] in said
    assert enquiries.counts_by_day(chen, "hall", TODAY) == {TODAY: (1, 1)}
    with pytest.raises(Refusal) as refused:
        enquiries.correct(chen, row.uid, ASKED, NOW)
    assert case_no in refused.value.sentence


@pytest.mark.clause("XF-9.2.3", "XF-7.5")
def test_one_that_became_a_complaint_is_gone_for_those_complained_of_in_counts_too(
    hall: Hall,
) -> None:
    row = note(hall)
    note(hall, 2)
    complaint = hall.register(
        "2026-11-24 10:05", ground="conduct", accused_units=["tax"], accused_users=["lin"]
    )
    enquiries.became_case(hall.people["chen"], row.uid, complaint, at("2026-11-24 10:06"))
    lin = hall.people["lin"]
    assert [n.row.uid for n in enquiries.of_day(lin, "hall", TODAY)] != []
    assert row.uid not in [n.row.uid for n in enquiries.of_day(lin, "hall", TODAY)]
    assert enquiries.counts_by_day(lin, "hall", TODAY) == {TODAY: (1, 0)}
    with pytest.raises(access.NotFound):
        enquiries.read(lin, row.uid)
    assert enquiries.counts_by_day(hall.people["chen"], "hall", TODAY) == {TODAY: (2, 1)}


def administrator(hall: Hall) -> Any:
    admin = create_user("guan", "管信达", must_change_password=False)
    appoint(admin, Unit.objects.get(code="district"), ADMINISTRATOR)
    return admin


def test_words_go_when_the_centres_time_of_keeping_is_over_and_the_count_stays(hall: Hall) -> None:
    row = note(hall)
    chen = hall.people["chen"]
    enquiries.correct(chen, row.uid, ASKED, NOW)
    kept = choices.DAYS[0].default
    forgetting.forget_old(NOW + timedelta(days=kept - 1))
    assert enquiries.read(chen, row.uid).words is not None
    forgetting.forget_old(NOW + timedelta(days=kept, minutes=1))
    noted = enquiries.read(chen, row.uid)
    assert (noted.words, noted.row.tokens, noted.before) == (None, "", ())
    assert bytes(noted.row.words) == b""
    assert enquiries.counts_by_day(chen, "hall", TODAY) == {TODAY: (1, 0)}
    assert enquiries.found(chen, "hall", "老人") == ([], False)


def test_the_centre_settles_how_long_words_are_kept(hall: Hall) -> None:
    row = note(hall)
    centre = Unit.objects.get(code="hall")
    why = "上级要求咨询内容只留一周"
    choices.choose(administrator(hall), centre, choices.ENQUIRY_DAYS, 7, why, NOW)
    forgetting.forget_old(NOW + timedelta(days=6))
    assert enquiries.read(hall.people["chen"], row.uid).words is not None
    forgetting.forget_old(NOW + timedelta(days=7, minutes=1))
    assert enquiries.read(hall.people["chen"], row.uid).words is None


def test_a_day_costs_the_same_however_many_were_noted(
    hall: Hall, django_assert_max_num_queries: Any
) -> None:
    for n in range(30):
        row = note(hall, n + 1)
        if n % 3 == 0:
            enquiries.correct(hall.people["chen"], row.uid, ASKED, NOW)
    with django_assert_max_num_queries(12):
        assert len(enquiries.of_day(hall.people["chen"], "hall", TODAY)) == 30
