"""人员记录的步骤: proposing praise, criticism, replacement, referral; a second person confirms.

XF-14 and SC-8.4: each is tied to cases, what was confirmed can be taken back only by two persons
again, and nothing is computed from any of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bancheng.casework.surroundings import standard_for
from bancheng.core.refusal import Refusal
from bancheng.core.standard.improving import StaffRecordRule
from bancheng.improvement import kept_texts, staff_seen
from bancheng.improvement.saying import need, seen_cases
from bancheng.improvement.staff_record_row import (
    CONFIRMED,
    PROPOSED,
    REFUSED,
    REVOKED,
    WITHDRAWN,
    StaffRecord,
    StaffRecordCase,
    StaffRecordStep,
)
from bancheng.journal.append import lock
from bancheng.people import directory, seats
from bancheng.people.user import User

LONGEST = 5000


@dataclass(frozen=True)
class Wanted:
    """What is proposed: about whom, of which kind, for which cases, why; to which body."""

    person: str
    kind: str
    reason: str
    cases: Sequence[str] = ()
    body: str = ""


def kinds_open_to(user: User, centre: str, now: datetime) -> dict[str, str]:
    """The kinds of record this person may propose at a centre, with their labels."""
    roles = seats.roles_at(user, centre, now)
    rules = standard_for(centre).staff_records
    return {name: rule.label for name, rule in rules.items() if roles & set(rule.by)}


def propose(user: User, centre: str, wanted: Wanted, command: str, now: datetime) -> StaffRecord:
    """A record that waits for a second person. Raises Refusal."""
    rule = _rule(centre, wanted.kind)
    if not seats.roles_at(user, centre, now) & set(rule.by):
        raise Refusal("not_your_act", f"“{rule.label}”不由您的职责提出。", rule.cites, "kind")
    with transaction.atomic():
        lock(centre)  # the same command sent twice at once waits for itself
        known = StaffRecordStep.objects.filter(command=command).select_related("record").first()
        if known is not None:
            return known.record
        unit = _unit_of(wanted.person, centre, now)
        if wanted.person == user.username:
            raise Refusal("same_person", "不能给自己记。", rule.cites, "person")
        cases = seen_cases(user, wanted.cases, "cases")
        if not cases:
            raise Refusal("missing", "请写明是哪一件工单里的事，至少一件。", rule.cites, "cases")
        need(wanted.reason, "reason", "请写明事情和理由。")
        if rule.names_a_body:
            need(wanted.body, "body", "请写明移送给哪个机关。")
        record = StaffRecord.objects.create(
            centre=centre,
            person=wanted.person,
            unit=unit,
            kind=wanted.kind,
            proposed_by=user.username,
            proposed_at=now,
            touched_at=now,
        )
        ties = (StaffRecordCase(record=record, case_no=number) for number in cases)
        StaffRecordCase.objects.bulk_create(ties)
        texts = {"reason": wanted.reason, "body": wanted.body if rule.names_a_body else ""}
        _write(user, record, "proposed", texts, command, now)
        return record


def confirm(user: User, key: str, command: str, now: datetime) -> StaffRecord:
    """The second person agrees: the record stands, or is revoked if that was asked. Refusal."""

    def confirmed(record: StaffRecord) -> tuple[str, dict[str, str]]:
        _second_person(user, record, now)
        was_revoking, record.revoking = record.revoking, False
        record.stage = REVOKED if was_revoking else CONFIRMED
        return "revoked" if was_revoking else "confirmed", {}

    return _step(user, key, confirmed, command, now)


def refuse(user: User, key: str, reason: str, command: str, now: datetime) -> StaffRecord:
    """The second person does not agree, and says why. Refusal."""

    def refused(record: StaffRecord) -> tuple[str, dict[str, str]]:
        _second_person(user, record, now)
        need(reason, "reason", "请写明为什么不确认。")
        kind = "kept" if record.revoking else "refused"
        record.stage = CONFIRMED if record.revoking else REFUSED
        record.revoking = False
        return kind, {"reason": reason}

    return _step(user, key, refused, command, now)


def withdraw(user: User, key: str, reason: str, command: str, now: datetime) -> StaffRecord:
    """Whoever proposed it takes it back before it is confirmed. Refusal."""

    def withdrawn(record: StaffRecord) -> tuple[str, dict[str, str]]:
        if record.stage != PROPOSED or record.proposed_by != user.username:
            raise Refusal("not_your_act", "只有提出的人在确认以前可以收回。")
        need(reason, "reason", "请写明为什么收回。")
        record.stage = WITHDRAWN
        return "withdrawn", {"reason": reason}

    return _step(user, key, withdrawn, command, now)


def ask_to_revoke(user: User, key: str, reason: str, command: str, now: datetime) -> StaffRecord:
    """What was confirmed was wrong: a second person has to agree again. Refusal."""

    def asked(record: StaffRecord) -> tuple[str, dict[str, str]]:
        rule = _rule(record.centre, record.kind)
        if record.stage != CONFIRMED or record.revoking:
            raise Refusal("not_at_this_stage", "只有已经确认的记录可以撤销。", rule.cites)
        if record.person == user.username:
            raise Refusal("same_person", "不能撤销记自己的记录，有异议请找记录的人。", rule.cites)
        if not seats.roles_at(user, record.centre, now) & set(rule.by):
            raise Refusal("not_your_act", f"“{rule.label}”不由您的职责撤销。", rule.cites)
        need(reason, "reason", "请写明为什么要撤销。")
        record.revoking = True
        return "revoke_asked", {"reason": reason}

    return _step(user, key, asked, command, now)


def why_not_second(user: User, record: StaffRecord, now: datetime) -> Refusal | None:
    """None if this person may confirm or refuse now, else why not."""
    rule = _rule(record.centre, record.kind)
    if record.stage != PROPOSED and not record.revoking:
        return Refusal("not_at_this_stage", "这条记录没有等确认的事。", rule.cites)
    if not seats.roles_at(user, record.centre, now) & set(rule.confirmed_by):
        return Refusal("not_your_act", f"“{rule.label}”不由您的职责确认。", rule.cites)
    if user.username in (record.person, _asked_by(record)):
        sentence = "提出的人和被记录的人都不能确认，请另一个人确认。"
        return Refusal("same_person", sentence, rule.cites)
    return None


def _second_person(user: User, record: StaffRecord, now: datetime) -> None:
    refusal = why_not_second(user, record, now)
    if refusal:
        raise refusal


def _asked_by(record: StaffRecord) -> str:
    """Who asked for what waits now."""
    kinds = ("revoke_asked",) if record.revoking else ("proposed",)
    last = record.steps.filter(kind__in=kinds).order_by("-pk").first()
    return last.by if last else record.proposed_by


def _rule(centre: str, kind: str) -> StaffRecordRule:
    rule = standard_for(centre).staff_records.get(kind)
    if rule is None:
        raise Refusal("unknown_option", "请选一种记录。", field="kind")
    return rule


def _unit_of(person: str, centre: str, now: datetime) -> str:
    posts = [a for a in directory.staff_of(centre, now) if a.person.username == person]
    if not posts:
        raise Refusal("unknown_option", "请选本中心的一个工作人员。", field="person")
    return posts[0].unit.code


def _step(
    user: User,
    key: str,
    change: Callable[[StaffRecord], tuple[str, dict[str, str]]],
    command: str,
    now: datetime,
) -> StaffRecord:
    with transaction.atomic():
        pk = staff_seen.record_for(user, key, now).pk
        record = StaffRecord.objects.select_for_update().get(pk=pk)
        if StaffRecordStep.objects.filter(command=command).exists():
            return record
        kind, texts = change(record)
        _write(user, record, kind, texts, command, now)
        record.touched_at = now
        record.save()
        return record


def _write(
    user: User,
    record: StaffRecord,
    kind: str,
    texts: dict[str, str],
    command: str,
    now: datetime,
) -> None:
    for name, text in texts.items():
        if len(text) > LONGEST:
            sentence = f"最多 {LONGEST} 个字，现在有 {len(text)} 个。"
            raise Refusal("too_long", sentence, field=name)
    ties = list(record.cases.values_list("case_no", flat=True)[:2])
    about = ties[0] if len(ties) == 1 else ""
    step = StaffRecordStep(
        record=record, kind=kind, by=user.username, at=now, command=command, about=about
    )
    kept_texts.shut(step, texts, record.centre)
    step.save()
