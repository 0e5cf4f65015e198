"""一件: how a case stands, what is owed on it, and what was done, as its reader may see it.

The same as the case's page shows: names and phones masked, erased texts said to be erased. The
whole of a masked detail is shown to people alone, on a page that records why.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from bancheng.api import words
from bancheng.api.admission import Caller, signed
from bancheng.api.turning_away import must_be
from bancheng.api.words import Told
from bancheng.casework import access, masking, speaking
from bancheng.casework.attached import AttachedFile, files_of
from bancheng.casework.look import Entry, Look, look
from bancheng.clients.client_row import READ
from bancheng.core.duty import Duty
from bancheng.core.permission import act_term, duty_term

LONGEST_NUMBER = 60
MASKED = ("name", "phone", "agent", "agent_phone")


@signed
def case_operation(request: HttpRequest, caller: Caller, case_no: str) -> HttpResponse:
    """GET /api/v1/cases/<number>"""
    must_be(request, "GET")
    caller.must_have(READ)
    found = look(caller.user, a_number(case_no), caller.now)
    answer = JsonResponse(told(found, caller), json_dumps_params={"ensure_ascii": False})
    answer["ETag"] = f'"{found.case.version}"'
    return answer


def a_number(text: str) -> str:
    """A number as cases have them. NotFound for what can be none."""
    if len(text) > LONGEST_NUMBER or not text.isprintable():
        raise access.NotFound(text)
    return text


def told(found: Look, caller: Caller) -> Told:
    """Everything that is answered."""
    case, standard, names = found.case, found.standard, found.names
    return {
        "case_no": found.row.case_no,
        "version": case.version,
        "centre": words.unit(names, found.centre.code),
        "standard": {"id": standard.id, "edition": standard.edition},
        "stage": words.stage(standard, case.stage),
        "outcome": words.outcome(standard, case.outcome),
        "kind": words.of_section(case.kind, standard.kinds),
        "ground": words.of_section(case.ground, standard.grounds),
        "channel": words.of_section(case.channel, standard.channels),
        "lead": words.unit(names, case.lead()),
        "conduct": case.conduct,
        "green": case.green,
        "matter": found.text("matter"),
        "origin_no": found.text("origin_no"),
        "petitioner": {
            name: None if (text := found.text(name)) is None else masking.masked(name, text)
            for name in MASKED
        },
        "registered_at": words.instant(case.registered_at),
        "accepted_at": words.instant(case.accepted_at),
        "ended_at": words.instant(case.ended_at),
        "duties": [duty(each, found) for each in found.duties],
        "story": [line(entry, found) for entry in found.entries],
        "files": [attached(one) for one in files_of(found)],
        "may_now": may_now(found, caller),
    }


def attached(one: AttachedFile) -> Told:
    """One file of the case; without a name where it was erased."""
    about = one.about
    return {
        "id": one.id,
        "name": about.name if about else None,
        "kind": about.kind if about else None,
        "size": about.size if about else None,
        "seq": one.entry.event.seq,
        "opens": one.opens and about is not None,
    }


def duty(owed: Duty, found: Look) -> Told:
    """One duty: what, whose, by when and why then."""
    standard, names = found.standard, found.names
    return {
        "id": owed.id,
        "rule": words.coded(owed.rule, duty_term(standard, owed.rule)),
        "owed": [words.coded(act, act_term(standard, act)) for act in owed.owed],
        "by": words.role(standard, owed.by),
        "unit": words.unit(names, owed.unit),
        "state": owed.state,
        "due": words.instant(owed.due),
        "provisional": owed.provisional,
        "late": owed.late_at(found.now),
        "closed_at": words.instant(owed.closed_at),
        "how": speaking.explain(owed, standard, found.calendar),
        "clauses": clauses(owed.cites, found),
        "because": owed.because,
    }


def line(entry: Entry, found: Look) -> Told:
    """One entry of the story."""
    event, standard, names = entry.event, found.standard, found.names
    about = found.case.duties.get(event.text("duty")) if event.text("duty") else None
    holder = names.unit(about.unit) if about is not None and about.unit else ""
    return {
        "seq": event.seq,
        "event": event.name,
        "act": words.coded(event.act, act_term(standard, event.act)),
        "done_at": words.instant(event.done_at),
        "recorded_at": words.instant(event.recorded_at),
        "pending": event.pending,
        "by": words.by(event.by, standard, names),
        "sentence": speaking.sentence(event, entry.texts, standard, names, holder),
        "moved": speaking.moves(event, standard, found.calendar),
        "clauses": clauses(event.cites, found),
    }


def clauses(cites: tuple[str, ...], found: Look) -> list[Told]:
    """Clauses by id and as people know them."""
    return [{"id": clause, "ref": found.standard.ref(clause)} for clause in cites]


def may_now(found: Look, caller: Caller) -> list[Told]:
    """The acts open to this very client now, what it owes first."""
    return [
        {"code": act.act, "word": act.term, "owed": act.owed is not None}
        for act in found.acts
        if act.refusal is None and caller.client.may(act.act)
    ]
