"""谁看得到导出记录: everybody their own, and those who inspect a centre all of that centre.

How many rows somebody else's export had is not shown: with the filters beside it the number would
tell of complaints that are kept from the reader.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from bancheng.ledgers.export_row import Export
from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.user import User

INSPECTING = "supervise"


def inspected_by(user: User) -> frozenset[str]:
    """The centres whose exports this person sees: their role supervises cases there, or holds
    complaints about conduct."""
    found = set()
    for centre in seats.centres_of(user):
        if not centre.standard:
            continue
        standard = standards.standard(centre.standard)
        rule = standard.acts.get(INSPECTING)
        roles = set(rule.by) if rule else set()
        roles |= {standard.conduct.held_by} if standard.conduct else set()
        if roles & seats.roles_at(user, centre):
            found.add(centre.code)
    return frozenset(found)


def exports_seen(user: User) -> QuerySet[Export]:
    """The records, the newest first."""
    mine = Q(user=user.username) | Q(centre__in=inspected_by(user))
    return Export.objects.filter(mine).order_by("-at", "-pk")
