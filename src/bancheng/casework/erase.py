"""清除个人信息: what people said and who they are goes; what was done, when and by whom stays.

For the administrator alone, when the time of keeping is over or something was collected
unlawfully, and always with a reason, which is kept.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from bancheng.casework import access, searching
from bancheng.casework.facts import ERASED
from bancheng.core.fact import Fact
from bancheng.core.refusal import Refusal
from bancheng.files import keeping, sweep
from bancheng.journal import append, read
from bancheng.journal.envelope import Recorded
from bancheng.journal.erase import erase_personal
from bancheng.people import seats
from bancheng.people.chart import one_request
from bancheng.people.post import ADMINISTRATOR
from bancheng.people.user import User


def erase(user: User, case_no: str, reason: str, command_id: str, now: datetime) -> Recorded:
    """Remove every text of a case, its key and its place in the search index.

    ``reason`` must name nobody: it is what remains. Repeating a command does no harm.
    Raises NotFound, Refusal; then nothing was erased.
    """
    if not seats.is_administrator(user):
        raise Refusal("not_your_act", "清除个人信息由管理员办理。")
    if not reason.strip():
        sentence = "请写明清除的理由（例如“保存期限已满”），不要写姓名和电话。"
        raise Refusal("missing", sentence, field="reason")
    with transaction.atomic(), one_request():
        place = access.place_of(case_no)
        append.lock(place.chain)
        done = read.answered(command_id)
        if done is not None:
            return _same(done, case_no)
        fact = Fact(
            case_no=case_no,
            event=ERASED,
            command_id=command_id,
            done_at=now,
            recorded_at=now,
            actor={"user": user.username, "role": ADMINISTRATOR, "unit": None, "recorded": None},
            body={},
            details={"reason": reason.strip()},
        )
        searching.forget_for_good(place.pk, case_no, place.chain)
        keeping.forget(case_no)
        transaction.on_commit(sweep.scrub)
        for name in settings.FORGET_WITH_A_CASE:
            import_string(name)(case_no)
        return erase_personal(place.chain, fact)


def _same(done: Recorded, case_no: str) -> Recorded:
    if (done.case_no, done.event) != (case_no, ERASED):
        raise Refusal("command_reused", "这次提交的编号已经用过，请重新提交。")
    return done
