"""工单找到自己的事项: from a petitioner's words to items, or to none where that is unsure."""

from __future__ import annotations

import pytest

from bancheng.items.finding import find
from bancheng.items.models import ItemVersion
from tests.items import shelf
from tests.people.county import build

pytestmark = [pytest.mark.django_db, pytest.mark.clause("SC-8.3.2")]


@pytest.fixture(autouse=True)
def _county() -> None:
    build()
    shelf.fill()


@pytest.mark.database
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("想开小饭馆，办食品经营许可证，跑了三趟都说材料不对", "A-01"),
        ("老人的低保申请了两个月没有消息", "A-05"),
        ("施工许可证一直下不来，说要先有规划许可", "A-07"),
        ("社保卡丢了补不了", "A-11"),
        ("残疾人证新办要去哪个医院", "A-09"),
        ("河道采砂许可到期", "A-08"),
        ("消防安全检查没过，饭馆开不了", "A-03"),
    ],
)
def test_a_matter_finds_its_item(text: str, code: str) -> None:
    assert code in [found.code for found in find("county-hall", text)][:2]


@pytest.mark.parametrize(
    "text",
    [
        "窗口的人态度太差，问什么都说不知道",
        "排队两个小时，叫不到号",
        "材料交了又说不齐，来回跑了五趟，办不成",
        "想申请办理登记",
        "问一下上班时间",
        "",
        "证",
        "13900005512",
    ],
)
def test_what_names_no_item_finds_none(text: str) -> None:
    assert find("county-hall", text) == []


def test_each_finding_says_what_was_said() -> None:
    (first, *_) = find("county-hall", "办食品经营许可跑了三趟")
    assert first.because == "提到“食品经营许可”"
    assert first.value == f"county/{first.code}@1"
    assert 0 < first.score <= 1


def test_a_county_s_items_serve_its_townships_and_not_the_other_way_round() -> None:
    assert find("east-hall", "食品经营许可办不下来")[0].unit == "county"
    assert find("east-hall", "宅基地建房审批办不下来")[0].unit == "east"
    assert find("county-hall", "宅基地建房审批办不下来") == []
    assert find("west-hall", "宅基地建房审批办不下来") == []


def test_the_nearer_list_comes_first() -> None:
    assert find("east-hall", "居住证办理")[0].unit == "east"


def test_a_retired_item_is_not_found() -> None:
    assert find("county-hall", "河道采砂许可")
    ItemVersion.objects.filter(item__code="A-08").update(current=False)
    old = ItemVersion.objects.get(item__code="A-08")
    ItemVersion.objects.create(
        item=old.item, number=2, active=False, name=old.name, made_by="t", made_at=old.made_at
    )
    assert find("county-hall", "河道采砂许可") == []


def test_no_more_are_offered_than_asked_for() -> None:
    assert len(find("county-hall", "食品经营许可", limit=1)) == 1
    assert find("nowhere", "食品经营许可") == []
