"""常见答复: on-the-spot answers made of closed cases, cleaned, checked by a second person, dated.

A clerk proposes a wording, somebody else checks it, and only then is it in force; the one before is
replaced and stays on record. An answer whose basis is over its date is shown as such and is not
put into anything until it was looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Count, QuerySet

from bancheng.casework import access
from bancheng.core.refusal import Refusal
from bancheng.counter import answer_words, found_by, namely
from bancheng.counter.answer_row import Answer, AnswerUse, AnswerVersion, State
from bancheng.counter.answer_words import AnswerWords
from bancheng.counter.staff import counters_of, must_work_at
from bancheng.journal.kept_apart import box_of
from bancheng.people.user import User

SHOWN = 200
SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Version:
    """One wording, opened."""

    row: AnswerVersion
    words: AnswerWords | None


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with its versions, the newest first; the one in force and the one that waits."""

    row: Answer
    versions: tuple[Version, ...]
    used: int
    today: date

    @property
    def in_force(self) -> Version | None:
        """The wording that may be given."""
        return next((v for v in self.versions if v.row.number == self.row.current), None)

    @property
    def shown(self) -> Version | None:
        """The wording a list shows: the one in force, else the newest."""
        return self.in_force or (self.versions[0] if self.versions else None)

    @property
    def waiting(self) -> Version | None:
        """The wording that a second person has yet to check."""
        return next((v for v in self.versions if v.row.state == State.WAITING), None)

    @property
    def is_over(self) -> bool:
        """Whether the basis of the wording in force is over its date."""
        standing = self.in_force
        until = standing.row.valid_until if standing else None
        return until is not None and until < self.today


def propose(
    user: User,
    centre: str,
    uid: str,
    given: Mapping[str, str],
    today: date,
    now: datetime,
    from_case: str = "",
    names: Iterable[str] = (),
) -> Answer:
    """A new answer (``uid`` empty), or a new wording of one; it waits to be checked.

    ``names`` are the words of the case that point at people. Raises NotFound, and Refusal where
    something is missing or still points at somebody.
    """
    must_work_at(user, centre)
    words, until = answer_words.read(given, today)
    pointing = namely.points_at("\n".join(words.all()), names)
    if pointing:
        told = "”“".join(pointing[:3])
        sentence = f"文字里还有“{told}”，像是某个人的信息。请去掉：常见答复谁都看得到。"
        raise Refusal("points_at_somebody", sentence, field="text")
    with transaction.atomic():
        row = _answer(user, centre, uid) if uid else _begun(user, centre, from_case, now)
        if row.versions.filter(state=State.WAITING).exists():
            raise Refusal("already_waiting", "这一条已有一版等着核对，先核对那一版。")
        number = row.versions.count() + 1
        AnswerVersion.objects.create(
            answer=row,
            number=number,
            words=answer_words.shut(row, number, words),
            tokens=found_by.tokens_of(*words.all()),
            valid_until=until,
            made_by=user.username,
            made_at=now,
        )
        return row


def decide(user: User, centre: str, uid: str, good: bool, now: datetime) -> Answer:
    """A second person checks the wording that waits: it names nobody, and its basis holds.

    Raises NotFound, and Refusal for the one who wrote it.
    """
    must_work_at(user, centre)
    with transaction.atomic():
        row = _answer(user, centre, uid)
        waiting = row.versions.filter(state=State.WAITING).first()
        if waiting is None:
            raise Refusal("nothing_waits", "这一条没有等着核对的文字。")
        if waiting.made_by == user.username:
            raise Refusal("same_person", "自己写的要请另一位同事核对。")
        if good:
            row.versions.filter(number=row.current).update(state=State.REPLACED)
            row.current = waiting.number
            row.save(update_fields=["current"])
        waiting.state = State.CHECKED if good else State.REJECTED
        waiting.decided_by, waiting.decided_at = user.username, now
        waiting.save(update_fields=["state", "decided_by", "decided_at"])
        return row


def withdraw(user: User, centre: str, uid: str, now: datetime) -> None:
    """Nobody gives this answer any more; it stays on record. Raises NotFound."""
    must_work_at(user, centre)
    with transaction.atomic():
        row = _answer(user, centre, uid)
        row.withdrawn_by, row.withdrawn_at = user.username, now
        row.save(update_fields=["withdrawn_by", "withdrawn_at"])


def one(user: User, uid: str, today: date) -> Kept:
    """One answer with all its wordings. Raises NotFound."""
    centres = [unit.code for unit in counters_of(user)]
    row = Answer.objects.filter(uid=uid, centre__in=centres).first()
    if row is None:
        raise access.NotFound(uid)
    return _kept([row], today)[0]


def listed(user: User, centre: str, today: date, text: str = "") -> list[Kept]:
    """The answers of a centre that are not withdrawn: those that hold every word asked for, or
    all; what waits to be checked first, then what is over its date, then by use."""
    must_work_at(user, centre)
    rows = Answer.objects.filter(centre=centre, withdrawn_at=None)
    wanted = found_by.every_word(text)
    if wanted is not None:
        holding = AnswerVersion.objects.filter(wanted, answer__centre=centre)
        rows = rows.filter(pk__in=holding.values("answer"))
    found = _kept(rows.order_by("-made_at", "-pk")[:SHOWN], today)
    return sorted(found, key=lambda kept: (kept.waiting is None, not kept.is_over, -kept.used))


def suggested(user: User, centre: str, asked: str, today: date) -> list[Kept]:
    """The answers that fit what is asked, for whoever works at this counter."""
    if centre not in {unit.code for unit in counters_of(user)}:
        return []
    return fitting(centre, asked, today)


def fitting(centre: str, asked: str, today: date) -> list[Kept]:
    """The few answers in force that fit best what is asked; those over their date are left out."""
    texts = dict(_in_force(centre).values_list("answer_id", "tokens"))
    best = found_by.likest(texts, asked, SUGGESTED * 2)
    if not best:
        return []
    kept = {k.row.pk: k for k in _kept(Answer.objects.filter(pk__in=best), today)}
    return [kept[pk] for pk in best if pk in kept and not kept[pk].is_over][:SUGGESTED]


def used(user: User, uid: str, where: str, now: datetime) -> None:
    """Count that an answer was given; one that does not exist or is not theirs counts nothing."""
    centres = [unit.code for unit in counters_of(user)]
    row = Answer.objects.filter(uid=uid, centre__in=centres, withdrawn_at=None).first()
    if row is not None:
        AnswerUse.objects.create(answer=row, by=user.username, at=now, where=where)


def forget_case(case_no: str) -> None:
    """With a case, what was taken from it goes as well: wordings that nobody has checked. Those
    checked to name nobody stay, and no longer say of which case they were made."""
    of_case = Answer.objects.filter(from_case=case_no)
    AnswerVersion.objects.filter(
        answer__in=of_case, state__in=(State.WAITING, State.REJECTED)
    ).update(words=b"", tokens="", state=State.REJECTED)
    of_case.update(from_case="")


def _in_force(centre: str) -> QuerySet[AnswerVersion]:
    return AnswerVersion.objects.filter(
        answer__centre=centre, answer__withdrawn_at=None, state=State.CHECKED
    )


def _answer(user: User, centre: str, uid: str) -> Answer:
    rows = Answer.objects.select_for_update()
    row = rows.filter(uid=uid, centre=centre, withdrawn_at=None).first()
    if row is None:
        raise access.NotFound(uid)
    return row


def _begun(user: User, centre: str, from_case: str, now: datetime) -> Answer:
    return Answer.objects.create(
        uid=uuid4().hex, centre=centre, from_case=from_case, made_by=user.username, made_at=now
    )


def _kept(rows: Iterable[Answer], today: date) -> list[Kept]:
    listed_ = list(rows)
    versions: dict[int, list[Version]] = {}
    boxes = {centre: box_of(centre) for centre in {row.centre for row in listed_}}
    by_pk = {row.pk: row for row in listed_}
    stored = AnswerVersion.objects.filter(answer__in=by_pk).order_by("answer_id", "-number")
    for version in stored:
        row = by_pk[version.answer_id]
        words = answer_words.opened(boxes[row.centre], row, version)
        versions.setdefault(row.pk, []).append(Version(version, words))
    uses = AnswerUse.objects.filter(answer__in=by_pk).order_by().values_list("answer_id")
    counted = dict(uses.annotate(n=Count("pk")))
    return [
        Kept(row, tuple(versions.get(row.pk, ())), counted.get(row.pk, 0), today) for row in listed_
    ]
