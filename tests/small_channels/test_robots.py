"""Robots in groups: how many things wait and when the first is due; no case, nobody's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from pydantic import ValidationError

from bancheng.channels import setups
from bancheng.channels.adapter import adapters
from bancheng.channels.models import Passage
from bancheng.channels.robots.settings import RobotSettings
from bancheng.channels.setup_row import Setup
from bancheng.cli.stand_ins.robots import Group
from bancheng.cli.stand_ins.stand import Stand
from bancheng.wire import rounds
from bancheng.wire.letter_row import Letter
from tests.casework.hall import Hall, at
from tests.small_channels.conftest import SINCE, Opened

pytestmark = pytest.mark.django_db
SECRET = "SECdingtalk-secret"


@pytest.fixture
def group() -> Group:
    return Group()


@pytest.fixture
def line(group: Group) -> Iterator[Stand]:
    with Stand(group.answer) as stand:
        yield stand


def robot(opened: Opened, line: Stand, kind: str = "wecom_robot", **more: object) -> Setup:
    url = f"{line.url}/cgi-bin/webhook/send?key=a-key"
    return opened(kind, line, url=url, **{"news": False, **more})


def tick(now: datetime) -> None:
    setups.tell(now)
    rounds.run(now)


@pytest.mark.database
@pytest.mark.clause("XF-9.2.1")
def test_a_group_is_told_how_much_waits_and_when_the_first_is_due(
    hall: Hall, opened: Opened, group: Group, line: Stand
) -> None:
    robot(opened, line, unit="housing")
    numbers = [hall.placed("2026-11-23 08:30") for _ in range(3)]
    hall.placed("2026-11-23 08:30", lead="land")
    tick(at("2026-11-23 08:59"))
    assert group.said == []
    tick(at("2026-11-23 09:00"))
    tick(at("2026-11-23 09:01"))
    (said,) = group.said
    assert said == "办成：有 6 件事要办，最早 今天 14:00 到期。请登录办理。"
    everything = b"".join(one.body for one in line.heard).decode()
    assert not any(number in everything for number in numbers)
    assert not any(word in everything for word in ("秦桂芳", "电梯", "陈晓岚"))


def test_complaints_about_conduct_are_not_even_counted(
    hall: Hall, opened: Opened, group: Group, line: Stand
) -> None:
    robot(opened, line)
    more = {"channel": "hotline", "origin_no": "H-1"}
    hall.register("2026-11-23 08:30", ground="conduct", accused_units=["housing"], **more)
    tick(at("2026-11-23 09:00"))
    assert group.said == []
    hall.register("2026-11-24 08:30", **more)
    tick(at("2026-11-24 09:00"))
    assert "有 1 件事要办" in group.said[0]


def test_a_group_with_nothing_to_do_is_left_alone_and_so_is_everybody_on_a_day_off(
    hall: Hall, opened: Opened, group: Group, line: Stand
) -> None:
    robot(opened, line, unit="housing")
    tick(at("2026-11-23 09:00"))
    hall.placed("2026-11-27 16:00")
    tick(at("2026-11-28 09:00"))
    assert group.said == []
    tick(at("2026-11-30 09:00"))
    assert len(group.said) == 1
    tick(at("2026-12-01 09:00"))
    assert "2 件已经超时" in group.said[1]


def test_what_is_new_is_said_once_for_some_minutes_and_never_at_night(
    hall: Hall, opened: Opened, group: Group, line: Stand
) -> None:
    robot(opened, line, unit="housing", clocks="", news=True)
    for minute in (0, 3, 6):
        hall.placed(f"2026-11-23 10:0{minute}")
        tick(at(f"2026-11-23 10:0{minute}"))
    assert group.said == []
    tick(at("2026-11-23 10:10"))
    assert len(group.said) == 1
    assert "6 件事" in group.said[0]
    hall.placed("2026-11-23 18:00")
    for clock in ("2026-11-23 18:01", "2026-11-23 23:00", "2026-11-24 08:59"):
        tick(at(clock))
    assert len(group.said) == 1
    tick(at("2026-11-24 09:00"))
    assert len(group.said) == 2


def test_a_signed_message_is_signed_as_the_manual_says(
    hall: Hall, opened: Opened, group: Group, line: Stand
) -> None:
    group.secret = SECRET
    robot(opened, line, "dingtalk_robot", unit="housing", secret=SECRET)
    hall.placed("2026-11-23 08:30")
    tick(at("2026-11-23 09:00"))
    assert len(group.said) == 1
    assert line.heard[0].query["timestamp"] == str(int(at("2026-11-23 09:00").timestamp() * 1000))
    assert line.heard[0].query["key"] == "a-key"


def test_a_wrong_secret_is_a_failure_though_the_answer_is_200(
    hall: Hall, opened: Opened, group: Group, line: Stand
) -> None:
    group.secret = SECRET
    robot(opened, line, "dingtalk_robot", unit="housing", secret="SECanother")
    hall.placed("2026-11-23 08:30")
    tick(at("2026-11-23 09:00"))
    letter = Letter.objects.get()
    assert letter.stuck
    assert "310000" in letter.failure
    assert "a-key" not in letter.failure + "".join(p.said for p in Passage.objects.all())


def test_a_robot_that_was_asked_too_often_is_left_alone_for_ten_minutes(
    hall: Hall, opened: Opened, group: Group, line: Stand
) -> None:
    group.refusing = [45009]
    robot(opened, line, unit="housing")
    hall.placed("2026-11-23 08:30")
    tick(at("2026-11-23 09:00"))
    tick(at("2026-11-23 09:09"))
    assert (len(line.heard), group.said) == (1, [])
    tick(at("2026-11-23 09:10"))
    assert len(group.said) == 1


def test_no_more_than_twenty_leave_in_a_minute(
    hall: Hall, opened: Opened, group: Group, line: Stand
) -> None:
    setup = robot(opened, line, unit="housing")
    now = at("2026-11-23 09:00")
    for n in range(20):
        setups.log(setup, "went", "告诉群里", now - timedelta(seconds=n))
    hall.placed("2026-11-23 08:30")
    tick(now)
    assert line.heard == []
    tick(now + timedelta(minutes=2))
    assert len(group.said) == 1


def test_what_comes_too_late_is_not_said_any_more(
    hall: Hall, opened: Opened, group: Group, line: Stand
) -> None:
    robot(opened, line, unit="housing")
    hall.placed("2026-11-23 08:30")
    line.faults.extend(["reset"] * 30)
    for minutes in range(0, 61, 10):
        tick(at("2026-11-23 09:00") + timedelta(minutes=minutes))
    line.faults.clear()
    tick(at("2026-11-23 10:30"))
    assert group.said == []


def test_trying_it_says_a_line_to_the_group(
    hall: Hall, opened: Opened, group: Group, line: Stand
) -> None:
    setup = robot(opened, line)
    tried = adapters()["wecom_robot"].try_it(setup, at("2026-11-23 09:00"))
    assert tried.fine
    assert group.said == ["办成：这是一条试发的消息。"]
    nobody = robot(opened, line, unit="no-such-office")
    assert (
        "没有代码是“no-such-office”的部门" in adapters()["wecom_robot"].try_it(nobody, SINCE).said
    )
    assert len(group.said) == 1


@pytest.mark.parametrize(
    ("field", "value"), [("clocks", "9点"), ("clocks", "09:00,"), ("url", "x")]
)
def test_a_setting_that_makes_no_sense_is_refused(field: str, value: str) -> None:
    with pytest.raises(ValidationError):
        RobotSettings.model_validate({field: value})
