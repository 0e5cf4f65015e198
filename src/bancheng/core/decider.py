"""From a command to a fact: asked, checked, dated, with all its consequences — or a Refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bancheng.core.act import Act, Question
from bancheng.core.actor import Actor
from bancheng.core.acts import ACTS, requested
from bancheng.core.ask import ON_EVERY_ACT, SIGNATURE_DRAWN, Ask, Shape
from bancheng.core.attachment import parted
from bancheng.core.calendar import WorkCalendar
from bancheng.core.case import Case
from bancheng.core.consequence import consequences
from bancheng.core.event import By, Event, Json
from bancheng.core.given import Known, ask_of_field, read_value, term_of
from bancheng.core.permission import act_term, as_permitted, roles_towards, whose_act, why_not
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage
from bancheng.core.standard.act_rule import ActRule
from bancheng.core.standard.standard import Standard

FIELDS: dict[str, Ask] = {
    ask.name: ask
    for ask in (*(a for act in ACTS.values() for a in act.fields), *ON_EVERY_ACT, SIGNATURE_DRAWN)
}


HANDED_IN = frozenset({"name", "phone", "channel", "matter"})


@dataclass(frozen=True)
class Command:
    """An act asked for. ``given`` are raw values (a form's, a file's); ``done_at`` is when it was
    truly done, ``recorded_at`` now; ``for_unit`` names the department it is written down for.
    ``standing`` are the case's texts as they stand, where the act signs any."""

    act: str
    actor: Actor
    given: Mapping[str, object]
    done_at: datetime
    recorded_at: datetime
    for_unit: str | None = None
    standing: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Setting:
    """What surrounds a case: its standard, the hall's calendar, the names that exist, and the acts
    for which the centre wants a second person where the standard leaves that to it."""

    standard: Standard
    calendar: WorkCalendar
    known: Known = field(default_factory=Known)
    wants_approval: frozenset[str] = frozenset()

    def needs_approval(self, act: str) -> bool:
        """Whether an act waits for a second person here."""
        rule = self.standard.acts.get(act)
        if rule is None or rule.approval is None:
            return False
        return rule.approval.when == "always" or act in self.wants_approval


@dataclass(frozen=True)
class Decision:
    """The event that happened, the texts to be kept beside its seal, and the case after it."""

    event: Event
    texts: Mapping[str, str]
    after: Case


def fields_of(act: Act, rule: ActRule | None, standard: Standard) -> tuple[Ask, ...]:
    """Every field an act can carry here: the core's, and those the standard adds."""
    names = {a.name: a for a in act.fields}
    for name in (*(rule.asks if rule else ()), *(rule.may if rule else ())):
        if name not in names:
            names[name] = FIELDS[name] if name in FIELDS else ask_of_field(name, standard)
    return tuple(names.values())


def required(act: Act, given: Mapping[str, object], standard: Standard) -> tuple[str, ...]:
    """The names of the fields that must be given, with what the chosen kind and ground ask."""
    rule = standard.acts.get(act.name)
    names = [a.name for a in act.asks] + list(rule.asks if rule else ())
    for section, field_name in ((standard.kinds, "kind"), (standard.grounds, "ground")):
        chosen = section.get(str(given.get(field_name)))
        names += list(chosen.asks) if chosen else []
    return tuple(dict.fromkeys(names))


def on_record(case: Case) -> frozenset[str]:
    """What came with a matter handed in and need not be given again when it is registered."""
    return HANDED_IN if case.stage is Stage.SUBMITTED else frozenset()


def decide(case: Case, command: Command, setting: Setting) -> Decision:
    """Carry out one command on a case.

    Raises Refusal and changes nothing where the rules say no. The case itself is left untouched.
    """
    act = ACTS.get(command.act)
    if act is None:
        raise Refusal("unknown_act", f"没有“{command.act}”这一步。")
    standard = setting.standard
    rule = standard.acts.get(act.name)
    asks = _asks(act, rule, command, standard)
    given = _read(act, asks, command, setting)
    question = Question(
        case,
        command.actor,
        standard,
        setting.calendar,
        command.done_at,
        given,
        command.for_unit,
        setting.known.joint_units,
    )
    question = as_permitted(question, act.name)
    refusal = why_not(question, act.name)
    if refusal:
        raise refusal
    _ask_for_missing(case, act, given, standard)
    by = (whose_act(question, rule) if rule else None) or _own(question, act)
    _check_times(case, command, given, standard)
    _name_who_answered(by, given)
    return _event(question, command, asks, rule, by, setting.needs_approval(act.name))


def _own(question: Question, act: Act) -> By:
    roles = roles_towards(question.case, question.actor, question.standard)
    first = next((r for r in act.core_by if r in roles), None)
    actor = question.actor
    return By(actor.user, first or min(roles), actor.unit, substitute_for=actor.substitute_for)


def _asks(act: Act, rule: ActRule | None, command: Command, standard: Standard) -> dict[str, Ask]:
    """What may be given with this very command, by name."""
    asks = {a.name: a for a in (*fields_of(act, rule, standard), *ON_EVERY_ACT)}
    if "signature" in asks:
        asks[SIGNATURE_DRAWN.name] = SIGNATURE_DRAWN
    for section, name in ((standard.kinds, "kind"), (standard.grounds, "ground")):
        chosen = section.get(str(command.given.get(name)))
        for extra in chosen.asks if chosen else ():
            asks.setdefault(extra, FIELDS.get(extra) or ask_of_field(extra, standard))
    return asks


def _read(act: Act, asks: Mapping[str, Ask], command: Command, setting: Setting) -> dict[str, Json]:
    unknown = [name for name in command.given if name not in asks]
    if unknown:
        sentence = f"“{act_term(setting.standard, act.name)}”没有“{unknown[0]}”这一栏。"
        raise Refusal("unknown_field", sentence, field=unknown[0])
    values = {
        name: read_value(ask, command.given[name], setting.standard, setting.known)
        for name, ask in asks.items()
        if name in command.given
    }
    return {name: value for name, value in values.items() if value is not None}


def _ask_for_missing(case: Case, act: Act, given: Mapping[str, Json], standard: Standard) -> None:
    for name in required(act, given, standard):
        if name in given or (name == "phone" and given.get("no_phone")):
            continue
        if name == "signature" and SIGNATURE_DRAWN.name in given:
            continue
        accused = case.accused_units or case.accused_users or given.get("accused_users")
        if name == "accused_units" and accused:
            continue
        if name in on_record(case):
            continue
        ask = FIELDS[name] if name in FIELDS else ask_of_field(name, standard)
        rule = standard.acts.get(act.name)
        sentence = f"请填“{term_of(ask, standard)}”。"
        raise Refusal("missing", sentence, rule.cites if rule else (), name)


def _check_times(
    case: Case, command: Command, given: Mapping[str, Json], standard: Standard
) -> None:
    if command.done_at > command.recorded_at:
        raise Refusal("in_the_future", "办理时间不能晚于现在。", field="done_at")
    if case.moved_at is not None and command.done_at < case.moved_at:
        raise _too_early(case.moved_at, command)
    if command.done_at == command.recorded_at:
        return
    for name in ("late_reason", "late_allowed_by"):
        if name not in given:
            term = term_of(FIELDS[name], standard)
            raise Refusal("missing", f"补录以前办的事，请填“{term}”。", field=name)


def _too_early(moved_at: datetime, command: Command) -> Refusal:
    """A time that was given is wrong; where none was, the clock is, and no field of the form."""
    now = command.recorded_at
    last = f"{moved_at.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
    if command.done_at < now:
        sentence = f"办理时间不能早于上一步（{last}）。"
        return Refusal("before_last_step", sentence, field="done_at")
    sentence = (
        f"服务器的时钟现在是 {now:%Y-%m-%d %H:%M}，比本件的上一步（{last}）还早，这一步没有办。"
        "请告诉系统管理员校准时钟。"
    )
    return Refusal("clock_behind", sentence)


def _name_who_answered(by: By, given: Mapping[str, Json]) -> None:
    if by.recorded and by.unit is not None and "for_person" not in given:
        sentence = "代部门记录的，请写明部门由谁答复（“答复人”）。"
        raise Refusal("missing", sentence, field="for_person")


def _event(
    question: Question,
    command: Command,
    asks: Mapping[str, Ask],
    rule: ActRule | None,
    by: By,
    pending: bool,
) -> Decision:
    act, given, standard = ACTS[command.act], dict(question.given or {}), question.standard
    given |= act.derive(question)
    texts, data = _signed(question, command, act)
    for name, value in given.items():
        ask = asks.get(name) or FIELDS.get(name)
        if ask is not None and ask.erasable:
            texts[name] = str(value)
        elif ask is not None and ask.shape is Shape.FILES:
            data[name], beside = parted(value)
            texts |= beside
        else:
            data[name] = value
    if question.case.stage is Stage.NONE:
        data |= {"standard": standard.id, "edition": standard.edition}
    name = act.named(given) if act.named else act.event
    bare = Event(
        seq=question.case.version + 1,
        name=requested(act.name) if pending else name,
        act=act.name,
        done_at=command.done_at,
        recorded_at=command.recorded_at,
        by=by,
        data=data,
        beside=tuple(sorted(texts)),
        pending=pending,
        cites=rule.cites if rule else (),
    )
    event, after = consequences(question.case, bare, standard, question.calendar)
    return Decision(event, texts, after)


def _signed(
    question: Question, command: Command, act: Act
) -> tuple[dict[str, str], dict[str, Json]]:
    """What somebody puts their name to: the texts as they stand, committed to anew in this very
    entry, and the version of the case they were read at. A later correction changes neither."""
    standing = command.standing
    texts = {f"signed_{name}": standing[name] for name in act.signs if name in standing}
    return texts, {"signed_version": question.case.version} if act.signs else {}
