"""谁写、谁看通报: the standard's roles write and issue it; who reads the centre whole reads it."""

from __future__ import annotations

from datetime import datetime

from bancheng.bulletin.issue_row import Issue
from bancheng.casework.access import NotFound
from bancheng.casework.holdings import whole_centres
from bancheng.casework.surroundings import standard_for
from bancheng.core.standard.bulletins import FOLLOWING, USUAL, Bulletin
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.people.user import User


def rule_of(centre: Unit | str) -> Bulletin:
    """What the centre's standard says of bulletins, or the usual."""
    return standard_for(centre).bulletin or USUAL


def writes(user: User, centre: Unit | str, now: datetime) -> bool:
    """Whether this person writes the bulletin of a centre: has the role and reads it whole."""
    code = centre if isinstance(centre, str) else centre.code
    if seats.is_administrator(user, now) or code not in whole_centres(user):
        return False
    rule, standard = rule_of(centre), standard_for(centre)
    acts = (standard.acts.get(name) for name in FOLLOWING)
    by = set(rule.by) or {role for act in acts if act is not None for role in act.by}
    if not by and standard.conduct is not None:
        by = {standard.conduct.held_by}
    return bool(by & seats.roles_at(user, code, now))


def read_by(user: User, now: datetime) -> list[Unit]:
    """The centres whose issued bulletins this person reads."""
    if not user.is_active or seats.is_administrator(user, now):
        return []
    whole = whole_centres(user)
    return [unit for unit in seats.centres_of(user, now) if unit.code in whole]


def issue_for(user: User, key: str, now: datetime) -> Issue:
    """One issue; a draft is for its writers. Raises NotFound where this person has none such."""
    issue = Issue.objects.filter(key=key, dropped_at=None).first()
    if issue is None or issue.centre not in {unit.code for unit in read_by(user, now)}:
        raise NotFound(key)
    if issue.issued_at is None and not writes(user, issue.centre, now):
        raise NotFound(key)
    return issue
