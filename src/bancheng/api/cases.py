"""工单: one page of the cases that fit, newest first; and a new one.

A page goes on behind the last case shown, never by counting: cases that arrive or move meanwhile
push none out of sight and show none twice. A name or a phone to be found stands in no address; the
number by which the other side knows its matter may.
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
from bancheng.casework.queries.origins import known_as
from bancheng.clients.client_row import READ
from bancheng.core.ask import ORIGIN_NO
from bancheng.core.glossary import OUTCOME_TERMS
from bancheng.core.stage import STAGE_TERMS, Stage
from bancheng.library import standards

SIEVES = {field.name: field.type for field in fields(Sieve)}
CODES = tuple(name for name, kind in SIEVES.items() if kind == "Codes")
FLAGS = tuple(name for name, kind in SIEVES.items() if kind == "bool")
DAYS = tuple(name for name, kind in SIEVES.items() if "date" in str(kind))
LONGEST_CODE, MOST_CODES = 80, 20
CURSOR, ORIGIN = "cursor", "origin_no"
KNOWN: dict[str, dict[str, str]] = {
    "stage": {str(s): STAGE_TERMS[s] for s in Stage if s is not Stage.NONE},
    "outcome": {str(o): term for o, term in OUTCOME_TERMS.items()},
}
"""The codes that are the same whatever the standard: any other is a mistake and not an empty list.
"""


@signed
def cases_operation(request: HttpRequest, caller: Caller) -> HttpResponse:
    """GET and POST /api/v1/cases"""
    must_be(request, "GET", "POST")
    if request.method == "POST":
        return open_operation(request, caller)
    caller.must_have(READ)
    wish = wish_of(request.GET)
    found = known_as(listed(caller.user, wish, caller.now), wish.text)
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
        if name not in SIEVES and name not in (CURSOR, ORIGIN):
            known = "、".join((*SIEVES, ORIGIN, CURSOR))
            said = f"没有“{name}”这个参数。"
            raise Problem(422, "unknown_parameter", said, f"可以用：{known}。", field=name)
    asked: dict[str, Any] = {}
    for names, read in ((CODES, _codes), (FLAGS, _flag), (DAYS, _day)):
        asked |= {name: read(name, sent) for name in names if name in sent}
    return Wish(Sieve(**asked), _origin(sent), sort="registered", after=_after(sent))


def cursor_of(place: Place) -> str:
    """The place a page ended at, as other systems carry it without looking into it."""
    return base64.urlsafe_b64encode(place.told().encode()).decode().rstrip("=")


def _origin(sent: QueryDict) -> str:
    number = sent.get(ORIGIN, "").strip()
    if ORIGIN in sent and not (0 < len(number) <= ORIGIN_NO.longest and number.isprintable()):
        raise _wrong(ORIGIN, f"写来件的编号，最多 {ORIGIN_NO.longest} 个字。")
    return number


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
    known = KNOWN.get(name)
    strange = [code for code in codes if known is not None and code not in known]
    if known is not None and strange:
        said = f"参数“{name}”没有“{strange[0]}”这个代码。"
        among = "、".join(f"{code}（{term}）" for code, term in known.items())
        raise Problem(422, "unknown_option", said, f"可以写：{among}。", field=name)
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
