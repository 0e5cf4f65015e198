"""一格的内容: what a column shows of a case, as words, a day or a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from bancheng.casework.masking import masked
from bancheng.casework.speaking import ERASED
from bancheng.core.ask import Ask, Shape
from bancheng.core.calendar import CHINA
from bancheng.core.decider import FIELDS
from bancheng.core.ledger_values import ENTRY, TEXTS, ask_named
from bancheng.core.permission import act_term, role_term, stage_term
from bancheng.journal.envelope import Recorded
from bancheng.journal.read import DAMAGED
from bancheng.ledgers.facts import CaseFacts, data_of
from bancheng.ledgers.sheet import Column

Value = str | date | datetime | None


def value_of(column: Column, facts: CaseFacts, now: datetime, revealed: bool = False) -> Value:
    """One cell; None where there is nothing to show. Names and phones come masked unless
    ``revealed``."""
    found = _plain(column, facts, now)
    if column.mask and not revealed and isinstance(found, str) and found not in (ERASED, DAMAGED):
        return masked(column.mask, found)
    return found or None


def _plain(column: Column, facts: CaseFacts, now: datetime) -> Value:
    if column.owner == "field":
        return _latest_code(column.field, facts)
    if column.owner:
        entry = facts.entry if column.owner == ENTRY else facts.last(column.owner)
        return _of_entry(column.field, entry, facts)
    if column.value in OF_THE_CASE:
        return OF_THE_CASE[column.value](facts, now)
    ask = FIELDS.get(column.value)
    if column.value in TEXTS and (ask is None or ask.erasable):
        return facts.text(column.value)
    return _latest_code(column.value, facts)


def _of_entry(field: str, entry: Recorded | None, facts: CaseFacts) -> Value:
    if entry is None:
        return "" if field != "done" else "否"
    if field in OF_ANY_ENTRY:
        return OF_ANY_ENTRY[field](entry, facts)
    if field in entry.fields:
        return facts.text(field, entry)
    return _coded(field, entry, facts)


def _coded(field: str, entry: Recorded, facts: CaseFacts) -> Value:
    value = data_of(entry).get(field)
    ask: Ask | None = ask_named(field, facts.words.standard)
    if value is None or ask is None:
        return ""
    if ask.shape is Shape.DATE:
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            return str(value)
    return facts.words.told(ask, value)


def _latest_code(field: str, facts: CaseFacts) -> Value:
    for entry in reversed(facts.entries):
        if field in entry.fields:
            return facts.text(field, entry)
        if field in data_of(entry):
            return _coded(field, entry, facts)
    return ""


def _here(at: datetime | None) -> datetime | None:
    return at.astimezone(CHINA).replace(tzinfo=None) if at else None


def _day(at: datetime | None) -> date | None:
    return at.astimezone(CHINA).date() if at else None


def _who(entry: Recorded, facts: CaseFacts) -> str:
    """Who did it; where it was written down for another, that other first."""
    actor = entry.actor
    if actor.get("recorded") is None:
        return facts.words.names.user(actor["user"] or "")
    other = facts.text("for_person", entry)
    if not other:
        unit, role = actor.get("unit"), actor["role"] or ""
        other = facts.words.names.unit(unit) if unit else role_term(facts.words.standard, role)
    return f"{other}（{facts.words.names.user(actor['user'] or '')}代记）"


OF_ANY_ENTRY: dict[str, Callable[[Recorded, CaseFacts], Value]] = {
    "at": lambda entry, facts: _here(entry.done_at),
    "on": lambda entry, facts: _day(entry.done_at),
    "by": _who,
    "unit": lambda entry, facts: facts.words.names.unit(entry.actor.get("unit")),
    "done": lambda entry, facts: "是",
    "act": lambda entry, facts: act_term(facts.words.standard, str(entry.body["act"])),
}


def _named(source: str, code: str | None, facts: CaseFacts) -> str:
    return facts.words.labels(source).get(code or "", code or "")


def _kind(facts: CaseFacts, now: datetime) -> Value:
    kind = facts.words.standard.kinds.get(facts.row.kind or "")
    return kind.label if kind else facts.row.kind or ""


def _supporting(facts: CaseFacts, now: datetime) -> Value:
    entry = facts.last("transfer") or facts.last("determine")
    named = data_of(entry).get("supporting") if entry else None
    units = named if isinstance(named, list) else []
    return "、".join(facts.words.names.unit(str(unit)) for unit in units)


def _service_item(facts: CaseFacts, now: datetime) -> Value:
    code = facts.row.service_item
    return facts.words.told(FIELDS["service_item"], code) if code else ""


def _timeliness(facts: CaseFacts, now: datetime) -> Value:
    due, extended = facts.limit()
    until = extended or due
    if until is None:
        return ""
    done = facts.row.replied_at or facts.row.ended_at
    if (done or now) <= until:
        return ("延期后按时" if extended else "按时") if done else ""
    return "超时" if done else "超时未办结"


def _registered_by(facts: CaseFacts, now: datetime) -> Value:
    entry = facts.last("register") or facts.last("submit")
    return _who(entry, facts) if entry else ""


OF_THE_CASE: dict[str, Callable[[CaseFacts, datetime], Value]] = {
    "case_no": lambda facts, now: facts.row.case_no,
    "registered_by": _registered_by,
    "registered_at": lambda facts, now: _here(facts.row.registered_at),
    "accepted_at": lambda facts, now: _here(facts.row.accepted_at),
    "lead": lambda facts, now: facts.words.names.unit(facts.row.lead),
    "supporting": _supporting,
    "replied_on": lambda facts, now: _day(facts.row.replied_at),
    "stage": lambda facts, now: stage_term(facts.words.standard, facts.row.stage),
    "outcome": lambda facts, now: _named("outcomes", facts.row.outcome, facts),
    "kind": _kind,
    "ground": lambda facts, now: _named("grounds", facts.row.ground, facts),
    "channel": lambda facts, now: _named("channels", facts.row.channel, facts),
    "traits": lambda facts, now: "、".join(
        _named("traits", str(one), facts) for one in facts.row.traits
    ),
    "service_item": _service_item,
    "due": lambda facts, now: _here(facts.limit()[0]),
    "extended_until": lambda facts, now: _day(facts.limit()[1]),
    "timeliness": _timeliness,
    "ended_at": lambda facts, now: _here(facts.row.ended_at),
    "archived_at": lambda facts, now: _here(facts.row.archived_at),
    "solved": lambda facts, now: _named("solved", facts.row.solved, facts),
    "satisfaction": lambda facts, now: _named("scale", facts.row.satisfaction, facts),
}
