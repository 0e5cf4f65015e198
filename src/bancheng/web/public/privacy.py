"""个人信息告知: said where the details are asked for — who, what for, who sees them, how long.

Personal Information Protection Law, article 17. How long comes from the standard; a region adds in
its reading ``privacy`` what it has to say besides.
"""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.channels.sms.telling import texts_petitioners
from bancheng.web.public.visit import Visit


@dataclass(frozen=True, slots=True)
class Notice:
    """What differs from centre to centre."""

    holder: str
    years: int | None
    phone: str
    more: str
    texts: bool


def notice(visit: Visit) -> Notice:
    """The notice of this centre."""
    kept = visit.standard.retention
    more = visit.standard.readings.get("privacy")
    return Notice(
        visit.centre.name,
        kept.years if kept and not kept.permanent else None,
        visit.phone,
        more.text if more else "",
        texts_petitioners(visit.centre.code),
    )
