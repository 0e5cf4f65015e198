"""Every page of the rota's area with something on it: seen badly, on a phone, in the dark."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from bancheng.casework.handover import write
from bancheng.people.away import go_away, name_substitute
from bancheng.people.centre_rule import file_rule
from bancheng.people.models import (
    Absence,
    CentreRule,
    HandoverNote,
    LeaderDay,
    Post,
    Unit,
    Window,
)
from bancheng.people.rota import put_on_shift
from bancheng.people.training import record_training
from tests.casework.hall import Hall
from tests.journeys.inspector import Inspector
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]


@pytest.fixture
def window(hall: Hall) -> Window:
    """A window with a rota, a gap, a colleague on leave, a note, a leader's day and a rule."""
    Post.objects.update(from_on=date(2026, 1, 5))
    now, people = timezone.localtime(), hall.people
    centre = Unit.objects.get(code="hall")
    window = Window.objects.create(centre=centre, name="一号窗", place="一楼东侧", phone="0773-1")
    tomorrow = now.replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    put_on_shift(window, people["chen"], tomorrow, tomorrow + timedelta(hours=3), "shift_leader")
    put_on_shift(window, people["lin"], now - timedelta(hours=1), now + timedelta(hours=2))
    posts = dict.fromkeys(Post.objects.filter(user=people["chen"]), people["lin"])
    for post in posts:
        name_substitute(post, people["lin"], by=people["jiang"], at=now)
    until = tomorrow + timedelta(hours=2)
    go_away(people["chen"], tomorrow, until, "leave", posts, by=people["chen"], at=now)
    hall.register("2026-11-20 09:00")
    write(people["chen"], window, people["lin"], {}, "打印机没墨了", "note-1", now)
    LeaderDay.objects.create(
        centre=centre,
        user=people["li"],
        falls_on=now.date(),
        starts=time(9),
        ends=time(11),
        planned_by=people["jiang"],
        planned_at=now,
    )
    record_training(people["lin"], "窗口礼仪", now.date(), "2", "合格", people["jiang"], now)
    day = date(2026, 1, 5)
    file_rule(centre, "首问负责制", day, day, "谁先接待，谁负责到底。", "", people["jiang"], now)
    return window


@pytest.mark.nightly  # the crawl over every page opens them too, without as much in them
@pytest.mark.clause("XF-5", "SC-6.2.1", "SC-8.2", "SC-8.3.1")
def test_every_page_about_staff_can_be_used_by_everybody(
    hall: Hall, window: Window, walker: Walker
) -> None:
    inspector = Inspector(walker.page)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    walker.becomes("jiang")
    day = LeaderDay.objects.get().pk
    for address in (
        "/rota/",
        "/rota/?view=month",
        "/rota/sheet",
        f"/rota/sign/{window.pk}",
        f"/rota/{window.pk}/{tomorrow}",
        "/rota/plan",
        f"/rota/again?to={tomorrow}",
        "/away/",
        "/away/new?who=lin",
        f"/away/{Absence.objects.get().pk}/",
        "/handover/",
        f"/handover/new/{window.pk}",
        f"/handover/{HandoverNote.objects.get().pk}/",
        "/leader-days/",
        f"/leader-days/{day}/",
        "/roster/",
        "/roster/chen/",
        "/roster/chen/leaving",
        "/rules/",
        f"/rules/{CentreRule.objects.get().pk}/",
        "/rules/new",
    ):
        answer = walker.page.goto(f"{walker.address}{address}")
        assert answer is not None
        assert answer.status == 200, address
        inspector.look("jiang", address)
    assert not inspector.faults, "\n".join(inspector.faults)
    assert inspector.elsewhere == []
    assert walker.troubles == []
