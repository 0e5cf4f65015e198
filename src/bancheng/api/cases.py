"""工单: one page of the cases that fit, newest first; and a new one.

A page goes on behind the last case shown, never by counting: cases that arrive or move meanwhile
push none out of sight and show none twice. A name or a number to be found stands in no address.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict

from bancheng.api import words
from bancheng.api.acting import open_operation
from bancheng.api.admission import Caller, signed
from bancheng.api.days_and_times import day
from bancheng.api.problem import Problem
from bancheng.api.turning_away import must_be
from bancheng.api.words import Told
from bancheng.casework.case_row import CaseRow
from bancheng.casework.names import names_for
from bancheng.casework.queries import Listed, Sieve, Wish, listed
from bancheng.casework.queries.cases import Place, place_of
from bancheng.clients.client_row import READ
from bancheng.library import standards

SIEVES = {field.name: field.type for field in fields(Sieve)}
CODES = tuple(name for name, kind in SIEVES.items() if kind == "Codes")
FLAGS = tuple(name for name, kind in SIEVES.items() if kind == "bool")
DAYS = tuple(name for name, kind in SIEVES.items() if "date" in str(kind))
LONGEST_CODE, MOST_CODES = 80, 20
CURSOR = "cursor"


@signed
def cases_operation(request: HttpRequest, caller: Caller) -> HttpResponse:
    """GET and POST /api/v1/cases"""
    must_be(request, "GET", "POST")
    if request.method == "POST":
        return open_operation(request, caller)
    caller.must_have(READ)
    wish = wish_of(request.GET)
    found = listed(caller.user, wish, caller.now)
    return JsonResponse(told(found), json_dumps_params={"ensure_ascii": False})


def told(found: Listed) -> Told:
    """One page, and where the next one goes on."""
    return {
        "cases": [one(row, found) for row in found.rows],
        "next": cursor_of(found.next) if found.next else None,
    }


def one(row: CaseRow, found: Listed) -> Told:
    """A case in a list: codes, words and times, nothing about a person."""
    standard = standards.standard(row.standard, row.edition)
    names = names_for(standard)
    return {
        "case_no": row.case_no,
        "version": row.version,
        "centre": words.unit(names, row.chain),
        "standard": {"id": row.standard, "edition": row.edition},
        "stage": words.stage(standard, row.stage),
        "outcome": words.outcome(standard, row.outcome),
        "kind": words.of_section(row.kind, standard.kinds),
        "ground": words.of_section(row.ground, standard.grounds),
        "channel": words.of_section(row.channel, standard.channels),
        "lead": words.unit(names, row.lead),
        "registered_at": words.instant(row.registered_at),
        "touched_at": words.instant(row.touched_at),
        "next_due": words.instant(found.dues.get(row.pk)),
    }


def wish_of(sent: QueryDict) -> Wish:
    """What a list is asked for. Problem ``unknown_parameter`` or ``wrong_parameter``."""
    for name in sent:
        if name not in SIEVES and name != CURSOR:
            known = "、".join((*SIEVES, CURSOR))
            said = f"没有“{name}”这个参数。"
            raise Problem(422, "unknown_parameter", said, f"可以用：{known}。", field=name)
    asked: dict[str, Any] = {}
    for names, read in ((CODES, _codes), (FLAGS, _flag), (DAYS, _day)):
        asked |= {name: read(name, sent) for name in names if name in sent}
    return Wish(Sieve(**asked), sort="registered", after=_after(sent))


def cursor_of(place: Place) -> str:
    """The place a page ended at, as other systems carry it without looking into it."""
    return base64.urlsafe_b64encode(place.told().encode()).decode().rstrip("=")


def _after(sent: QueryDict) -> Place | None:
    text = sent.get(CURSOR, "")
    if not text:
        return None
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        place = place_of(base64.b64decode(padded, b"-_", validate=True).decode("ascii"))
    except (binascii.Error, ValueError):
        place = None
    if place is None:
        said = "这不是上一页给出的位置。"
        raise Problem(422, "wrong_parameter", said, "请原样带上上一页的 next。", field=CURSOR)
    return place


Read = Callable[[str, QueryDict], Any]


def _codes(name: str, sent: QueryDict) -> tuple[str, ...]:
    codes = tuple(sent.getlist(name))
    fine = all(0 < len(code) <= LONGEST_CODE and code.isprintable() for code in codes)
    if not fine or len(codes) > MOST_CODES:
        raise _wrong(name, f"写一个代码，要几个就重复写几次，最多 {MOST_CODES} 个。")
    return codes


def _flag(name: str, sent: QueryDict) -> bool:
    text = sent[name]
    if text not in ("true", "false"):
        raise _wrong(name, "写 true 或者 false。")
    return text == "true"


def _day(name: str, sent: QueryDict) -> date:
    found = day(sent.get(name, ""))
    if found is None:
        raise _wrong(name, "写 2026-03-02 这样的日期。")
    return found


def _wrong(name: str, do: str) -> Problem:
    return Problem(422, "wrong_parameter", f"参数“{name}”写得不对。", do, field=name)
