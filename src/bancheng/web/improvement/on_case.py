"""工单页上的堵点: the way to put one up from a case. What cites it already is shown there, so that
the page of a case costs no statement more.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from bancheng.casework.look import Look


def address_of_new_point(found: Look) -> str:
    """Where this case is put up as a block point; empty for those who may not."""
    rule = found.standard.improvement.get("propose")
    roles = {role for part in found.actor.parts for role in part.roles}
    if rule is None or found.case.accepted_at is None or not roles & set(rule.by):
        return ""
    return f"{reverse('bottleneck-new')}?{urlencode({'case': found.row.case_no})}"
