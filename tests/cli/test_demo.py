"""The demonstration centre: people for every role, cases at every stage, times around now."""

from __future__ import annotations

from collections import Counter

import pytest
from django.utils import timezone

from bancheng.casework import rebuild
from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.queries import my_duties
from bancheng.core.stage import CLOSED, Stage
from bancheng.improvement.point_row import ADOPTED, DONE, PROPOSED, Point
from bancheng.journal.verify import verify
from bancheng.library import standards
from bancheng.people.models import Unit, User
from bancheng.people.seats import centres_of, roles_at
from bancheng.revisit import progress
from bancheng.revisit.campaign_row import Campaign
from tests.cli.conftest import Bancheng

pytestmark = pytest.mark.django_db


@pytest.fixture
def password(bancheng: Bancheng) -> str:
    ran = bancheng("demo")
    assert ran.code == 0, ran.err
    assert "xf.window1" in ran.out
    return ran.out.split("密码都是 ")[1].split("。")[0]


def test_about_sixty_cases_stand_at_every_stage_of_both_standards(password: str) -> None:
    stages = Counter(CaseRow.objects.values_list("stage", flat=True))
    assert 55 <= stages.total() <= 65
    assert set(stages) == {str(s) for s in Stage} - {"none"}
    assert set(CaseRow.objects.values_list("standard", flat=True)) == set(standards.ids())


def test_duties_are_overdue_and_still_to_come(password: str) -> None:
    now = timezone.now()
    duties = DutyRow.objects.filter(state="open", due__isnull=False)
    assert duties.filter(due__lt=now).count() >= 5
    assert duties.filter(due__gte=now).count() >= 20
    assert not CaseRow.objects.filter(registered_at__gt=now).exists()


def test_everybody_can_sign_in_and_the_roles_of_both_standards_are_held(password: str) -> None:
    held: set[tuple[str, str]] = set()
    for user in User.objects.all():
        assert user.check_password(password)
        assert not user.must_change_password
        for centre in centres_of(user):
            held |= {(centre.standard, role) for role in roles_at(user, centre)}
    for standard_id in standards.ids():
        rules = standards.standard(standard_id)
        roles = set(rules.roles) - {"county"}
        assert roles == {role for whose, role in held if whose == standard_id}


def test_window_and_departments_find_work_waiting(password: str) -> None:
    now = timezone.now()
    for username in ("xf.window1", "xf.office", "xf.supervision", "xf.market", "sc.window1"):
        assert my_duties(User.objects.get(username=username), now), username


def test_the_journal_holds_and_the_rows_follow_from_it(password: str) -> None:
    assert verify().ok
    assert rebuild.compare() == []


def test_running_it_again_adds_nothing_and_keeps_the_password(
    bancheng: Bancheng, password: str
) -> None:
    before = (CaseRow.objects.count(), User.objects.count())
    ran = bancheng("demo", "--json")
    assert ran.code == 0
    assert '"made": 0' in ran.out
    assert password in ran.out
    assert (CaseRow.objects.count(), User.objects.count()) == before


def test_a_real_centre_is_left_alone(bancheng: Bancheng) -> None:
    names = ("--name", "某某区政务服务中心", "--code", "hall", "--standard", "guilin-xiufeng")
    assert bancheng("init", *names, "--admin", "admin", "--admin-name", "管信达").code == 0
    ran = bancheng("demo")
    assert ran.code == 1
    assert "不在里面建演示数据" in ran.err
    assert User.objects.count() == 1


def test_block_points_stand_at_several_steps_and_a_second_run_adds_none(
    password: str, bancheng: Bancheng
) -> None:
    stages = Counter(Point.objects.values_list("stage", flat=True))
    assert stages.total() >= 4
    assert {ADOPTED, DONE, PROPOSED} <= set(stages)
    assert all(point.cases.exists() for point in Point.objects.all())
    assert bancheng("demo").code == 0
    assert Point.objects.count() == stages.total()


@pytest.mark.clause("XF-15")
def test_the_city_has_begun_its_revisit_and_differs_from_the_window_in_a_case(
    password: str, bancheng: Bancheng
) -> None:
    city = User.objects.get(username="ls.revisit")
    campaign = Campaign.objects.get(unit="ls-supervision")
    whole = progress.total(progress.by_centre(city, campaign))
    closed = CaseRow.objects.filter(chain="xf-hall", stage__in=CLOSED)
    assert whole.all == closed.count() >= 10
    assert (whole.done, whole.waiting, whole.dealt_with) == (4, whole.all - 5, 5)
    found = progress.difference(city, campaign)
    assert (found.same, found.worse, found.better) == (2, 1, 1)
    owed = my_duties(User.objects.get(username="xf.office"), timezone.now())
    assert "全量回访不满意件跟踪督办" in {duty.term for duty in owed}
    assert bancheng("demo").code == 0
    assert Campaign.objects.count() == 1


def test_a_demonstration_set_up_without_a_city_gets_one(bancheng: Bancheng, password: str) -> None:
    Unit.objects.filter(code="xf").update(parent=None)
    assert bancheng("demo").code == 0
    district = Unit.objects.get(code="xf")
    assert district.parent is not None
    assert district.parent.code == "ls"
