"""The rules of other places, as written down in the decision on standards: they load and walk."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from bancheng.core.calendar import CHINA, Limit
from bancheng.core.standard.load import fit, with_base
from bancheng.core.standard.source import merge, read
from bancheng.core.standard.standard import Standard
from bancheng.library.places import standards_dir
from tests.shelves import national
from tests.walks.walk import walk

TESTS = Path(__file__).parents[1]
DECISION = TESTS.parent / "docs" / "decisions" / "0006-standard.md"
WRITTEN = re.compile(r"^### (.+?)\n\n.*?^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PLACES = (
    *("Jiangsu province 2023", "Zhenjiang", "Shenzhen (a hall, 2023)", "Hangzhou Qiantang"),
    *("Xiangtan", "Qingyuan Qingxin", "Shandong 12345", "Tianjin (draft for the hotline)"),
    *("Sichuan hotline 2026", "Anhui (provincial bodies)", "Fuzhou", "Guangyuan 2021"),
    "Korea (civil petitions act)",
)


@cache
def snippets() -> dict[str, str]:
    return dict(WRITTEN.findall(DECISION.read_text(encoding="utf-8")))


def written(place: str) -> Standard:
    """The plain standard with a place's rules laid over it."""
    readings = standards_dir() / "_house-readings.yaml"
    base = read(readings.read_text(encoding="utf-8"), readings.name)
    plain = read((TESTS / "data" / "plain.yaml").read_text(encoding="utf-8"), "plain.yaml")
    over = read(snippets()[place], f"{place}.yaml")
    return fit(merge(with_base(plain, {"house-readings": base}), over))


def test_every_place_is_written_down() -> None:
    assert set(snippets()) == set(PLACES)


@pytest.mark.parametrize("place", PLACES)
def test_a_places_rules_can_be_written_and_lead_into_no_dead_end(place: str) -> None:
    rules = written(place)
    duties: set[str] = set()
    for seed in range(120):
        duties |= {d.rule for d in walk(rules, national(), seed).case.duties.values()}
    answers = {name for name, rule in rules.duties.items() if "reply" in rule.owed}
    assert answers <= duties


@pytest.mark.parametrize(
    ("place", "duty", "limit"),
    [
        ("Jiangsu province 2023", "reply-tangled", "15 working days"),
        ("Hangzhou Qiantang", "reply-middling", "3 working days"),
        ("Xiangtan", "reply-cannot", "3 working days"),
        ("Sichuan hotline 2026", "reply-help", "7 working days"),
        ("Korea (civil petitions act)", "progress", "30 calendar days"),
    ],
)
def test_a_walked_duty_runs_as_long_as_the_place_says(place: str, duty: str, limit: str) -> None:
    rules, found = written(place), 0
    for seed in range(150):
        for event in walk(rules, national(), seed).events:
            for opened in (d for d in event.opened if d.rule == duty and not d.fixed):
                assert opened.limit == limit
                assert opened.due is not None
                assert opened.due.astimezone(CHINA).hour == 17
                found += 1
    assert found
    assert str(Limit.parse(limit)) == limit
