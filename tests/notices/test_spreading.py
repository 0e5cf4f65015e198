"""From the outbox to the people it concerns: once each, never to whom the case is kept from."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from pytest_django import Settings

from bancheng.casework.outbox_row import Outgoing
from bancheng.notices import notice, preference, spreading
from bancheng.notices.message import AGAIN, Message
from bancheng.notices.notice import Notice
from bancheng.notices.preference import Preference, PreferenceError
from bancheng.notices.senders import SendError
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database
NOW = at("2026-11-23 10:00")


def told(username: str) -> list[str]:
    return list(
        Notice.objects.filter(username=username).order_by("pk").values_list("about", flat=True)
    )


@pytest.mark.clause("XF-9.2.1")
def test_a_department_is_told_of_what_it_now_owes_and_others_are_not(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00", lead="housing")
    spreading.run(NOW)
    people = set(Notice.objects.filter(case_no=case_no).values_list("username", flat=True))
    housing = {name for name, user in hall.people.items() if "housing" in units(user.username)}
    assert people & housing
    for name, user in hall.people.items():
        if units(user.username) and not units(user.username) & {"housing", "hall"}:
            assert "claim" not in duties(name, case_no)


def units(username: str) -> set[str]:
    from bancheng.people import seats

    return set(seats.units_of(username))


def duties(username: str, case_no: str) -> set[str]:
    found = Notice.objects.filter(username=username, case_no=case_no)
    return set(found.values_list("duty_id", flat=True))


def test_whoever_did_it_is_not_told_of_it(hall: Hall) -> None:
    hall.register("2026-11-23 09:00", kind="consultation", ground="other")
    spreading.run(NOW)
    assert told("chen") == []
    assert told("lin") != []


def test_a_second_round_tells_nobody_again(hall: Hall) -> None:
    hall.placed("2026-11-23 09:00")
    spreading.run(NOW)
    before = Notice.objects.count()
    spreading.run(NOW)
    assert Notice.objects.count() == before
    assert not Outgoing.objects.filter(sent_at=None).exists()


def test_what_is_a_week_old_is_news_to_nobody(hall: Hall) -> None:
    hall.placed("2026-11-10 09:00")
    spreading.run(NOW)
    assert not Notice.objects.exists()


@pytest.mark.clause("XF-7.5", "XF-9.2.3")
def test_a_complaint_about_conduct_is_told_to_nobody_it_is_about(hall: Hall) -> None:
    hall.register("2026-11-23 09:00", kind="general", ground="conduct", accused_units=["housing"])
    spreading.run(NOW)
    for notice_ in Notice.objects.all():
        assert "housing" not in units(notice_.username)


@pytest.mark.clause("XF-9.2.3")
def test_a_line_sent_to_the_wrong_door_reaches_nobody_there(hall: Hall) -> None:
    """Whatever another room puts into the outbox, the read door has the last word."""
    accused = {"accused_units": ["housing"]}
    case_no = hall.register("2026-11-23 09:00", kind="general", ground="conduct", **accused)
    Outgoing.objects.create(
        case_no=case_no, position=1, chain="hall", about="warned", to_unit="housing", made_at=NOW
    )
    spreading.run(NOW)
    assert not [n for n in Notice.objects.all() if "housing" in units(n.username)]


def test_what_one_may_no_longer_see_has_vanished_from_the_list(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00", lead="housing")
    spreading.run(NOW)
    someone = next(user for user in hall.people.values() if units(user.username) == {"housing"})
    assert notice.unread(someone) > 0
    someone.is_active = False
    someone.save()
    assert notice.unread(someone) == 0
    assert Notice.objects.filter(username=someone.username, case_no=case_no).exists()


def test_an_erased_case_leaves_no_notice(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00")
    spreading.run(NOW)
    notice.forget_case(case_no)
    assert not Notice.objects.filter(case_no=case_no).exists()


def test_one_reads_only_ones_own(hall: Hall) -> None:
    hall.placed("2026-11-23 09:00")
    spreading.run(NOW)
    other = Notice.objects.exclude(username="lin").first()
    assert other is not None
    assert notice.mark_read(hall.people["lin"], NOW, other.pk) == 0
    assert notice.mark_read(hall.people["lin"], NOW) == len(told("lin"))
    assert notice.unread(hall.people["lin"]) == 0


def choice(**given: object) -> Preference:
    return Preference(username="lin", **given)


@pytest.mark.parametrize(
    ("clock", "over"),
    [
        ("2026-11-23 17:59", None),
        ("2026-11-23 18:00", "2026-11-24 08:30"),
        ("2026-11-24 03:00", "2026-11-24 08:30"),
        ("2026-11-24 08:30", None),
    ],
)
def test_quiet_hours_run_over_midnight(clock: str, over: str | None) -> None:
    chosen = choice(quiet_from=time(18), quiet_until=time(8, 30))
    assert preference.quiet_until(chosen, at(clock)) == (at(over) if over else None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"quiet_from": time(18)},
        {"quiet_until": time(8)},
        {"quiet_from": time(8), "quiet_until": time(7)},
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(db: None, wrong: dict[str, time]) -> None:
    with pytest.raises(PreferenceError):
        preference.choose(choice(**wrong))
    assert not Preference.objects.exists()


def test_what_somebody_does_not_want_is_not_told_and_lateness_always_is(hall: Hall) -> None:
    preference.choose(choice(unwanted=["duty_opened", "lapsed"]))
    hall.placed("2026-11-23 09:00")
    spreading.run(NOW)
    assert "duty_opened" not in told("lin")
    assert preference.wants(preference.of("lin"), "lapsed")


class Recorder:
    """A road out that remembers what it was given, and fails as often as it is told to."""

    term = "记录"
    sent: list[tuple[str, str]] = []
    failures = 0

    def address_of(self, username: str, chosen: str) -> str:
        return chosen

    def send(self, address: str, text: str) -> None:
        if Recorder.failures:
            Recorder.failures -= 1
            raise SendError("线路不通")
        Recorder.sent.append((address, text))


@pytest.fixture
def road(settings: Settings) -> type[Recorder]:
    """One channel, for this test."""
    settings.NOTICE_SENDERS = {"recorder": f"{__name__}.Recorder"}
    Recorder.sent, Recorder.failures = [], 0
    return Recorder


def test_one_message_tells_of_everything_in_a_round_and_names_nobody(
    hall: Hall, road: type[Recorder]
) -> None:
    preference.choose(choice(channels={"recorder": "13900001111"}))
    cases = [hall.placed("2026-11-23 09:00"), hall.placed("2026-11-23 09:10")]
    spreading.run(NOW)
    assert len(road.sent) == 1
    address, text = road.sent[0]
    assert address == "13900001111"
    assert "条新通知" in text
    assert not any(case_no in text for case_no in cases)


def test_a_message_waits_until_the_quiet_is_over(hall: Hall, road: type[Recorder]) -> None:
    preference.choose(
        choice(quiet_from=time(18), quiet_until=time(8, 30), channels={"recorder": "1"})
    )
    hall.placed("2026-11-23 16:00")
    spreading.run(at("2026-11-23 20:00"))
    assert road.sent == []
    assert told("lin") != [], "the list has it at once"
    spreading.run(at("2026-11-24 08:30"))
    assert len(road.sent) == 1


def test_a_message_that_fails_is_tried_again_and_then_said_to_be_stuck(
    hall: Hall, road: type[Recorder]
) -> None:
    preference.choose(choice(channels={"recorder": "1"}))
    hall.placed("2026-11-23 09:00")
    road.failures = 100
    moment: datetime = NOW
    spreading.run(moment)
    for wait in AGAIN:
        moment += wait + timedelta(seconds=1)
        spreading.run(moment)
    message = Message.objects.get()
    assert message.stuck
    assert message.failure == "线路不通"
    road.failures = 0
    spreading.run(moment + timedelta(days=1))
    assert road.sent == []


def test_a_road_that_comes_back_delivers_once(hall: Hall, road: type[Recorder]) -> None:
    preference.choose(choice(channels={"recorder": "1"}))
    hall.placed("2026-11-23 09:00")
    road.failures = 1
    spreading.run(NOW)
    for minutes in range(1, 60):
        spreading.run(NOW + timedelta(minutes=minutes))
    assert len(road.sent) == 1
