"""识别词: what a standard may say of the words that point to a kind or a ground."""

from __future__ import annotations

import pytest

from bancheng.core.standard.lint import lint
from bancheng.core.standard.vocabulary import Signs
from bancheng.library import standards


def faults(**words: list[str]) -> list[str]:
    """What the linter says of a standard whose grounds have these signs."""
    name = standards.ids()[0]
    standard = standards.standard(name, standards.editions(name)[-1])
    grounds = dict(standard.grounds)
    for ground, said in zip(list(grounds), words.values(), strict=False):
        signs = Signs(words=said, because="只作提示")
        grounds[ground] = grounds[ground].model_copy(update={"signs": signs})
    changed = standard.model_copy(update={"grounds": grounds})
    return [f.problem for f in lint(changed, standards.source(name, standard.edition))]


def test_a_word_that_speaks_for_two_grounds_is_a_fault() -> None:
    found = faults(first=["退件"], second=["退件"])
    assert len(found) == 1
    assert "识别词“退件”已经写在" in found[0]


@pytest.mark.parametrize("word", ["退", "…", "…退"])
def test_a_word_of_one_character_is_a_fault(word: str) -> None:
    assert faults(first=[word]) == [f"识别词“{word}”太短，什么都会碰上"]


def test_signs_of_their_own_are_no_fault() -> None:
    assert faults(first=["跑断了腿", "磨破…嘴"]) == []
