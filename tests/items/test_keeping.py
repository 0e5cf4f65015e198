"""事项动态调整: versions with who, when and why, and what was cut between them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bancheng.items import keeping
from bancheng.items.content import ItemContent, MaterialContent, content_of
from bancheng.items.difference import difference
from bancheng.items.errors import ItemError
from bancheng.items.keeping import Signed
from bancheng.items.models import ItemVersion
from tests.people.county import County

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.clause("SC-4.2")]

FOOD = ItemContent(
    name="食品经营许可（新办）",
    level="county",
    department_name="青山县市监局",
    steps=("网上申请", "现场核查", "窗口领证"),
    materials=(
        MaterialContent("申请表", "1 份"),
        MaterialContent("消防意见", issued_by_item="A-03"),
        MaterialContent("场地证明", issuer="村委会"),
    ),
)


def _said(version: ItemVersion) -> ItemContent:
    return content_of(version, version.materials.all())


def test_a_new_item_says_what_was_put_down(county: County, signed: Signed) -> None:
    version = keeping.add("county", "A-01", FOOD, signed)
    kept = ItemVersion.objects.get(pk=version.pk)
    assert (kept.number, kept.current, kept.active) == (1, True, True)
    assert (kept.made_by, kept.why) == ("admin", "核对清单")
    assert _said(kept) == FOOD


def test_a_change_makes_a_version_and_the_one_before_still_stands(
    county: County, signed: Signed
) -> None:
    first = keeping.add("county", "A-01", FOOD, signed)
    fewer = replace(FOOD, materials=FOOD.materials[:1], steps=FOOD.steps[::2])
    second = keeping.change(first, fewer, replace(signed, by="chen", why="减材料"))
    old, new = ItemVersion.objects.filter(item__code="A-01").order_by("number")
    assert (old.current, new.current, new.number) == (False, True, 2)
    assert (_said(old), _said(new)) == (FOOD, fewer)
    assert (second.made_by, second.why) == ("chen", "减材料")
    cut = difference(_said(old), _said(new))
    assert cut.cut_materials == ("消防意见", "场地证明")
    assert cut.cut_steps == ("现场核查",)
    assert not cut.new_materials
    assert not cut.fields


def test_what_a_material_and_a_field_say_differently_is_told(
    county: County, signed: Signed
) -> None:
    other = replace(
        FOOD,
        phone="0800-12",
        materials=(MaterialContent("申请表", "2 份"), *FOOD.materials[1:]),
    )
    told = difference(FOOD, other)
    assert [(f.term, f.before, f.after) for f in told.fields] == [("咨询电话", "", "0800-12")]
    assert [(m.term, m.before, m.after) for m in told.changed_materials] == [
        ("申请表", "1 份", "2 份")
    ]
    assert not difference(FOOD, FOOD)


def test_two_people_adjusting_at_once_do_not_undo_each_other(
    county: County, signed: Signed
) -> None:
    seen = keeping.add("county", "A-01", FOOD, signed)
    keeping.change(seen, replace(FOOD, phone="1"), signed)
    with pytest.raises(ItemError, match="第 2 版"):
        keeping.change(seen, replace(FOOD, phone="2"), signed)
    assert ItemVersion.objects.get(current=True).phone == "1"


@pytest.mark.parametrize("why", ["", "   "])
def test_a_change_needs_a_reason(county: County, signed: Signed, why: str) -> None:
    seen = keeping.add("county", "A-01", FOOD, signed)
    with pytest.raises(ItemError) as wrong:
        keeping.change(seen, replace(FOOD, phone="1"), replace(signed, why=why))
    assert wrong.value.field == "why"
    assert ItemVersion.objects.count() == 1


def test_nothing_changed_makes_no_version(county: County, signed: Signed) -> None:
    seen = keeping.add("county", "A-01", FOOD, signed)
    with pytest.raises(ItemError, match="没有改动"):
        keeping.change(seen, FOOD, signed)


def test_an_item_is_retired_and_comes_back_as_it_was(county: County, signed: Signed) -> None:
    first = keeping.add("county", "A-01", FOOD, signed)
    gone = keeping.retire(first, replace(signed, why="取消了"))
    assert not gone.active
    back = keeping.restore(gone, replace(signed, why="又要办"))
    assert back.active
    assert _said(back) == FOOD
    assert ItemVersion.objects.filter(current=True).count() == 1


@pytest.mark.parametrize(
    ("code", "content", "field"),
    [
        ("A 01", FOOD, "code"),
        ("编码", FOOD, "code"),
        ("A-09", replace(FOOD, name="  "), "name"),
        ("A-09", replace(FOOD, level="galaxy"), "level"),
        ("A-09", replace(FOOD, phone="1" * 101), "phone"),
        ("A-09", replace(FOOD, materials=(MaterialContent("长" * 301),)), "materials"),
        ("A-01", FOOD, "code"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(
    county: County, signed: Signed, code: str, content: ItemContent, field: str
) -> None:
    keeping.add("county", "A-01", FOOD, signed)
    with pytest.raises(ItemError) as wrong:
        keeping.add("county", code, content, signed)
    assert wrong.value.field == field
    assert ItemVersion.objects.count() == 1


def test_the_same_code_may_stand_in_two_lists(county: County, signed: Signed) -> None:
    keeping.add("county", "A-01", FOOD, signed)
    keeping.add("east", "A-01", FOOD, signed)
    assert ItemVersion.objects.filter(current=True).count() == 2
