"""What a channel fails at of itself is seen where somebody looks, until it goes well again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from bancheng.channels import failing
from bancheng.channels.adapter import adapters
from bancheng.channels.models import Passage
from bancheng.channels.service_rating.pulling import UNREAD
from bancheng.channels.setup_row import Setup
from bancheng.cli.stand_ins.ratings import Platform
from bancheng.cli.stand_ins.stand import Stand
from bancheng.people.appoint import appoint, create_user
from bancheng.people.post import ADMINISTRATOR
from bancheng.people.seats import unit_by_code
from tests.casework.hall import PASSWORD, Hall
from tests.small_channels.conftest import Opened
from tests.small_channels.test_service_rating import NINE, switched_on, tick
from tests.web.clerk import Clerk

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NAMES = "id = evaluateId\nnumber = projectNo\nlevel = satisfaction\nat = evaluateTime"


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def line(platform: Platform) -> Iterator[Stand]:
    with Stand(platform.answer) as stand:
        yield stand


def why(setup: Setup, minutes: int) -> str:
    """What is said of it so many minutes after nine."""
    return failing.failing([setup], NINE + timedelta(minutes=minutes)).get(setup.pk, "")


def test_what_cannot_be_fetched_is_told_of_until_it_can(
    hall: Hall, opened: Opened, platform: Platform, line: Stand
) -> None:
    setup = switched_on(opened, line, every=5)
    platform.check = lambda _: False
    tick(NINE)
    assert why(setup, 1) == "", "once may be a moment's"
    assert why(setup, 16) == "11月23日 09:00 起取不到评价"
    tick(NINE + timedelta(minutes=6))
    assert why(setup, 7) == "11月23日 09:00 起取不到评价"
    name, how, mend = failing.health(NINE + timedelta(minutes=7))
    assert (name, bool(mend)) == ("渠道的往来", True)
    assert "起取不到评价" in how
    platform.check = None
    tick(NINE + timedelta(minutes=12))
    assert why(setup, 30) == ""
    assert failing.health(NINE + timedelta(minutes=30))[2] == ""
    assert setup.passages.filter(said="又通了。").count() == 1
    tick(NINE + timedelta(minutes=18))
    assert setup.passages.filter(said="又通了。").count() == 1


def test_the_list_and_the_page_of_the_channel_say_so(
    hall: Hall, opened: Opened, platform: Platform, line: Stand
) -> None:
    setup = switched_on(opened, line)
    platform.check = lambda _: False
    tick(NINE - timedelta(days=1))
    Passage.objects.filter(setup=setup).update(at=timezone.now() - timedelta(hours=1))
    user = create_user("root", "管信达", PASSWORD, must_change_password=False)
    appoint(user, unit_by_code("district"), ADMINISTRATOR)
    keeper = Clerk("root")
    for page in ("/channels/", f"/channels/{setup.pk}/"):
        assert "起取不到评价" in keeper.get(page)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({"pull_path": "rows"}, "找不到评价的列表"),
        ({"theirs": NAMES.replace("evaluateId", "ratingId")}, "没有编号：找的是“ratingId”"),
        ({"theirs": NAMES.replace("satisfaction", "writingEvaluation")}, "写的不是 1 到 5"),
        ({"theirs": NAMES.replace("evaluateTime", "evalTime")}, "一条也没有的：“evalTime”"),
        ({"rating_url": "http://203.0.113.9/rating"}, "送出的地址不行"),
        ({"service_url": "ftp://example.test/x"}, "送出的地址不行"),
    ],
)
def test_a_try_finds_what_is_called_otherwise_over_there(
    hall: Hall,
    opened: Opened,
    platform: Platform,
    line: Stand,
    named: dict[str, str],
    said: str,
) -> None:
    platform.rated("BJ-1", 1, "2026-11-22 08:30:00", "窗口没有人")
    adapter = adapters()["service_rating"]
    right = adapter.try_it(switched_on(opened, line), NINE)
    assert (right.fine, "看了 1 条" in right.said) == (True, True)
    wrong = adapter.try_it(switched_on(opened, line, **named), NINE)
    assert not wrong.fine
    assert said in wrong.said
    assert "窗口没有人" not in wrong.said


def test_without_a_single_rating_a_try_claims_nothing_of_names(
    hall: Hall, opened: Opened, line: Stand
) -> None:
    tried = adapters()["service_rating"].try_it(switched_on(opened, line), NINE)
    assert "字段的名称核对不了" in tried.said


def test_a_rating_that_cannot_be_read_leaves_one_line(
    hall: Hall, opened: Opened, platform: Platform, line: Stand
) -> None:
    setup = switched_on(opened, line)
    platform.rated("BJ-1", 1, "2026-11-23 08:30:00", "窗口没有人")
    platform.given[0]["satisfaction"] = "非常不满意"
    platform.rated("BJ-2", 1, "2026-11-23 08:31:00")
    for minute in (0, 31):
        tick(NINE + timedelta(minutes=minute))
    (told,) = setup.passages.filter(what=UNREAD)
    assert "“satisfaction”写的不是 1 到 5" in told.said
    assert not told.fine
    assert setup.passages.filter(what="差评").count() == 1
