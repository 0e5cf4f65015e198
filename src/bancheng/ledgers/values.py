"""一格的内容: what a column shows of a case, as words, a day or a time.

Each column is turned into a function once, since a ledger asks the same of thousands of rows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from bancheng.casework.masking import masked
from bancheng.casework.speaking import ERASED
from bancheng.core.ask import Shape
from bancheng.core.calendar import CHINA
from bancheng.core.decider import FIELDS
from bancheng.core.ledger_values import ENTRY, TEXTS, ask_named
from bancheng.core.permission import act_term, role_term, stage_term
from bancheng.journal.read import DAMAGED
from bancheng.ledgers.facts import CaseFacts
from bancheng.ledgers.gist import Act
from bancheng.ledgers.sheet import Column

Value = str | int | float | date | datetime | None
Cell = Callable[[CaseFacts, datetime], Value]
UNMASKED = frozenset({ERASED, DAMAGED})


def cell_of(column: Column, revealed: bool = False) -> Cell:
    """What shows this column of a case; names and phones masked unless ``revealed``. ``now`` is a
    moment on the hall's clock without zone."""
    plain, mask = _plain(column), column.mask
    if not mask or revealed:
        return plain

    def shown(facts: CaseFacts, now: datetime) -> Value:
        found = plain(facts, now)
        if isinstance(found, str) and found and found not in UNMASKED:
            return masked(mask, found)
        return found

    return shown


def now_here(now: datetime) -> datetime:
    """A moment as the cells compare it."""
    return now.astimezone(CHINA).replace(tzinfo=None)


def _plain(column: Column) -> Cell:
    value, owner, field = column.value, column.owner, column.field
    if owner == "field":
        return lambda facts, now: _latest(field, facts)
    if owner == ENTRY:
        of = _of_entry(field)
        return lambda facts, now: of(facts.entry, facts) if facts.entry else None
    if owner:
        return _of_act(owner, field)
    if value in OF_THE_CASE:
        return OF_THE_CASE[value]
    ask = FIELDS.get(value)
    if value in TEXTS and (ask is None or ask.erasable):
        return lambda facts, now: facts.text(value) or None
    return lambda facts, now: _latest(value, facts)


def _of_act(owner: str, field: str) -> Cell:
    of, missing = _of_entry(field), "否" if field == "done" else None

    def shown(facts: CaseFacts, now: datetime) -> Value:
        entry = facts.last(owner)
        return of(entry, facts) if entry else missing

    return shown


def _of_entry(field: str) -> Callable[[Act, CaseFacts], Value]:
    if field in OF_ANY_ENTRY:
        return OF_ANY_ENTRY[field]

    def shown(entry: Act, facts: CaseFacts) -> Value:
        if field in entry.beside:
            return facts.text_of(entry, field) or None
        return _coded(field, entry.data.get(field), facts)

    return shown


def _coded(field: str, value: object, facts: CaseFacts) -> Value:
    ask = ask_named(field, facts.words.standard) if value is not None else None
    if ask is None:
        return None
    if ask.shape is Shape.DATE:
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            return str(value)
    told = value if isinstance(value, str | bool | int | list) else str(value)
    return facts.words.told(ask, told) or None


def _latest(field: str, facts: CaseFacts) -> Value:
    return facts.text(field) or _coded(field, facts.gist["codes"].get(field), facts)


def _time(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told[:10]) if told else None


def _who(entry: Act, facts: CaseFacts) -> Value:
    """Who did it; where it was written down for another, that other first."""
    names = facts.words.names
    if not entry.recorded:
        return names.user(entry.user)
    other = facts.text_of(entry, "for_person")
    if not other:
        unit = entry.unit
        other = names.unit(unit) if unit else role_term(facts.words.standard, entry.role)
    return f"{other}（{names.user(entry.user)}代记）"


OF_ANY_ENTRY: dict[str, Callable[[Act, CaseFacts], Value]] = {
    "at": lambda entry, facts: _time(entry.at),
    "on": lambda entry, facts: _day(entry.at),
    "by": _who,
    "unit": lambda entry, facts: facts.words.names.unit(entry.unit) or None,
    "done": lambda entry, facts: "是",
    "act": lambda entry, facts: act_term(facts.words.standard, entry.act),
    "for_person": lambda entry, facts: facts.text_of(entry, "for_person") or None,
}


def _named(source: str, field: str) -> Cell:
    def shown(facts: CaseFacts, now: datetime) -> Value:
        code = facts.gist["row"][field]
        return facts.words.labels(source).get(code, code) if code else None

    return shown


def _moment(field: str) -> Cell:
    return lambda facts, now: _time(facts.gist["row"][field])


def _kind(facts: CaseFacts, now: datetime) -> Value:
    code = facts.gist["row"]["kind"]
    kind = facts.words.standard.kinds.get(code or "")
    return kind.label if kind else code


def _traits(facts: CaseFacts, now: datetime) -> Value:
    labels = facts.words.labels("traits")
    return "、".join(labels.get(one, one) for one in facts.gist["row"]["traits"]) or None


def _supporting(facts: CaseFacts, now: datetime) -> Value:
    entry = facts.last("transfer") or facts.last("determine")
    units = entry.data.get("supporting") or [] if entry else []
    return "、".join(facts.words.names.unit(unit) for unit in units) or None


def _service_item(facts: CaseFacts, now: datetime) -> Value:
    code = facts.gist["row"]["service_item"]
    return facts.words.told(FIELDS["service_item"], code) if code else None


def _timeliness(facts: CaseFacts, now: datetime) -> Value:
    extended, row = facts.gist["extended"], facts.gist["row"]
    until = extended or facts.gist["due"]
    if until is None:
        return None
    done = row["replied_at"] or row["ended_at"]
    if (_time(done) or now) <= datetime.fromisoformat(until):
        return ("延期后按时" if extended else "按时") if done else None
    return "超时" if done else "超时未办结"


def _registered_by(facts: CaseFacts, now: datetime) -> Value:
    entry = facts.last("register") or facts.last("submit")
    return _who(entry, facts) if entry else None


OF_THE_CASE: dict[str, Cell] = {
    "case_no": lambda facts, now: facts.case_no,
    "registered_by": _registered_by,
    "registered_at": _moment("registered_at"),
    "accepted_at": _moment("accepted_at"),
    "lead": lambda facts, now: facts.words.names.unit(facts.gist["row"]["lead"]) or None,
    "supporting": _supporting,
    "replied_on": lambda facts, now: _day(facts.gist["row"]["replied_at"]),
    "stage": lambda facts, now: stage_term(facts.words.standard, facts.gist["row"]["stage"]),
    "outcome": _named("outcomes", "outcome"),
    "kind": _kind,
    "ground": _named("grounds", "ground"),
    "channel": _named("channels", "channel"),
    "traits": _traits,
    "service_item": _service_item,
    "due": lambda facts, now: _time(facts.gist["due"]),
    "extended_until": lambda facts, now: _day(facts.gist["extended"]),
    "timeliness": _timeliness,
    "ended_at": _moment("ended_at"),
    "archived_at": _moment("archived_at"),
    "solved": _named("solved", "solved"),
    "satisfaction": _named("scale", "satisfaction"),
}
