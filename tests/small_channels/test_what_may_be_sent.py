"""What 好差评 can be sent at all: a closed list, five levels, and never an identity number."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bancheng.channels.identity_number import has_identity_number
from bancheng.channels.service_rating.scale import grade_of, level_of
from bancheng.channels.service_rating.settings import RatingSettings
from bancheng.library.standards import standard

IDENTITY = "45030219900307881X"


@pytest.mark.parametrize(
    "text",
    [
        IDENTITY,
        f"证号{IDENTITY}。",
        "４５０３０２１９９００３０７８８１Ｘ",
        "450302 19900307 881X",
        "450302-19900307-881X",
        f"9{IDENTITY}7",
        "11010519491231002x",
    ],
)
def test_an_identity_number_is_known_however_it_is_written(text: str) -> None:
    assert has_identity_number(text)


@pytest.mark.parametrize(
    "text",
    ["450302199003078813", "114503020076789012", "MQ20261123-001", "2026-11-23 09:00:00", "1" * 40],
)
def test_other_long_numbers_are_none(text: str) -> None:
    assert not has_identity_number(text)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("service", "userName = name", "没有“name”这一项"),
        ("service", "userName", "写得不对"),
        ("theirs", "number = projectNo", "id（评价编号）和 level"),
        ("pull_url", "https://x.example/{sinc}", "没有“{sinc}”这个位置"),
        ("opens", "1,六", "写 1 到 5"),
        ("scale", "satisfied = 9", "不是等级"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_at_its_field(
    field: str, value: str, told: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        RatingSettings.model_validate({field: value})
    (error,) = refused.value.errors()
    assert error["loc"] == (field,)
    assert told in error["msg"]


def test_no_setting_can_ask_for_a_person() -> None:
    """What can be sent is a closed list; none of it is a person's or anybody's text."""
    for ours in ("name", "phone", "matter", "origin_no", "agent", "text", "said", "uscc", "firm"):
        with pytest.raises(ValidationError):
            RatingSettings.model_validate({"service": f"x = {ours}"})
        with pytest.raises(ValidationError):
            RatingSettings.model_validate({"rating": f"x = {ours}"})


@pytest.mark.clause("SC-9.2")
def test_a_scale_of_three_and_one_of_five_fit_the_five_levels() -> None:
    three, five = standard("guilin-xiufeng"), standard("sichuan-township")
    assert [level_of(g, three, "") for g in three.callback.scale] == [4, 3, 2]
    assert [level_of(g, five, "") for g in five.callback.scale] == [5, 4, 3, 2, 1]
    for found in (three, five):
        for grade in found.callback.scale:
            level = level_of(grade, found, "")
            assert level is not None
            assert grade_of(level, found, "") == grade
    assert grade_of(1, three, "") == list(three.callback.scale)[-1]
    best = next(iter(three.callback.scale))
    assert level_of(best, three, f"{best} = 5") == 5
