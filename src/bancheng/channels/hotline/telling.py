"""去信: what happened on a case since, in the messages that the mapping makes of it.

Written after each tick from the case's entries that took effect; each letter's mark names the
entry, and an order remembers up to which entry it was told, so that nothing is told twice. The
words are the mapping's; of what a department writes nothing is sent before the petitioner was told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Told
from datetime import datetime

from django.db.models import Exists, OuterRef

from bancheng.casework.case_row import CaseRow
from bancheng.casework.door import SYSTEM, handle
from bancheng.casework.door import Order as Act
from bancheng.casework.facts import ERASED, event_of
from bancheng.casework.folding import case_now
from bancheng.casework.names import names_for
from bancheng.casework.speaking import values_of
from bancheng.channels.hotline.mapping import Mapping
from bancheng.channels.order_row import Order
from bancheng.channels.setup_row import Setup
from bancheng.core.calendar import CHINA
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard
from bancheng.core.taking_effect import took_effect
from bancheng.journal import append, engine, read
from bancheng.journal.envelope import Recorded
from bancheng.library import standards
from bancheng.wire import letters

AT_ONCE = 500
"""Orders of one round; the others wait for the next."""
TELLS = ("inform", "answer", "guide", "explain")
ANSWERS = ("reply", "receive_result", "decline")
WORDS = {
    "accepted": "已受理",
    "returned": "退单",
    "progress": "进展",
    "result": "办理结果",
    "callback": "回访",
}
PLACE = re.compile(r"\{(\w+)\}")
CLAUSE = re.compile(r"[^。；，]+[。；，]?")
CARRIED = ("lead", "until_on", "kind", "ground", "refusal", "outcome")
"""What is known of a case from then on; all else is only of the act that says it."""
SPOKEN = frozenset({*TELLS, "accept", "decline", "tell_acceptance", "give_notice", "complete"})
SPOKEN |= {"explain_extension", "withdraw", "reopen", "tell_review", "call_back", "rate"}
"""Acts done before the petitioner's eyes. Whatever a mapping asks for, nothing that was written in
any other goes out: what a department writes to the window is told once the window has told it."""
CODES = ("outcome", "solved", "satisfaction", "refusal", "kind")
"""Values sent as codes beside their words."""


def tell(setup: Setup, mapping: Mapping, now: datetime) -> int:
    """Write the letters of every order whose case has moved; how many were written."""
    moved = CaseRow.objects.filter(case_no=OuterRef("case_no"), version__gt=OuterRef("told"))
    behind = Order.objects.filter(Exists(moved), setup=setup, erased=False).order_by("pk")
    return sum(_tell_one(setup, mapping, order, now) for order in behind[:AT_ONCE])


def _tell_one(setup: Setup, mapping: Mapping, order: Order, now: datetime) -> int:
    with engine.writing():
        append.lock(setup.centre.code)  # letters of one order are written in the order of its acts
        order.refresh_from_db()
        if order.erased:
            return 0
        written, returned = 0, order.returned
        entries, acts = _read(order.case_no)
        standard = _standard(order.case_no)
        for message, told in _messages(acts, order, mapping, standard):
            if message == "returned":
                returned = True
            elif message == "accepted":
                returned = False
            if returned and message == "result":
                continue  # they have had the order back; its end here is no answer to it
            written += letters.write(
                setup.road,
                told["id"],
                WORDS[message],
                told,
                now,
                case_no=order.case_no,
                about=order.number,
            )
        last = entries[-1].version if entries else 0
        Order.objects.filter(pk=order.pk).update(told=last, returned=returned)
    if returned:
        close_return(setup, order.case_no, now)
    return written


def result_of(case_no: str, standard: Standard) -> str:
    """What the petitioner was told in the end; empty before that."""
    names, said = names_for(standard), ""
    for event, texts in _read(case_no)[1]:
        said = _result(event, values_of(event, texts, standard, names), said)
    return said


def _result(event: Event, said: Told[str, str], before: str) -> str:
    """The answer as it stands after an event: what was told, else what was replied."""
    if event.act in ANSWERS or (event.act in TELLS and said.get("text")):
        return said.get("text") or before
    return before


def _read(case_no: str) -> tuple[list[Recorded], Iterator[tuple[Event, Told[str, str | None]]]]:
    """The entries of a case, and its acts as they took effect, with their texts."""
    entries, texts = read.case(case_no), read.details(case_no)
    return entries, took_effect(
        (event_of(e), {name: texts.get((e.position, name)) for name in e.fields})
        for e in entries
        if e.event != ERASED
    )


def _messages(
    acts: Iterator[tuple[Event, Told[str, str | None]]],
    order: Order,
    mapping: Mapping,
    standard: Standard,
) -> Iterator[tuple[str, dict[str, str]]]:
    """Each message with its values, from behind the entry told of last."""
    names = names_for(standard)
    carried, codes, answer = {"case_no": order.case_no}, dict[str, str](), ""
    for event, texts in acts:
        said = values_of(event, texts, standard, names)
        carried |= {name: said[name] for name in CARRIED if said.get(name)}
        answer = _result(event, said, answer)
        if event.act in SPOKEN and answer:
            carried["result"] = answer
        known = {**(said if event.act in SPOKEN else {}), **carried}
        codes |= {name: event.text(name) for name in CODES if event.text(name)}
        if event.act == "withdraw":
            codes["outcome"] = "withdrawn"
        message = mapping.acts.get(event.act)
        if message is None or event.seq <= order.told or event.by.role == "origin":
            continue
        yield (
            message,
            {
                **codes,
                "id": f"{order.case_no}:{event.seq}",
                "order": order.number,
                "message": message,
                "at": event.done_at.astimezone(CHINA).isoformat(),
                "case_no": order.case_no,
                "text": filled(mapping.words.get(event.act, ""), known),
                "reason": known.get("refusal", ""),
                "where_to_go": known.get("where_to_go", ""),
                "department": known.get("lead", ""),
                "until": known.get("until_on", ""),
            },
        )


def filled(words: str, known: Told[str, str]) -> str:
    """The words with their places filled; a clause one of whose places is empty is left out."""
    return "".join(
        PLACE.sub(lambda place: known[place[1]].rstrip("。；，"), clause)
        for clause in CLAUSE.findall(words)
        if all(known.get(name) for name in PLACE.findall(clause))
    ).rstrip("；，")


def close_return(setup: Setup, case_no: str, now: datetime) -> None:
    """回传: what went out counts as the result returned, where that is owed on the case."""
    case = case_now(case_no)
    if not any("return_result" in duty.owed for duty in case.owed()):
        return
    command = f"channel:{setup.pk}:returned:{case_no}:{case.version}"
    try:
        handle(SYSTEM, case_no, [Act("return_result")], command, None, now)
    except Refusal:
        return  # the window has it on its list, and does it by hand


def _standard(case_no: str) -> Standard:
    row = CaseRow.objects.values_list("standard", "edition").get(case_no=case_no)
    return standards.standard(*row)
