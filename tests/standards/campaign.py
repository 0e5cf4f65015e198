"""The campaign: each rule of a standard changed in turn; a story of its clause must turn red.

``python -m tests.standards.campaign [STANDARD]`` prints how many of how many were noticed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bancheng.core.calendar import DEFAULT, WorkCalendar
from bancheng.core.standard.faults import StandardFaults
from bancheng.core.standard.standard import Standard
from bancheng.core.stories.story import Story
from bancheng.core.stories.tell import Teller
from bancheng.library import standards
from bancheng.library.calendars import work_calendar
from tests.standards.mending import fitted, mended
from tests.standards.mutation import Data, Mutation, changed, generate


@dataclass(frozen=True)
class Trial:
    """A standard, its data and its stories, ready to be changed and told again."""

    data: Data
    standard: Standard
    stories: tuple[Story, ...]

    def concerned(self, mutation: Mutation) -> list[Story]:
        """The stories of the clauses that the changed rule cites; all where it cites none."""
        wanted = set(mutation.clauses)
        return [s for s in self.stories if not wanted or wanted & set(s.shows)]


@dataclass
class Report:
    """What came of the mutations: ``told`` were noticed by a story, ``refused`` cannot be read
    at all, ``same`` change nothing (a default written out), ``missed`` turned no story red."""

    told: list[Mutation] = field(default_factory=list)
    refused: list[Mutation] = field(default_factory=list)
    same: list[Mutation] = field(default_factory=list)
    missed: list[Mutation] = field(default_factory=list)

    @property
    def all(self) -> int:
        """How many rules were really changed."""
        return len(self.told) + len(self.missed)

    def __str__(self) -> str:
        return (
            f"{len(self.told)} of {self.all} changed rules turned a story of their clause red; "
            f"{len(self.refused)} more are refused when the standard is read, "
            f"{len(self.same)} change nothing"
        )


def trial(standard_id: str, edition: str | None = None) -> Trial:
    """The newest edition of a standard on the shelf, or the one named."""
    edition = edition or standards.editions(standard_id)[-1]
    data = standards.source(standard_id, edition).data
    return Trial(data, fitted(data), tuple(standards.stories(standard_id)))


def mutations(a_trial: Trial) -> list[Mutation]:
    """Every mutation of the trial's standard."""
    return generate(a_trial.data, a_trial.standard)


def run(a_trial: Trial, changes: Iterable[Mutation]) -> Report:
    """Change, read, and tell again; one after the other."""
    report = Report()
    for change in changes:
        standard = _after(a_trial, change)
        if standard is None:
            report.refused.append(change)
        elif standard == a_trial.standard:
            report.same.append(change)
        elif noticed(standard, a_trial.concerned(change)):
            report.told.append(change)
        else:
            report.missed.append(change)
    return report


def noticed(standard: Standard, stories: Sequence[Story]) -> bool:
    """Whether one of the stories is no longer true."""
    return any(_is_red(story, standard) for story in stories)


def calendar_of(story: Story) -> WorkCalendar:
    """The calendar a story is told on: national, with the regions it names."""
    return work_calendar(DEFAULT, regions=story.regions)


def _is_red(story: Story, standard: Standard) -> bool:
    try:
        return next(iter(Teller(story, standard, calendar_of(story)).told()), None) is not None
    except Exception:
        return True


def _after(a_trial: Trial, change: Mutation) -> Standard | None:
    """The changed standard: as it is if it can be read, else with what leaned on the rule gone."""
    tried = [changed(a_trial.data, change.path, value) for value in change.tries]
    for data in tried:
        try:
            return fitted(data)
        except StandardFaults:
            continue
    return next((found for data in tried[:1] if (found := mended(data)) is not None), None)


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


def main(names: Sequence[str]) -> int:
    """Run the whole campaign for the named standards (default: all); 1 if a rule was missed."""
    missed = 0
    for name in names or standards.ids():
        a_trial = trial(name)
        report = run(a_trial, mutations(a_trial))
        _print(iter([f"{name}: {report}"]))
        _print(f"  missed: {change}" for change in report.missed)
        missed += len(report.missed)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
