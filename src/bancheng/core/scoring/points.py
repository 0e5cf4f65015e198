"""一项的分: how many of its points are left, and what each case took or gave.

Points are counted in hundredths, whole numbers, so that what the cases took adds up exactly to
what is missing, on the page and in a spreadsheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bancheng.core.standard.scoring import Indicator

IN_A_POINT = 100


@dataclass(frozen=True, slots=True)
class Counted:
    """``n``: of how many duties or cases; ``hits``: the cases that take or give, one for each
    time."""

    n: int
    hits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfCase:
    """What one case takes or gives; ``exempt``: it would take this, and does not (免予扣分)."""

    case_no: str
    times: int
    points: int
    exempt: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One indicator of one subject. ``scored``: there were enough of them to be fair."""

    name: str
    rule: Indicator
    n: int
    fewest: int
    cases: tuple[OfCase, ...]

    @property
    def scored(self) -> bool:
        """Whether it counts at all: nothing is scored of too few."""
        return self.n >= self.fewest

    @property
    def moved(self) -> int:
        """What its cases took, or gave."""
        return sum(case.points for case in self.cases if not case.exempt)

    @property
    def points(self) -> int:
        """What is left of it, or what it adds."""
        if not self.scored:
            return 0
        return self.moved if self.rule.gives else self.rule.points * IN_A_POINT - self.moved

    @property
    def hits(self) -> int:
        """How many times altogether, those exempted too."""
        return sum(case.times for case in self.cases)


def part(
    name: str,
    rule: Indicator,
    counted: Counted,
    fewest: int,
    exempt: Iterable[str] = (),
) -> Part:
    """Work one indicator out. Exempting a case never gives back more than that case took, and
    takes from nobody."""
    times = dict(sorted(Counter(counted.hits).items()))
    n = max(counted.n, sum(times.values()))
    least = max(rule.fewest or fewest, 1)
    free = set(exempt) & set(times) if rule.takes else set()
    taken = dict.fromkeys(times, 0)
    if n >= least:
        taken = _taken(rule, n, times)
        counting = {case: count for case, count in times.items() if case not in free}
        if rule.each is not None:
            taken |= _taken(rule, n, counting)
    cases = (OfCase(case, times[case], taken[case], case in free) for case in times)
    return Part(name, rule, n, least, tuple(cases))


def _taken(rule: Indicator, n: int, times: dict[str, int]) -> dict[str, int]:
    """Case by case in the order of the numbers; never more than there is."""
    whole = rule.points * IN_A_POINT
    found, before, so_far = {}, 0, 0
    for case, count in times.items():
        so_far += count
        upto = min(whole, rule.each * IN_A_POINT * so_far) if rule.each else _part(whole, so_far, n)
        found[case], before = upto - before, upto
    return found


def _part(whole: int, k: int, n: int) -> int:
    """``k`` of ``n`` parts of the whole, rounded to a hundredth of a point."""
    return (2 * whole * k + n) // (2 * n)


def points_words(points: int) -> str:
    """``9250`` as 92.5."""
    return f"{points / IN_A_POINT:.2f}".rstrip("0").rstrip(".")
