"""打电话: cases a caller takes, calls in vain, and the result, an act in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.casework.door import Order, handle
from bancheng.casework.revisiting import ACT, CALLED, Revisiting
from bancheng.core.acts import ACTS
from bancheng.core.given import Known, read_value, term_of
from bancheng.core.linked import is_abroad
from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard
from bancheng.journal import engine
from bancheng.people import directory
from bancheng.people.user import User
from bancheng.revisit import elsewhere
from bancheng.revisit.attempt_row import IN_VAIN, NO_ANSWER, REACHED, Attempt
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.entry_row import DONE, UNREACHED, WAITING, Entry
from bancheng.revisit.seeing import standard_of

BATCH = 20


def entries_for(user: User, campaign: Campaign) -> QuerySet[Entry]:
    """The list as this person may see it: complaints about them or their unit are not on it."""
    walled = access.kept_from(user).values("case_no")
    found = Entry.objects.filter(campaign=campaign).exclude(case_no__in=walled)
    return found.exclude(case_no__in=elsewhere.kept_from(user))


def entry_for(user: User, campaign: Campaign, case_no: str) -> Entry:
    """One line of the list. Raises NotFound."""
    found = entries_for(user, campaign).filter(case_no=case_no).first()
    if found is None:
        raise access.NotFound(case_no)
    return found


def take_some(user: User, campaign: Campaign, now: datetime) -> int:
    """Give this caller the next cases that nobody has taken; how many."""
    _still_open(campaign)
    with transaction.atomic():
        free = entries_for(user, campaign).filter(state=WAITING, caller="").order_by("pk")
        keys = list(free.select_for_update().values_list("pk", flat=True)[:BATCH])
        return Entry.objects.filter(pk__in=keys, caller="").update(caller=user.username)


def give_back(user: User, campaign: Campaign) -> int:
    """Put what this caller took and has not dealt with back for the others; how many."""
    mine = Entry.objects.filter(campaign=campaign, state=WAITING, caller=user.username)
    return mine.update(caller="")


def note_in_vain(
    user: User, entry: Entry, outcome: str, whom: str, command_id: str, now: datetime
) -> Entry:
    """A call that found nobody to ask. Raises NotFound, Refusal."""
    if outcome not in IN_VAIN or whom not in CALLED:
        raise Refusal("missing", "请选打给了谁、结果怎样。", field="outcome")
    _still_open(entry.campaign)
    standard = standard_of(user, entry.case_no)
    with transaction.atomic():
        if Attempt.objects.filter(command_id=command_id).exists():
            return entry
        held = Entry.objects.select_for_update().get(pk=entry.pk)
        _not_done(held)
        _attempt(user, held, outcome, whom, command_id, now)
        rule = standard.revisit
        in_vain = held.attempts.filter(outcome=NO_ANSWER).count()
        if outcome != NO_ANSWER:
            held.state = outcome
        elif held.state == WAITING and rule and in_vain >= rule.unreached_after:
            held.state = UNREACHED
        held.save()
    return held


def note_result(
    user: User, entry: Entry, given: Mapping[str, object], command_id: str, now: datetime
) -> Entry:
    """What the petitioner said, sealed in the case's journal and noted on the list, or neither.

    Raises NotFound, Refusal.
    """
    _still_open(entry.campaign)
    with engine.writing():
        held = Entry.objects.select_for_update().get(pk=entry.pk)
        if Attempt.objects.filter(command_id=command_id).exists():
            return held
        _not_done(held)
        note = _note_there if is_abroad(entry.case_no) else _note_here
        said = note(user, held, given, command_id, now)
        _attempt(user, held, REACHED, said["answered_by"], command_id, now)
        held.state, held.done_by, held.done_at = DONE, user.username, now
        held.solved, held.satisfaction = said["solved"], said["satisfaction"]
        held.save()
    return held


def _note_here(
    user: User, held: Entry, given: Mapping[str, object], command_id: str, now: datetime
) -> dict[str, str]:
    """Sealed in the journal of a case of this installation."""
    order = Order(ACT, {**given, "campaign": held.campaign_id})
    done = handle(Revisiting(user), held.case_no, [order], command_id, None, now)
    sealed = done.events[-1]
    row = CaseRow.objects.get(case_no=held.case_no)
    held.done_round = row.round
    held.window_solved = row.solved or ""
    held.window_satisfaction = row.satisfaction or ""
    return {name: sealed.text(name) for name in ("answered_by", "solved", "satisfaction")}


def _note_there(
    user: User, held: Entry, given: Mapping[str, object], command_id: str, now: datetime
) -> dict[str, str]:
    """Kept until it arrives where the case lies, and is sealed in its journal there."""
    del command_id  # the attempt carries it
    standard = standard_of(user, held.case_no)
    said = answered(standard, given)
    row = elsewhere.latest([held.case_no])[held.case_no]
    who = directory.name_of(user.username)
    told = {**said, "campaign": str(held.campaign_id), "who": who, "at": now.isoformat()}
    elsewhere.keep_answer(row, told, now)
    held.done_round = row.round
    held.window_solved, held.window_satisfaction = row.window_solved, row.window_satisfaction
    return said


def answered(standard: Standard, given: Mapping[str, object]) -> dict[str, str]:
    """What was answered, as the act would read it. Raises Refusal."""
    act, found = ACTS[ACT], {}
    for ask in act.fields:
        value = read_value(ask, given.get(ask.name), standard, Known())
        if value is None and ask in act.asks and ask.name != "campaign":
            sentence = f"请填“{term_of(ask, standard)}”。"
            raise Refusal("missing", sentence, field=ask.name)
        found[ask.name] = str(value or "")
    return found


def _attempt(
    user: User, held: Entry, outcome: str, whom: str, command_id: str, now: datetime
) -> None:
    Attempt.objects.create(
        entry=held, by=user.username, at=now, whom=whom, outcome=outcome, command_id=command_id
    )
    held.tries += 1
    held.tried_at = now
    held.caller = held.caller or user.username


def _still_open(campaign: Campaign) -> None:
    if not Campaign.objects.filter(pk=campaign.pk, ended_at=None).exists():
        raise Refusal("campaign_ended", "这一批已经结束，不能再记；要接着回访的，请另开一批。")


def _not_done(held: Entry) -> None:
    """Nobody is asked twice in one round; after a reopening the new end may be asked about."""
    if held.state != DONE:
        return
    if is_abroad(held.case_no):
        rounds = [row.round for row in elsewhere.latest([held.case_no]).values()]
    else:
        same = CaseRow.objects.filter(case_no=held.case_no)
        rounds = list(same.values_list("round", flat=True))
    if not rounds or rounds[0] == held.done_round:
        raise Refusal("revisited_already", "这一件本批已经回访过，不重复打扰诉求人。")
