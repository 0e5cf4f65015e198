"""回访时看到的: of cases here and of those of other installations alike, each by its own rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bancheng.casework import revisiting
from bancheng.casework.access import NotFound
from bancheng.casework.revisiting import Glimpse, place_revisited
from bancheng.core.linked import is_abroad
from bancheng.core.standard.standard import Standard
from bancheng.library import standards
from bancheng.people.user import User
from bancheng.revisit import elsewhere

Person = tuple[str, str, str]


def glimpses(user: User, case_nos: Sequence[str]) -> dict[str, Glimpse]:
    """What a caller is shown of these cases; those that are not theirs are left out.

    A fixed number of statements however many cases.
    """
    here, there = _parted(case_nos)
    found = revisiting.glimpses(user, here) if here else {}
    return found | (elsewhere.glimpses_of(user, there) if there else {})


def standard_of(user: User, case_no: str) -> Standard:
    """The standard of a closed case that this person may revisit. Raises NotFound."""
    if not is_abroad(case_no):
        place = place_revisited(user, case_no)
        return standards.standard(place.standard, place.edition)
    glimpse = elsewhere.glimpses_of(user, [case_no]).get(case_no)
    if glimpse is None:
        raise NotFound(case_no)
    return standards.standard(glimpse.standard, glimpse.edition)


def show_whole(user: User, case_no: str, who: str, now: datetime) -> tuple[str, str]:
    """The whole name and phone of somebody who may be called; that it was shown is recorded.

    Raises NotFound, and Refusal where there is no phone.
    """
    shown = elsewhere.show_whole if is_abroad(case_no) else revisiting.show_whole
    return shown(user, case_no, who, now)


def show_all_whole(
    user: User, case_nos: Sequence[str], reason: str, now: datetime
) -> dict[str, tuple[Person, ...]]:
    """Whole names and phones for a list on paper, by case; recorded of each, and why."""
    here, there = _parted(case_nos)
    found = revisiting.show_all_whole(user, here, reason, now)
    return found | elsewhere.show_all_whole(user, there, reason, now)


def _parted(case_nos: Sequence[str]) -> tuple[list[str], list[str]]:
    here = [case_no for case_no in case_nos if not is_abroad(case_no)]
    return here, [case_no for case_no in case_nos if is_abroad(case_no)]
