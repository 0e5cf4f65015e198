"""我的待办: what I must do now, by due time, each with the one button that does it.

The same page for clerks, departments, the office, the leading group and the supervision: what they
hold differs, how they read it does not. Its list is asked for anew each minute while somebody can
see it (``static/web/board.js``); without a script there is «刷新».
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bancheng.casework.queries import DutyLine, my_work
from bancheng.casework.queries.duties import SHOWN
from bancheng.casework.surroundings import calendar_of
from bancheng.channels.clocks import theirs
from bancheng.core.calendar import CHINA
from bancheng.people import seats
from bancheng.people.sessions import asked_by_the_page
from bancheng.web.desk import Reader, desk, show
from bancheng.web.improvement.mine import my_points
from bancheng.web.lists.duty_rows import grouped, row_of
from bancheng.web.lists.duty_sift import sifting, wanted_of
from bancheng.web.oversight.slips import open_slips
from bancheng.web.rota.warnings import warnings
from bancheng.web.words_of_time import day_line, greeting
from bancheng.web.workbench.drafts import unfinished


@require_safe
@desk
def duties_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /"""
    if reader.is_administrator:
        return redirect("overview")
    centres = seats.centres_of(reader.user, reader.now)
    context = {
        "greeting": f"{greeting(reader.now)}，{given_name(reader.user.name)}",
        "today": day_line(reader.now, calendar_of(centres[0])) if centres else [],
        "has_post": bool(centres),
        "unfinished": unfinished(reader),
        **board(request, reader),
    }
    return show(request, reader, "web/duties.html", context, at="duties")


@asked_by_the_page
@require_safe
@desk
def duties_board(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /duties/board: the list alone, as it stands now."""
    if reader.is_administrator:
        return redirect("overview")
    return render(request, "lists/board.html", board(request, reader) | {"alone": True})


def board(request: HttpRequest, reader: Reader) -> dict[str, object]:
    """The list, what is counted of it, and when this was so."""
    wanted = wanted_of(request.GET)
    work = my_work(reader.user, reader.now, wanted, _skipped(request))
    clocks = theirs([line.case.case_no for line in work.lines if came_from_elsewhere(line)])
    return {
        "counts": work.counts,
        "groups": list(
            grouped(row_of(line, reader, clocks.get(line.case.case_no)) for line in work.lines)
        ),
        "sifting": sifting(wanted, work.every),
        "before": work.skipped,
        "left": work.fitting - work.skipped - len(work.lines),
        "next": work.skipped + SHOWN,
        "slips": open_slips(reader),
        "points": my_points(reader),
        "warnings": warnings(reader),
        "as_of": f"{reader.now.astimezone(CHINA):%H:%M}",
    }


def came_from_elsewhere(line: DutyLine) -> bool:
    """Whether another system may have a clock of its own for it: not where it came to the counter,
    which is the first of the standard's channels that is none of others'."""
    channels = line.standard.channels.items()
    here = next((name for name, channel in channels if not channel.elsewhere), None)
    return line.case.channel not in (None, here)


def _skipped(request: HttpRequest) -> int:
    skipped = request.GET.get("from", "")
    return int(skipped) if skipped.isascii() and skipped.isdigit() and len(skipped) < 6 else 0


def given_name(name: str) -> str:
    """``晓岚`` of ``陈晓岚``; any other length stays whole, as surnames can have two characters."""
    return name[1:] if len(name) == 3 else name
