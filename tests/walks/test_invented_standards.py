"""The invented standards: their stories hold, and the program knows none of their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bancheng.core.acts import ACTS
from bancheng.core.given import options
from bancheng.core.permission import act_term, role_term, stage_term
from bancheng.core.stories.story import Story
from bancheng.core.stories.tell import tell
from bancheng.library.standards import ids, standard, stories
from tests.house.region_words import leaks, read
from tests.shelves import INVENTED, invented, national

STORIES = [
    pytest.param(name, story, id=f"{name}: {story.story}")
    for name in ids(INVENTED)
    for story in stories(name, INVENTED)
]


@pytest.mark.parametrize(("name", "story"), STORIES)
def test_a_story_of_an_invented_standard_is_true(name: str, story: Story) -> None:
    assert tell(story, standard(name, folder=INVENTED), national()) == []


def test_the_program_knows_nothing_of_the_harbour(repository: Path) -> None:
    words = read(INVENTED)
    harbour = {
        word
        for word, whose in {**words.anywhere, **words.exactly}.items()
        if whose.startswith("xinghe-harbour")
    }
    assert len(harbour) > 10
    found = [leak for leak in leaks(words, repository / "src") if leak.word in harbour]
    assert not found, "\n".join(str(leak) for leak in found)


def test_the_harbour_speaks_its_own_language() -> None:
    rules = invented("xinghe-harbour")
    assert role_term(rules, "bellkeeper") == "钟楼值守"
    assert act_term(rules, "accept") == "挂牌"
    assert stage_term(rules, "assigned") == "在泊"
    assert stage_term(rules, "replied") != "在泊"
    assert (options("outcomes", rules) or {})["done"] == "出港"
    assert (options("scale", rules) or {})["stars-0"] == "无星"
    assert (options("answer", rules) or {})["result"] == "放行令"


def test_the_harbour_uses_acts_that_neither_regulation_asks_for() -> None:
    assert {"escalate", "meet", "declare_unsolvable"} <= set(invented("xinghe-harbour").acts)
    assert set(invented("xinghe-harbour").acts) < set(ACTS)
