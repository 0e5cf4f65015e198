"""到期销毁: a package whose time is over is proposed by one person and destroyed by a second.

Whether it is destroyed the appraisal says, which people hold (档案法, 档案鉴定销毁); the program
keeps who and why. What is destroyed is the package: its key first, so that no copy of the file can
be read, then its file. Its number, digest and history stay. The case's own entries stay as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from bancheng.archive import shelf
from bancheng.archive.destruction_row import Destruction
from bancheng.archive.finding import seen_by
from bancheng.archive.making import DONE
from bancheng.archive.package_row import Package
from bancheng.casework import access
from bancheng.core.calendar import CHINA
from bancheng.core.refusal import Refusal
from bancheng.ledgers.overseeing import inspected_by
from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.user import User

SHORTEST, LONGEST = 4, 200
MOST = 50


def archived_by(user: User) -> frozenset[str]:
    """The centres where archiving is this person's act: there they propose."""
    found = set()
    for centre in seats.centres_of(user):
        rule = standards.standard(centre.standard).acts.get(DONE) if centre.standard else None
        if rule and {*rule.by, *rule.recorded_by} & seats.roles_at(user, centre):
            found.add(centre.code)
    return frozenset(found)


def due_for(user: User, now: datetime) -> QuerySet[Package]:
    """What this person may propose: time over, nothing proposed, its case not taken up again."""
    waiting = Destruction.objects.filter(package=OuterRef("pk"), decided_at=None)
    mine = _over(user, now).filter(chain__in=archived_by(user))
    return mine.exclude(Exists(waiting)).order_by("due_on", "pk")


def waiting_for(user: User) -> QuerySet[Destruction]:
    """The open proposals that this person may see at the centres where they propose or decide."""
    rows = _records(user).filter(decided_at=None)
    return rows.order_by("proposed_at", "pk")


def register_of(user: User) -> QuerySet[Destruction]:
    """What was decided, the newest first."""
    return _records(user).exclude(decided_at=None).order_by("-decided_at", "-pk")


def may_decide(user: User, one: Destruction) -> bool:
    """A second person, whose role supervises cases at the centre or holds complaints there."""
    return one.proposed_by != user.username and one.package.chain in inspected_by(user)


def propose(user: User, pks: Sequence[int], basis: str, now: datetime) -> int:
    """Propose these packages; how many. Those proposed meanwhile are left out. Raises Refusal."""
    why = _said(
        basis, "basis", "请写明鉴定的意见和日期（例如“2037 年 1 月 20 日鉴定，无保存价值”）。"
    )
    if not pks:
        raise Refusal("missing", "请勾选要销毁的归档包。", field="package")
    with transaction.atomic():
        found = list(due_for(user, now).filter(pk__in=pks[:MOST]).select_for_update())
        Destruction.objects.bulk_create(
            (
                Destruction(package=one, proposed_by=user.username, proposed_at=now, basis=why)
                for one in found
            ),
            ignore_conflicts=True,  # somebody proposed it in this very moment
        )
    return len(found)


def decide(user: User, pks: Sequence[int], approved: bool, reason: str, now: datetime) -> int:
    """Destroy the packages of these proposals, or leave them; how many. Raises Refusal."""
    why = _said(reason, "reason", "请写明批准或者不批准的理由。")
    if not pks:
        raise Refusal("missing", "请勾选要决定的归档包。", field="destruction")
    with transaction.atomic():
        # asked without joins, because only these rows are to be held
        open_ones = Destruction.objects.filter(pk__in=pks[:MOST], decided_at=None)
        held = list(open_ones.select_for_update().order_by("pk"))
        seen = {one.pk: one for one in waiting_for(user).select_related("package")}
        found = [seen[one.pk] for one in held if one.pk in seen]
        for one in found:
            _why_not(user, one, approved, now)
            one.decided_by, one.decided_at = user.username, now
            one.approved, one.reason = approved, why
            one.save()
        gone = [one.package for one in found if approved]
        Package.objects.filter(pk__in=[one.pk for one in gone]).update(
            destroyed_at=now, wrapped=b""
        )
    for package in gone:
        shelf.remove(package.file_id)  # where this does not come to pass, the sweep does it
    return len(found)


def _why_not(user: User, one: Destruction, approved: bool, now: datetime) -> None:
    number = one.package.number
    if one.proposed_by == user.username:
        sentence = f"{number} 是您自己提出的。销毁要两个人，请另一位来决定。"
        raise Refusal("second_person", sentence)
    if not may_decide(user, one):
        raise Refusal("not_your_act", f"{number} 由督办本中心工单的，或者监督管理部门来决定。")
    if approved and not _over(user, now).filter(pk=one.package_id).exists():
        raise Refusal("not_over", f"{number} 的工单又在办理，或者保管期限还没有满，现在不能销毁。")


def _over(user: User, now: datetime) -> QuerySet[Package]:
    today = now.astimezone(CHINA).date()
    archived = access.visible(user).filter(case_no=OuterRef("case_no"), stage="archived")
    return seen_by(user).filter(Exists(archived), destroyed_at=None, due_on__lt=today)


def _records(user: User) -> QuerySet[Destruction]:
    centres = archived_by(user) | inspected_by(user)
    return Destruction.objects.filter(package__in=seen_by(user).filter(chain__in=centres))


def _said(text: str, field: str, sentence: str) -> str:
    told = " ".join(text.split())
    if len(told) < SHORTEST:
        raise Refusal("missing", sentence, field=field)
    return told[:LONGEST]
