"""卡住的: what did not go to the other side, or could not be fetched from there, for a person to
decide about. Told by its kind, its time and the other side's number, never by a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest

from bancheng.channels import setups
from bancheng.channels.models import Setup
from bancheng.channels.sms.telling import held_for_the_night
from bancheng.web.desk import Reader
from bancheng.web.words_of_time import clock_words
from bancheng.wire import letters
from bancheng.wire.letter_row import Letter

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Stuck:
    """One of them. ``ref``: the other side's number; ``comes``: it was to be fetched."""

    letter: Letter
    ref: str
    comes: bool


def stuck_of(setup: Setup) -> tuple[list[Stuck], int]:
    """The oldest, and how many more there are."""
    found = letters.stuck(setup.roads)
    shown = [Stuck(one, _ref(one), one.road == setup.file_road) for one in found[:SHOWN]]
    return shown, max(found.count() - SHOWN, 0)


def under_way(setup: Setup, now: datetime) -> tuple[str, str]:
    """What is tried again by itself, and what only waits for the night to end, in words."""
    waits = letters.waiting().filter(road__in=setup.roads, stuck=False).count()
    return words_of_waiting(setup, waits, now)


def words_of_waiting(setup: Setup, waits: int, now: datetime) -> tuple[str, str]:
    """The same of so many that wait: on the way, and asleep; each may be empty."""
    held, over = held_for_the_night(setup, now) if waits else (0, None)
    on_the_way = f"{waits - held} 封在路上" if waits > held else ""
    if not held or over is None:
        return on_the_way, ""
    return on_the_way, f"{held} 封夜里不打扰，{clock_words(over, now)} 发"


def again(request: HttpRequest, reader: Reader, setup: Setup) -> None:
    """Tried from the beginning."""
    letter = _asked(request, setup)
    if letter is not None and letters.try_again(letter, reader.now):
        messages.success(request, "一分钟以内再试一次。")


def drop(request: HttpRequest, reader: Reader, setup: Setup) -> None:
    """Given up; who said so is in the log."""
    letter = _asked(request, setup)
    if letter is None or not letters.drop(letter, reader.user.username, reader.now):
        return
    comes = letter.road == setup.file_road
    said = f"{reader.user.name}决定不再{'取' if comes else '送'}。"
    more = {"ref": _ref(letter), "case_no": letter.case_no, "fine": False, "said": said}
    setups.log(setup, "came" if comes else "went", letter.what, reader.now, **more)
    told = "不再取了。" if comes else "不再送了；排在它后面的接着送。"
    messages.success(request, told)


def _ref(letter: Letter) -> str:
    return "" if letter.about == letter.case_no else letter.about


def _asked(request: HttpRequest, setup: Setup) -> Letter | None:
    number = request.POST.get("letter", "")
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    return letters.stuck(setup.roads).filter(pk=int(number)).first()
