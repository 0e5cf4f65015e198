"""The figures of a trial for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from bancheng.cli.trialling.letters import Letters
from bancheng.cli.trialling.tally import Tally
from bancheng.core.glossary import OUTCOME_TERMS
from bancheng.core.permission import act_term
from bancheng.library import standards


def print_report(letters: Letters, tallies: Sequence[Tally], took: float) -> None:
    """Everything that was counted, standard by standard."""
    total = len(letters.read) + len(letters.unread)
    read = f"读出 {len(letters.read)} 封，用时 {took:.0f} 秒"
    print(f"来信 {total} 封（{letters.written_as}），{read}。")
    for line in letters.unread:
        print(f"  读不出：{line}")
    for tally in tallies:
        _print_one(tally)


def _print_one(tally: Tally) -> None:
    rules = standards.standard(tally.standard)
    print(f"\n{rules.standard.title}（{tally.standard}）")
    print(f"  办件 {tally.cases} 件，归档 {tally.archived} 件，步骤 {tally.acts.total()} 步。")
    print(
        f"  应办事项：按时 {tally.met}，超时 {tally.late}，"
        f"随流程免除 {tally.dropped}，未了 {tally.open}。"
    )
    labels = {name: route.label for name, route in rules.routes.items()}
    _line("路径", tally.routes, labels)
    _line("结局", tally.outcomes, OUTCOME_TERMS)
    _line("步骤", tally.acts, {act: act_term(rules, act) for act in tally.acts})
    _line("条款", tally.clauses, {})


def _line(what: str, counted: Counter[str], labels: Mapping[str, str]) -> None:
    parts = (f"{labels.get(name, name)} {count}" for name, count in counted.most_common())
    print(f"  {what}（{len(counted)} 种）：{'、'.join(parts)}")
