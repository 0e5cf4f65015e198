"""Every worked example of every standard is a test of the clauses it shows."""

from __future__ import annotations

import pytest

from bancheng.core.stories.story import Story
from bancheng.core.stories.tell import tell
from bancheng.library import standards
from tests.standards.campaign import calendar_of


def _told() -> list[object]:
    return [
        pytest.param(name, story, id=story.story, marks=pytest.mark.clause(*story.shows))
        for name in standards.ids()
        for story in standards.stories(name)
    ]


@pytest.mark.parametrize(("name", "story"), _told())
def test_a_story_goes_as_told(name: str, story: Story) -> None:
    problems = tell(story, standards.standard(name), calendar_of(story))
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("name", standards.ids())
def test_a_story_shows_only_clauses_that_there_are(name: str) -> None:
    known = set(standards.standard(name).clauses)
    unknown = {s.story: set(s.shows) - known for s in standards.stories(name)}
    assert not {story: clauses for story, clauses in unknown.items() if clauses}


@pytest.mark.parametrize("name", standards.ids())
def test_every_clause_served_by_a_rule_has_a_story(name: str) -> None:
    clauses = standards.standard(name).clauses
    shown = {clause for story in standards.stories(name) for clause in story.shows}
    assert {c for c, clause in clauses.items() if clause.served == "rule"} <= shown


@pytest.mark.parametrize("name", standards.ids())
def test_no_two_stories_have_the_same_title(name: str) -> None:
    titles = [story.story for story in standards.stories(name)]
    assert len(titles) == len(set(titles))
