"""交换记录的读取: of each file only the lines whose case the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bancheng.casework import access
from bancheng.exchange.file_row import Line, SentFile, TakenFile
from bancheng.exchange.partner_row import REVISITED, Partner
from bancheng.people.user import User
from bancheng.revisit import elsewhere

File = SentFile | TakenFile


def lines_of(user: User, partner: Partner, files: Sequence[File]) -> dict[int, list[Line]]:
    """By the file's key, in their order. A fixed number of statements however many files."""
    keys = [file.pk for file in files]
    found: dict[int, list[Line]] = {key: [] for key in keys}
    sent = bool(files) and isinstance(files[0], SentFile)
    lines = Line.objects.filter(sent__in=keys) if sent else Line.objects.filter(taken__in=keys)
    for line in _seen(user, partner, list(lines.order_by("pk"))):
        found[(line.sent_id if sent else line.taken_id) or 0].append(line)
    return found


def _seen(user: User, partner: Partner, lines: Sequence[Line]) -> Iterable[Line]:
    named = {line.case_no for line in lines if line.case_no}
    if partner.relation == REVISITED:
        seen = named - set(elsewhere.kept_from(user))
    else:
        visible = access.visible(user).filter(case_no__in=named)
        seen = set(visible.values_list("case_no", flat=True))
    return (line for line in lines if not line.case_no or line.case_no in seen)
