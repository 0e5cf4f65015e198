"""值班提醒: above the duties of whoever writes the rota: an open window with nobody, and colleagues
who leave without having handed on what is theirs (XF-5, XF-9).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from django.urls import reverse
from django.utils.safestring import SafeString

from bancheng.casework import rota_keeping
from bancheng.casework.surroundings import standard_for
from bancheng.people import attendance, leaving, seats
from bancheng.people.coverage import standing_at
from bancheng.people.hall_hours import Session
from bancheng.people.models import Unit, Window
from bancheng.web.cites import cites
from bancheng.web.desk import Reader
from bancheng.web.words_of_time import day_words


@dataclass(frozen=True, slots=True)
class Warning:
    """One line: what is missing, under which clause, and where to put it right."""

    sentence: str
    cites: SafeString | str
    address: str
    button: str


def warnings(reader: Reader) -> list[Warning]:
    """For the halls whose rota the reader writes; a few queries for each, none for others."""
    kept = [
        centre
        for centre in seats.centres_of(reader.user, reader.now)
        if rota_keeping.keeps_rota(reader.user, centre, reader.now)
    ]
    if not kept:
        return []
    windows: dict[int, list[Window]] = {}
    for window in Window.objects.filter(centre__in=kept, active=True):
        windows.setdefault(window.centre_id, []).append(window)
    found: list[Warning] = []
    for centre in kept:
        found += _empty(centre, windows.get(centre.pk, []), reader, len(kept) > 1)
        found += _leaving(centre, reader)
    return found


def _empty(centre: Unit, windows: list[Window], reader: Reader, many: bool) -> list[Warning]:
    plan, today = attendance.plan_now(centre), reader.now.date()
    clock = reader.now.time()
    rule = standard_for(centre, today).rota
    source = cites(standard_for(centre, today), rule.cites) if rule else ""
    found = []
    for window in windows:
        if not _is_open(rota_keeping.sessions_of(window, centre, today), clock):
            continue
        standing, missing = standing_at(plan, window.pk, reader.now)
        if standing:
            continue
        name = f"{centre.shown}{window.name}" if many else window.name
        why = "排了的人不在，没有人代" if missing else "没有排人"
        address = reverse("rota-day", args=[window.pk, today.isoformat()])
        found.append(Warning(f"{name}现在开着，没有人值守：{why}。", source, address, "去排班"))
    return found


def _is_open(sessions: list[Session], clock: time) -> bool:
    return any(opens <= clock < closes for opens, closes in sessions)


def _leaving(centre: Unit, reader: Reader) -> list[Warning]:
    found = []
    for leaver in leaving.still_to_settle(reader.user, centre, reader.now):
        if leaver.last_on is None:
            when = "账号已停用"
        else:
            when = f"{day_words(leaver.last_on, reader.now.date())}起不再任职"
        sentence = f"{leaver.name}{when}，看看名下还有什么没移交。"
        address = reverse("leaving", args=[leaver.username])
        found.append(Warning(sentence, "", address, "去移交"))
    return found
