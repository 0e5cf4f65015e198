"""写入之门: the one write door. Read, fold, decide, seal, project, commit — or nothing at all.

The version is the lock, the command's id makes a repeat harmless, the hash is the seal. Nothing
is acknowledged before it is on the disk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bancheng.casework import access, bringing, folding, revisiting
from bancheng.casework.facts import event_of, fact_of
from bancheng.casework.names import names_for
from bancheng.casework.number_row import next_number
from bancheng.casework.outbox import put_in_outbox
from bancheng.casework.project import Pinned, Standing, project, standing_of
from bancheng.casework.revisiting import RevisitedElsewhere, Revisiting
from bancheng.casework.searching import index_case
from bancheng.casework.stale import Stale, since
from bancheng.casework.surroundings import calendar_of, setting_of, standard_for
from bancheng.core.actor import SYSTEM as SYSTEM_ACTOR
from bancheng.core.actor import Actor
from bancheng.core.case import Case
from bancheng.core.decider import Command, Decision, Setting, decide
from bancheng.core.event import Event
from bancheng.core.fact import Fact
from bancheng.core.refusal import Refusal
from bancheng.files import keeping
from bancheng.files.uploads import Pending
from bancheng.journal import append, engine, read
from bancheng.journal.mistakes import VersionConflictError
from bancheng.library import standards
from bancheng.people import org_version, seats
from bancheng.people.actor import actor_for
from bancheng.people.chart import one_request
from bancheng.people.user import User

WAITED = timedelta(hours=1)
"""Longer than anybody waits for the lock, or a tick or a file of another installation takes from
its first case to its last; less than a clock that was set wrong is wrong by."""


@dataclass(frozen=True)
class System:
    """Who acts when nobody does: the tick. ``owner``: under which name its files wait for it."""

    owner: str = ""


@dataclass(frozen=True)
class Outside:
    """Somebody without an account: the petitioner, or another channel (``origin``).

    ``unit`` is the centre that hands in or takes back; ``may_name`` are people of its own, whom a
    complaint it hands in is about.
    """

    role: str
    unit: str | None = None
    may_name: frozenset[str] = frozenset()
    owner: str = ""


@dataclass(frozen=True)
class Asked:
    """Somebody of whom something is asked by name, and who may see nothing else of the case."""

    user: User


SYSTEM = System()
Doer = User | System | Outside | Asked | Revisiting | RevisitedElsewhere


@dataclass(frozen=True)
class Order:
    """One act asked for: raw values; when it was truly done, if not now; for which department."""

    act: str
    given: Mapping[str, object] = field(default_factory=dict)
    for_unit: str | None = None
    done_at: datetime | None = None


@dataclass(frozen=True)
class Done:
    """What was done. ``repeated``: it had been done before by this very command."""

    case_no: str
    version: int
    events: tuple[Event, ...]
    repeated: bool = False


def open_case(
    doer: Doer, centre: str, orders: Sequence[Order], command_id: str, now: datetime
) -> Done:
    """A new case at a centre; the first order registers or submits it.

    Raises Refusal where the rules say no; then nothing was written.
    """
    with engine.writing(), one_request(_organisation()):
        append.lock(centre)
        repeated = _repeated(command_id, None)
        if repeated:
            return repeated
        unit = seats.unit_by_code(centre)
        calendar = calendar_of(centre)
        begun = orders[0].done_at or now
        standard = standard_for(unit, begun.astimezone(calendar.zone).date())
        setting = _naming(doer, setting_of(centre, standard))
        actor = _actor(doer, centre)
        decisions, brought = _decide_all(Case(), None, orders, (doer, actor), setting, now)
        prefix = str(unit.settings.get("number_prefix") or unit.code.upper())
        case_no = next_number(standard, prefix, begun, calendar.zone)
        pinned = Pinned(case_no, centre, standard)
        return _write(pinned, decisions, brought, command_id, 0)


def handle(
    doer: Doer,
    case_no: str,
    orders: Sequence[Order],
    command_id: str,
    version: int | None,
    now: datetime,
) -> Done:
    """Acts on a case, all of them or none. ``version`` is what the page showed.

    ``now`` is when it was asked for. Whoever held the lock until then may have acted since; what
    waited is done no earlier than what was sealed before it.

    Raises NotFound, Stale (somebody acted meanwhile), Refusal; then nothing was written.
    """
    with engine.writing(), one_request(_organisation()):
        place = _place(doer, case_no)
        append.lock(place.chain)
        repeated = _repeated(command_id, case_no)
        if repeated:
            return repeated
        case = folding.look_at(case_no)
        if version is not None and version < case.version:
            newer = [event_of(r) for r in read.case(case_no, version + 1) if "act" in r.body]
            conflict = since(newer, calendar_of(place.chain).zone)
            if conflict:
                raise conflict
        standard = standards.standard(place.standard, place.edition)
        setting = setting_of(place.chain, standard)
        pinned = Pinned(case_no, place.chain, standard)
        before, standing = case.version, standing_of(place.pk, case, pinned)
        by, now = (doer, _actor(doer, place.chain)), _no_earlier(case, now)
        decisions, brought = _decide_all(case, case_no, orders, by, setting, now)
        return _write(pinned, decisions, brought, command_id, before, standing)


def _no_earlier(case: Case, now: datetime) -> datetime:
    """Now, or when the case's last entry was recorded if that is later; a clock that is wrong by
    more than waiting explains is left as it is, and the rules refuse it."""
    last = case.recorded_at
    if last is None or not now < last <= now + WAITED:
        return now
    return last.astimezone(now.tzinfo)


def _organisation() -> str:
    """Which state of the organisation is in force, asked inside the transaction."""
    found = engine.row(org_version.IN_FORCE)
    return str(found[0]) if found else ""


def _naming(doer: Doer, setting: Setting) -> Setting:
    """The setting in which the doer may also name its own people."""
    if not isinstance(doer, Outside) or setting.known.users is None:
        return setting
    known = replace(setting.known, users=setting.known.users | doer.may_name)
    return replace(setting, known=known)


def _place(doer: Doer, case_no: str) -> access.Place:
    if isinstance(doer, User):
        return access.place_for(doer, case_no)
    if isinstance(doer, Asked):
        return access.place_asked(doer.user, case_no)
    if isinstance(doer, Revisiting):
        return revisiting.place_revisited(doer.user, case_no)
    if isinstance(doer, RevisitedElsewhere):
        return revisiting.place_told_of(case_no)
    return access.place_of(case_no)


def _actor(doer: Doer, centre: str) -> Actor:
    if isinstance(doer, System):
        return SYSTEM_ACTOR
    if isinstance(doer, Outside | RevisitedElsewhere):
        return Actor(doer.role, doer.unit, frozenset({doer.role}))
    if isinstance(doer, Asked):  # no role counts here but that of having been asked
        return Actor(doer.user.username, actor_for(doer.user, centre).unit, frozenset())
    return actor_for(doer.user if isinstance(doer, Revisiting) else doer, centre)


def _repeated(command_id: str, case_no: str | None) -> Done | None:
    """The first answer to a command that comes again; another case's is refused."""
    known = read.of_command(command_id)
    if not known:
        return None
    if case_no is not None and known[0].case_no != case_no:
        raise Refusal("command_reused", "这次提交的编号已经用在别的工单上，请刷新页面后重做。")
    events = tuple(event_of(r) for r in known)
    return Done(known[0].case_no, known[-1].version, events, repeated=True)


def _owner(doer: Doer) -> str:
    """Whose files may come with the act; those without an account have what waits for them."""
    if isinstance(doer, System | Outside):
        return doer.owner
    if isinstance(doer, RevisitedElsewhere):
        return ""
    return doer.user.username if isinstance(doer, Asked | Revisiting) else doer.username


def _decide_all(
    case: Case,
    case_no: str | None,
    orders: Sequence[Order],
    by: tuple[Doer, Actor],
    setting: Setting,
    now: datetime,
) -> tuple[list[Decision], list[Pending]]:
    decisions: list[Decision] = []
    brought: list[Pending] = []
    doer, actor = by
    revisiting.check(doer, [order.act for order in orders])
    for order in orders:
        given, files = bringing.described(_owner(doer), order.given, now)
        signed = bringing.signed_texts(order.act, case_no, decisions)
        done_at = order.done_at or now
        command = Command(order.act, actor, given, done_at, now, order.for_unit, signed)
        try:
            decision = decide(case, command, setting)
        except Refusal as refusal:
            refusal.act = order.act
            raise names_for(setting.standard).told(refusal) from None
        case = decision.after
        decisions.append(decision)
        brought += files
    return decisions, brought


def _write(
    pinned: Pinned,
    decisions: Sequence[Decision],
    brought: Sequence[Pending],
    command_id: str,
    before: int,
    standing: Standing | None = None,
) -> Done:
    facts: list[Fact] = [fact_of(pinned.case_no, command_id, d.event, d.texts) for d in decisions]
    try:
        recorded = append.append(pinned.chain, facts, {pinned.case_no: before})
    except VersionConflictError as conflict:
        raise Stale(str(conflict)) from conflict
    keeping.hand_over(pinned.case_no, brought)
    events, case = tuple(d.event for d in decisions), decisions[-1].after
    pk = project(case, pinned, events, standing)
    texts = [d.texts for d in decisions if d.texts]
    if texts or standing is None:
        index_case(pk, pinned.case_no, pinned.chain, texts, new=standing is None)
    put_in_outbox(pinned, case, recorded, events)
    folding.leave(pinned.case_no, case, recorded[-1].hash)
    return Done(pinned.case_no, case.version, events)
