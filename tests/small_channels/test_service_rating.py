"""好差评 over HTTP: what is completed and rated goes out, ratings come in, and nobody is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from bancheng.casework.case_row import CaseRow
from bancheng.casework.look import look
from bancheng.channels import setups
from bancheng.channels.adapter import adapters
from bancheng.channels.identity_number import has_identity_number
from bancheng.channels.models import Passage, Pulled
from bancheng.channels.service_rating.platform import HELD_BACK
from bancheng.channels.setup_row import Setup
from bancheng.cli.stand_ins.ratings import Platform
from bancheng.cli.stand_ins.stand import Stand
from bancheng.people import org_version
from bancheng.people.models import Unit
from bancheng.wire import rounds
from bancheng.wire.letter_row import Letter
from tests.casework.hall import Hall, at
from tests.small_channels.conftest import Opened

pytestmark = pytest.mark.django_db
NINE = at("2026-11-23 09:00")
IDENTITY = "45030219900307881X"


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def line(platform: Platform) -> Iterator[Stand]:
    with Stand(platform.answer) as stand:
        yield stand


def switched_on(opened: Opened, line: Stand, **more: object) -> Setup:
    addresses = {
        "service_url": f"{line.url}/service",
        "rating_url": f"{line.url}/rating",
        "pull_url": f"{line.url}/evaluations?since={{since}}&page={{page}}&size={{size}}",
    }
    return opened("service_rating", line, channel="platform", **{**addresses, **more})


def tick(now: datetime) -> None:
    setups.tell(now)
    rounds.run(now)


@pytest.mark.database
@pytest.mark.clause("XF-6", "SC-9.2")
def test_a_completed_case_and_its_rating_go_out_in_the_platforms_words(
    hall: Hall, opened: Opened, platform: Platform, line: Stand
) -> None:
    switched_on(opened, line)
    case_no = hall.ended("2026-11-23 09:00")
    hall.do("petitioner", case_no, "rate", "2026-11-23 09:30", satisfaction="satisfied")
    tick(at("2026-11-23 09:31"))
    (service,) = platform.services.values()
    assert service == {
        "projectNo": case_no,
        "taskCode": "",
        "taskName": "",
        "deptCode": "housing",
        "deptName": "区住建局",
        "orgName": "某区政务服务中心",
        "acceptDate": "2026-11-23 09:00:00",
        "resultDate": "2026-11-23 09:00:00",
        "serviceNumber": "1",
    }
    assert platform.ratings == [
        {"projectNo": case_no, "satisfaction": "4", "evaluateTime": "2026-11-23 09:30:00"}
    ]


@pytest.mark.database
@pytest.mark.clause("XF-6", "SC-9.2")
def test_an_identity_number_in_every_text_leaves_in_no_byte(
    hall: Hall, opened: Opened, platform: Platform, line: Stand
) -> None:
    """Everything that anybody wrote has one in it; every byte that left is looked at."""
    switched_on(opened, line)
    text = f"身份证 {IDENTITY}"
    given = {"matter": text, "name": text, "origin_no": IDENTITY, "item": text, "agent": text}
    when = "2026-11-23 09:00"
    case_no = hall.register(when, **given)
    hall.do("jiang", case_no, "screen", when)
    hall.do("gu", case_no, "transfer", when, lead="housing", opinion=text, signature=text)
    hall.do("mo", case_no, "claim", when)
    hall.do("mo", case_no, "reply", when, answer="result", text=text, signature=text)
    hall.do("chen", case_no, "inform", when, means="phone", text=text)
    hall.do("chen", case_no, "complete", when, outcome="done")
    hall.do("petitioner", case_no, "rate", when, satisfaction="dissatisfied", said=text)
    tick(at("2026-11-23 09:31"))
    assert len(platform.services) == 1
    assert len(platform.ratings) == 1
    for heard in line.heard:
        everything = f"{heard.path} {heard.query} {heard.headers} {heard.body.decode()}"
        assert IDENTITY not in everything
        assert not has_identity_number(everything)
        assert not any(word in everything for word in ("身份证", "13900005512", "秦桂芳"))


def test_a_number_that_got_into_an_offices_name_is_held_back_and_said(
    hall: Hall, opened: Opened, platform: Platform, line: Stand
) -> None:
    switched_on(opened, line)
    hall.ended("2026-11-23 09:00")
    Unit.objects.filter(code="housing").update(name=f"住建局（{IDENTITY[:6]} {IDENTITY[6:]}）")
    org_version.turn()
    tick(at("2026-11-23 09:31"))
    assert platform.services == {}
    letter = Letter.objects.get()
    assert letter.stuck
    assert letter.failure == HELD_BACK
    assert IDENTITY[6:] not in letter.failure


@pytest.mark.database
@pytest.mark.clause("XF-7.5", "XF-9.2.3")
def test_a_complaint_about_conduct_is_not_sent(
    hall: Hall, opened: Opened, platform: Platform, line: Stand
) -> None:
    switched_on(opened, line, pull_url="")
    case_no = hall.register("2026-11-23 09:00", ground="conduct", accused_units=["housing"])
    hall.do("petitioner", case_no, "withdraw", "2026-11-23 09:10")
    hall.do("petitioner", case_no, "rate", "2026-11-23 09:20", satisfaction="dissatisfied")
    tick(at("2026-11-23 09:31"))
    assert line.heard == []
    assert not Letter.objects.exists()
    assert not Passage.objects.filter(case_no=case_no).exists()


@pytest.mark.database
@pytest.mark.clause("XF-6", "SC-9.2")
@pytest.mark.parametrize("level", [1, 2])
def test_a_bad_rating_given_elsewhere_opens_one_case_that_the_window_looks_at(
    hall: Hall, opened: Opened, platform: Platform, line: Stand, level: int
) -> None:
    switched_on(opened, line)
    platform.rated("BJ-1", level, "2026-11-23 08:30:00", "跑了三趟没办成", taskName="不动产登记")
    for minute in (0, 31, 62):
        tick(NINE + timedelta(minutes=minute))
    row = CaseRow.objects.get()
    assert (row.stage, row.channel) == ("submitted", "platform")
    found = look(hall.people["chen"], row.case_no, timezone.now())
    assert found.text("matter") == "跑了三趟没办成"
    assert found.text("origin_no") == "E1"
    reason = found.text("reason") or ""
    assert all(word in reason for word in (f"{level} 级", "BJ-1", "不动产登记"))
    hall.do(
        "chen", row.case_no, "register", "2026-11-23 10:30",
        name="匿名", no_phone=True, channel="platform",
    )  # fmt: skip


def test_a_good_rating_opens_nothing(
    hall: Hall, opened: Opened, platform: Platform, line: Stand
) -> None:
    switched_on(opened, line)
    for level in (3, 4, 5):
        platform.rated("BJ-1", level, "2026-11-23 08:30:00", "好")
    tick(NINE)
    assert not CaseRow.objects.exists()


@pytest.mark.database
def test_ratings_are_fetched_page_by_page_and_from_where_it_stopped(
    hall: Hall, opened: Opened, platform: Platform, line: Stand
) -> None:
    setup = switched_on(opened, line, size=4)
    for n in range(10):
        platform.rated(f"BJ-{n}", 1, f"2026-11-23 08:{n:02}:00")
    line.faults.extend(["", "busy"])
    tick(NINE)
    assert CaseRow.objects.count() == 4
    assert Passage.objects.filter(setup=setup, fine=False, what="取评价").count() == 1
    tick(NINE + timedelta(minutes=31))
    assert CaseRow.objects.count() == 10
    assert Pulled.objects.get().since == at("2026-11-23 08:09")
    before = len(line.heard)
    tick(NINE + timedelta(minutes=40))
    assert len(line.heard) == before, "not asked again before its time"
    platform.rated("BJ-late", 2, "2026-11-23 08:05:00")
    platform.rated("BJ-new", 2, "2026-11-23 09:50:00")
    tick(NINE + timedelta(minutes=65))
    assert CaseRow.objects.count() == 12
    assert line.heard[-1].query["since"] == "2026-11-23 07:59:00"


@pytest.mark.parametrize("fault", ["reset", "late_reset", "busy", "broken", "nonsense"])
def test_a_bad_line_loses_no_rating_and_no_completed_case(
    hall: Hall, opened: Opened, platform: Platform, line: Stand, fault: str
) -> None:
    switched_on(opened, line)
    platform.rated("BJ-1", 1, "2026-11-23 08:30:00", "没办成")
    hall.ended("2026-11-23 09:00")
    line.faults.extend([fault, fault])
    for minute in (1, 5, 35, 70):
        tick(NINE + timedelta(minutes=minute))
    assert CaseRow.objects.count() == 2
    assert len(platform.services) == 1


def test_what_was_rated_here_and_comes_back_opens_nothing(
    hall: Hall, opened: Opened, platform: Platform, line: Stand
) -> None:
    switched_on(opened, line)
    case_no = hall.ended("2026-11-23 09:00")
    hall.do("petitioner", case_no, "rate", "2026-11-23 09:30", satisfaction="dissatisfied")
    platform.rated(case_no, 1, "2026-11-23 09:31:00")
    tick(at("2026-11-23 09:40"))
    assert CaseRow.objects.count() == 1
    found = look(hall.people["chen"], case_no, timezone.now())
    assert [entry.event.act for entry in found.entries].count("rate") == 1


@pytest.mark.clause("SC-9.2", "XF-6")
def test_a_case_of_ours_rated_elsewhere_is_rated_here_and_not_opened_twice(
    hall: Hall, opened: Opened, platform: Platform, line: Stand
) -> None:
    switched_on(opened, line, rating_url="")
    case_no = hall.ended("2026-11-23 09:00")
    platform.rated(case_no, 1, "2026-11-23 09:31:00", "还是没好")
    for minute in (40, 80):
        tick(NINE + timedelta(minutes=minute))
    row = CaseRow.objects.get()
    assert row.satisfaction == "dissatisfied"
    assert look(hall.people["chen"], case_no, timezone.now()).text("said") == "还是没好"


def test_a_rating_that_the_rules_refuse_is_said_once_and_holds_up_no_other(
    hall: Hall, opened: Opened, platform: Platform, line: Stand
) -> None:
    setup = switched_on(opened, line)
    setup.channel = "no-such-channel"
    setup.save()
    platform.rated("BJ-1", 1, "2026-11-23 08:30:00")
    platform.rated("BJ-2", 1, "2026-11-23 08:31:00")
    for minute in (0, 31):
        tick(NINE + timedelta(minutes=minute))
    assert not CaseRow.objects.exists()
    assert Passage.objects.filter(ref="E1", fine=False).count() == 1
    assert Passage.objects.filter(ref="E2", fine=False).count() == 1


def test_it_is_off_until_it_is_switched_on(
    hall: Hall, opened: Opened, platform: Platform, line: Stand
) -> None:
    setup = switched_on(opened, line)
    setups.switch(setup, False, "keeper", NINE)
    hall.ended("2026-11-23 09:00")
    platform.rated("BJ-1", 1, "2026-11-23 08:30:00")
    tick(NINE)
    assert line.heard == []
    assert not setups.add(adapters()["service_rating"], setup.centre, "x", "keeper", NINE).on
