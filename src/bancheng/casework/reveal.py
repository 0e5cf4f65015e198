"""显示: show a masked detail to somebody who may see the case, and record who and why."""

from __future__ import annotations

from datetime import datetime

from bancheng.casework import access, reveal_row
from bancheng.casework.masking import MASKS
from bancheng.core.refusal import Refusal
from bancheng.journal import read
from bancheng.people.user import User

REVEALABLE = frozenset(MASKS)


def reveal(user: User, case_no: str, field: str, reason: str, now: datetime) -> str:
    """The latest value of a masked detail.

    Raises NotFound where the case is not the reader's, Refusal where no reason is given or the
    detail is not there (never given, or erased).
    """
    access.row_for(user, case_no)
    if field not in REVEALABLE:
        raise Refusal("not_masked", "这一栏没有遮盖。", field=field)
    if not reason.strip():
        raise Refusal("missing", "请写明为什么要看（例如“回访”“反馈结果”）。", field="reason")
    texts = [t for (_, name), t in read.details(case_no).items() if name == field and t]
    if not texts:
        raise Refusal("not_there", "没有登记这一项，或者已依法删除。", field=field)
    reveal_row.record(case_no, field, user.username, reason.strip()[:200], now)
    return texts[-1]
