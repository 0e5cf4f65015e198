"""A story that is not true says so, whatever it is that it says wrongly."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from bancheng.core.stories.story import Step, Story, Then
from bancheng.core.stories.tell import tell
from bancheng.library import standards
from tests.standards.campaign import calendar_of

WRONG: dict[str, Any] = {
    "stage": "submitted",
    "outcome": "withdrawn",
    "owes": {"archive": "2001-01-01 09:00"},
    "owes_only": ["nothing-of-the-kind"],
    "duty": {"archive": {"means": "gold"}},
    "ended": {"nothing-of-the-kind": "done"},
    "late": ["nothing-of-the-kind"],
    "case": {"version": -1},
    "entry": {"user": "nobody-of-the-kind"},
    "may": {"system": ["archive"]},
    "may_not": {"window": ["note"]},
}


@cache
def _a_story() -> tuple[str, Story]:
    return next(
        (name, story)
        for name in standards.ids()
        for story in standards.stories(name)
        if len(story.when) > 3 and story.when[0].does == "register" and not story.when[0].refused
    )


def _problems(name: str, story: Story) -> list[str]:
    return tell(story, standards.standard(name), calendar_of(story))


def _with_first(story: Story, **changes: object) -> Story:
    first = story.when[0].model_copy(update=changes)
    return story.model_copy(update={"when": (first, *story.when[1:])})


@pytest.mark.parametrize("word", WRONG)
def test_a_wrong_expectation_is_told(word: str) -> None:
    name, story = _a_story()
    assert _problems(name, story) == []
    told = _problems(name, _with_first(story, then=Then.model_validate({word: WRONG[word]})))
    assert told
    assert told[0].startswith(f"{story.when[0].at} window register：")


def test_a_duty_that_is_owed_after_all_is_told() -> None:
    name, story = _a_story()
    rule = next(d for d, r in standards.standard(name).duties.items() if "arrived" in r.arises)
    told = _problems(name, _with_first(story, then=Then.model_validate({"owes_not": rule})))
    assert any(f"不该还欠 {rule}" in problem for problem in told)


def test_an_act_that_should_have_been_refused_is_told() -> None:
    name, story = _a_story()
    assert any("却办成了" in p for p in _problems(name, _with_first(story, refused="missing")))


@pytest.mark.parametrize(
    ("refused", "because", "says"),
    [
        (None, None, "不该被拒绝"),
        ("too_late", None, "应因 too_late"),
        ("missing", "天气", "应说“天气”"),
    ],
)
def test_another_refusal_than_the_one_told_is_told(
    refused: str | None, because: str | None, says: str
) -> None:
    name, story = _a_story()
    wrong = Step.model_validate(
        {"at": story.when[0].at, "who": "window", "does": "register", "without": "matter"}
    ).model_copy(update={"refused": refused, "because": because})
    told = _problems(name, story.model_copy(update={"when": (wrong, *story.when)}))
    assert any(says in problem for problem in told)


def test_a_word_read_wrongly_is_told() -> None:
    name, story = _a_story()
    told = _problems(name, story.model_copy(update={"reads": {"standard.title": "另一份规范"}}))
    assert len(told) == 1
    assert "standard.title 应为“另一份规范”" in told[0]


@pytest.mark.parametrize("name", standards.ids())
def test_a_story_that_leaves_its_route_is_told(name: str) -> None:
    route, rule = next(iter(standards.standard(name).routes.items()))
    idle = Story.model_validate({"story": "什么也没有办", "shows": "any", "route": route})
    assert any(f"应走“{rule.label}”" in problem for problem in _problems(name, idle))
    nowhere = idle.model_copy(update={"route": "nowhere"})
    assert any("没有“nowhere”这条办理路径" in problem for problem in _problems(name, nowhere))
