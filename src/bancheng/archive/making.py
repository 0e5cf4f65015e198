"""做归档包: one touch makes the package of an archived case, checks it, and puts it on the shelf.

It holds whole names, so making one is recorded as showing them is. A package that would not pass
its own check is not kept.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from bancheng.archive import keeping as shelves
from bancheng.archive import shelf
from bancheng.archive.gathering import Gathered, gathered
from bancheng.archive.layout import ALGORITHM, Head
from bancheng.archive.package_row import Package
from bancheng.archive.putting_together import count, package_of
from bancheng.archive.retention import Keeping, keeping_of, number_of
from bancheng.casework import reveal_row
from bancheng.casework.look import Look, look
from bancheng.casework.masking import MASKS
from bancheng.core.refusal import Refusal
from bancheng.core.seal import digest
from bancheng.core.stage import Stage
from bancheng.journal import checkpoint
from bancheng.journal.envelope import write_time
from bancheng.journal.excerpt import Excerpt, excerpt
from bancheng.journal.keys import signing_key
from bancheng.journal.mistakes import JournalError
from bancheng.journal.signature import key_id
from bancheng.people.user import User

DONE = "archive"
TRIES = 5


def may_archive(found: Look) -> bool:
    """Whether archiving is this person's act: then so are making a package and taking it out."""
    rule = found.standard.acts.get(DONE)
    return rule is not None and bool({*rule.by, *rule.recorded_by} & found.actor.roles)


def why_no_package(found: Look) -> Refusal | None:
    """Why this person cannot make a package of the case now, or None."""
    if not may_archive(found):
        return Refusal("not_your_act", "归档包由办理归档的人来做。")
    if found.case.stage is not Stage.ARCHIVED:
        return Refusal("not_archived", "本件还没有归档，请先办理归档，再做归档包。")
    if is_erased(found):
        sentence = "本件的姓名、电话和文字已经依法清除，做不成归档包了。清除以前做的仍在。"
        return Refusal("erased", sentence)
    if _was_destroyed(found):
        return Refusal("destroyed", "本件的归档包保管期满，已经销毁，不再做。")
    return None


def _was_destroyed(found: Look) -> bool:
    gone = Package.objects.filter(case_no=found.row.case_no).exclude(destroyed_at=None)
    return gone.filter(version=found.case.version).exists()


def is_erased(found: Look) -> bool:
    """Whether something of the case was erased."""
    return any(text is None for entry in found.entries for text in entry.texts.values())


def make_package(user: User, case_no: str, command_id: str, now: datetime) -> Package:
    """The package, made and kept; repeating a command gives the same one. To be called outside a
    transaction: a checkpoint is signed first, so that the archiving itself stands under it.

    Raises NotFound, Refusal; then nothing was kept.
    """
    uid = command_id[:60]
    done = Package.objects.filter(uid=uid, by=user.username).first()
    if done is not None:
        return done
    found = look(user, case_no, now)
    refusal = why_no_package(found)
    if refusal is not None:
        raise refusal
    archived_at = found.case.archived_at or now
    archived_on = found.calendar.local(archived_at).date()
    keeping = keeping_of(found.standard, archived_on)
    proof, has = _excerpt(found), gathered(user, found)
    for _ in range(TRIES):
        made = _kept(user, found, uid, archived_on.year, keeping, has, proof)
        if made is not None:
            return made
    raise Refusal("busy", "同时有别人在做归档包，请再点一次。")


def _excerpt(found: Look) -> Excerpt:
    """As the reader saw the case: what somebody did meanwhile is for another package."""
    try:
        proof = excerpt(found.row.case_no, checkpoint.make(found.row.chain, found.now))
    except JournalError as refused:
        raise Refusal("cannot_be_signed", str(refused)) from refused
    if proof.version != found.case.version:
        raise Refusal("changed_meanwhile", "本件刚刚有人办理过，请刷新页面再做。")
    return proof


def _kept(
    user: User,
    found: Look,
    uid: str,
    year: int,
    keeping: Keeping,
    has: Gathered,
    proof: Excerpt,
) -> Package | None:
    """Nobody is held up while it is put together; None where its number was taken meanwhile."""
    row, now = found.row, found.now
    serial, made = _next(row.chain, row.case_no, year)
    number = number_of(year, keeping, serial)
    at = write_time(now.astimezone(UTC))
    head = Head(number, made, row.case_no, row.chain, at, proof.version)
    content = package_of(found, head, keeping, has, proof)
    papers, attachments = count(has)
    shelved = shelves.shelve(content)
    try:
        with transaction.atomic():
            algorithm, key = shelves.wrapped(row.chain, shelved)
            note_names_shown(user, found, f"做归档包 {number}")
            return Package.objects.create(
                uid=uid,
                file_id=shelved.file_id,
                case_no=row.case_no,
                chain=row.chain,
                number=number,
                made=made,
                year=year,
                serial=serial,
                years=keeping.years,
                due_on=keeping.due_on,
                version=proof.version,
                archived_at=found.case.archived_at or now,
                by=user.username,
                at=now,
                size=len(content),
                digest=f"{ALGORITHM}:{digest(ALGORITHM, content)}",
                key_id=key_id(signing_key().public_key().public_bytes_raw()),
                papers=papers,
                attachments=attachments,
                algorithm=algorithm,
                wrapped=key,
            )
    except IntegrityError:
        shelf.remove(shelved.file_id)
        return Package.objects.filter(uid=uid, by=user.username).first()


def note_names_shown(user: User, found: Look, why: str) -> None:
    """On the record of the case: who had its names and phones whole, and what for."""
    for field in MASKS:
        if found.text(field):
            reveal_row.record(found.row.case_no, field, user.username, why[:200], found.now)


def _next(chain: str, case_no: str, year: int) -> tuple[int, int]:
    """Serial and making: a case keeps the number it got in a year."""
    earlier = Package.objects.filter(case_no=case_no).order_by("-made")
    made = (earlier.values_list("made", flat=True).first() or 0) + 1
    same = earlier.filter(year=year).values_list("serial", flat=True).first()
    if same is not None:
        return same, made
    last = Package.objects.filter(chain=chain, year=year).aggregate(last=Max("serial"))["last"]
    return (last or 0) + 1, made
