"""Every number and label of a copied standard changed: behaviour follows, for both regulations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from bancheng.core.act import Question
from bancheng.core.acts import ACTS
from bancheng.core.calendar import Limit, LimitError, due_time
from bancheng.core.decider import FIELDS, fields_of
from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.core.given import options, term_of
from bancheng.core.glossary import OPTION_TERMS, OUTCOMES
from bancheng.core.permission import act_term, duty_term, role_term, stage_term, why_not
from bancheng.core.stage import Stage
from bancheng.core.standard.load import fit
from bancheng.core.standard.source import Source
from bancheng.core.standard.standard import Standard
from bancheng.library.places import standards_dir
from bancheng.library.standards import ids, standard
from tests.shelves import changed, national, source_of
from tests.walks.people import cast
from tests.walks.walk import Walk, walk

REGIONS = ids(standards_dir())
EACH = pytest.mark.parametrize("name", REGIONS)
MARK = "（改）"
LABELS = frozenset({"label", "title", "says", "text", "where_to_go", "ref", "issuer"})
VALUE_LABELS = frozenset({"means", "solved", "choices"})  # mappings of a name to its label
NUMBERS = frozenset({"times", "years", "unreached_after", "fewest"})
NUMBER = re.compile(r"\d+")


def other_limit(text: str) -> str:
    """A limit of another length, in the same words."""
    if text == "same working day":
        return "2 working days"
    if text in ("until done", "as decided", "as promised", "before due", "first day late"):
        return text
    number = int(NUMBER.findall(text)[0])
    return str(Limit.parse(NUMBER.sub(str(number + 1), text.removesuffix(" before due")))) + (
        " before due" if text.endswith(" before due") else ""
    )


def _other(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        labels = key in VALUE_LABELS and all(isinstance(v, str) for v in value.values())
        return {k: v + MARK if labels else _other(k, v) for k, v in value.items()}
    if isinstance(value, list):
        return [_other(key, item) for item in value]
    if isinstance(value, str) and key in LABELS:
        return value + MARK
    if isinstance(value, str) and key in ("within", "every", "longest", "otherwise", "at"):
        return other_limit(value)
    if type(value) is int and key in NUMBERS:
        return value + 1
    return value


def all_words() -> Iterator[tuple[str, str]]:
    """New words for everything that the core has a term of its own for."""
    for stage in Stage:
        yield f"stage.{stage}", f"阶段·{stage}"
    for outcome in OUTCOMES:
        yield f"outcome.{outcome}", f"结局·{outcome}"
    for source, terms in OPTION_TERMS.items():
        for value in terms:
            yield f"{source}.{value}", f"选项·{source}·{value}"
    for field in FIELDS:
        yield f"field.{field}", f"栏·{field}"
    yield "meeting", "会议·"


def change_all(data: dict[str, Any]) -> None:
    for section, value in list(data.items()):
        data[section] = _other(section, value)
    for name, rule in data["acts"].items():
        rule["label"] = f"步·{name}"
    for name, rule in data["duties"].items():
        rule["label"] = f"事·{name}"
    score = data["scoring"]  # what the indicators bear must still add up
    score["full"] = 2 * score.get("full", 100)
    for indicator in score["indicators"].values():
        indicator["points"] *= 2


@cache
def pair(name: str) -> tuple[Standard, Standard]:
    """A regulation and its changed copy."""
    source: Source = source_of(standards_dir(), name)
    before = standard(name)
    after = changed(source, change_all)
    after.data["words"] = dict(all_words())
    return before, fit(after)


@cache
def events(name: str, which: int) -> tuple[Event, ...]:
    rules = pair(name)[which]
    return tuple(
        event
        for seed in range(80)
        for event in walk(rules, national(), seed, hall_closes=False).events
    )


def opened(name: str, which: int) -> dict[str, Duty]:
    """One duty of every rule, with the limit the rule itself gives it."""
    rules = pair(name)[which].duties
    return {
        d.rule: d
        for event in events(name, which)
        for d in event.opened
        if d.rule in rules and d.limit in (rules[d.rule].within, rules[d.rule].otherwise)
    }


@EACH
def test_every_duty_runs_by_the_changed_number(name: str) -> None:
    before, after = (opened(name, which) for which in (0, 1))
    changed_rules = {
        rule for rule in before if other_limit(before[rule].limit) != before[rule].limit
    }
    assert len(changed_rules) > 15
    for rule in changed_rules & set(after):
        assert after[rule].limit == other_limit(before[rule].limit)
        start, limit = after[rule].start, Limit.parse(after[rule].limit)
        if start is not None and not after[rule].fixed:
            here = pair(name)[1].closed_hours
            assert after[rule].due == due_time(limit, start, national(), here).due
    assert len(changed_rules & set(after)) > 0.8 * len(changed_rules)


@EACH
def test_every_label_people_see_is_the_changed_one(name: str) -> None:
    rules = pair(name)[1]
    for role in rules.roles:
        assert role_term(rules, role).endswith(MARK)
    for act in rules.acts:
        assert act_term(rules, act) == f"步·{act}"
    for duty in rules.duties:
        assert duty_term(rules, duty) == f"事·{duty}"
    for stage in Stage:
        assert stage_term(rules, stage) == f"阶段·{stage}"


@EACH
def test_every_field_and_option_is_called_by_the_changed_words(name: str) -> None:
    rules = pair(name)[1]
    asks = {
        ask.name: ask
        for act, spec in ACTS.items()
        for ask in fields_of(spec, rules.acts.get(act), rules)
    }
    seen = 0
    for ask in asks.values():
        new = f"栏·{ask.name}" if ask.name in FIELDS else ""
        assert term_of(ask, rules) == new or term_of(ask, rules).endswith(MARK)
        for label in (options(ask.options, rules) or {}).values():
            assert label.endswith(MARK) or label.startswith(("选项·", "结局·"))
            seen += 1
    assert seen > 40


@EACH
def test_refusals_speak_in_the_changed_words(name: str) -> None:
    rules = pair(name)[1]
    walker = Walk(rules, national(), 5)
    said = set()
    for actor in cast(rules):
        for act in rules.acts:
            question = Question(walker.case, actor, rules, national(), walker.at)
            refusal = why_not(question, act)
            if refusal and refusal.code in ("not_your_act", "not_at_this_stage"):
                assert f"步·{act}" in refusal.sentence
                said.add(refusal.code)
                if refusal.code == "not_at_this_stage":
                    assert f"阶段·{Stage.NONE}" in refusal.sentence
    assert said == {"not_your_act", "not_at_this_stage"}


@EACH
def test_every_other_number_is_the_changed_one(name: str) -> None:
    before, after = pair(name)
    assert before.returns is None or (
        after.returns is not None
        and after.returns.within == other_limit(before.returns.within)
        and after.returns.times != before.returns.times
    )
    for card, rule in before.cards.items():
        assert after.cards[card].at == other_limit(rule.at)
    for act, act_rule in before.acts.items():
        if act_rule.approval:
            approval = after.acts[act].approval
            assert approval
            assert approval.within == other_limit(act_rule.approval.within)
        assert act_rule.times is None or after.acts[act].times == act_rule.times + 1
    assert before.scoring is not None
    assert after.scoring is not None
    assert after.scoring.fewest == before.scoring.fewest + 1
    for one, indicator in before.scoring.indicators.items():
        assert after.scoring.indicators[one].points == 2 * indicator.points
    for event in events(name, 1):
        for duty in event.opened:
            if duty.rule == "approval":
                assert duty.limit in {r.approval.within for r in after.acts.values() if r.approval}


def test_other_limit_is_indeed_another() -> None:
    for text in ("30 minutes", "24 hours", "1 working day", "same working day", "2 months"):
        assert Limit.parse(other_limit(text)) != Limit.parse(text)
    assert other_limit("1 working day before due") == "2 working days before due"
    assert other_limit("until done") == "until done"
    with pytest.raises(LimitError):
        other_limit("5 workdays")
