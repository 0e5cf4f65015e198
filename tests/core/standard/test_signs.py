"""识别词: what a standard may say of the words that point to a kind or a ground."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.core.standard.lint import lint
from bancheng.core.standard.source import Source
from bancheng.library import standards


def faults(**kinds: Any) -> list[str]:
    """What the linter says of the small standard with these signs at its grounds."""
    standard = standards.standard("guilin-xiufeng", standards.editions("guilin-xiufeng")[-1])
    grounds = dict(standard.grounds)
    for name, words in kinds.items():
        signs = {"words": words, "because": "只作提示"}
        grounds[name] = type(grounds[name]).model_validate(
            {**grounds[name].model_dump(), "signs": signs}
        )
    changed = standard.model_copy(update={"grounds": grounds})
    source = standards.source("guilin-xiufeng", standard.edition)
    assert isinstance(source, Source)
    return [fault.problem for fault in lint(changed, source)]


def test_a_word_that_speaks_for_two_grounds_is_a_fault() -> None:
    found = faults(not_accepted=["退件"], disputed_result=["退件"])
    assert found == ["识别词“退件”已经写在“not_accepted”下面"]


@pytest.mark.parametrize("word", ["退", "…", "…退"])
def test_a_word_of_one_character_is_a_fault(word: str) -> None:
    assert faults(other=[word]) == [f"识别词“{word}”太短，什么都会碰上"]


def test_signs_of_their_own_are_no_fault() -> None:
    assert faults(other=["跑断了腿", "磨破…嘴"]) == []
