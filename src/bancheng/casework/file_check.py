"""核验附件: whether every file that an act attached is there, and is the one that was attached.

The journal seals a commitment to each file's digest and is verified by itself; here each file is
opened and compared with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bancheng.core.attachment import BESIDE, Attachment, read
from bancheng.core.seal import UnknownAlgorithmError, digest
from bancheng.files import keeping
from bancheng.files.keeping import LostFileError
from bancheng.files.kept_row import Kept
from bancheng.journal import read as journal
from bancheng.journal.detail_row import Detail


@dataclass
class Checked:
    """How many files were found as they were attached, and what is wrong with others."""

    good: int = 0
    faults: dict[str, str] = field(default_factory=dict)  # by the file's id


def check(case_no: str | None = None) -> Checked:
    """Open every file of one case, or of all, and compare it with what was sealed of it."""
    found = Checked()
    seen: set[str] = set()
    for number in _cases(case_no):
        for position, file_id, written in _written(number):
            seen.add(file_id)
            fault = _fault(number, file_id, written)
            if fault:
                found.faults[file_id] = f"{number} 日志第 {position} 条的附件{fault}"
            else:
                found.good += 1
    kept = Kept.objects.filter(case_no=case_no) if case_no else Kept.objects.all()
    for file_id, number in kept.order_by("file_id").values_list("file_id", "case_no"):
        if file_id not in seen:
            found.faults[file_id] = f"{number} 有一个附件（{file_id[:8]}）在日志里没有记录。"
    return found


def _cases(case_no: str | None) -> Iterator[str]:
    rows = Detail.objects.filter(field__startswith=BESIDE)
    if case_no is not None:
        rows = rows.filter(case_no=case_no)
    yield from rows.order_by("case_no").values_list("case_no", flat=True).distinct()


def _written(case_no: str) -> Iterator[tuple[int, str, str | None]]:
    for (position, name), text in sorted(journal.details(case_no).items()):
        if name.startswith(BESIDE):
            yield position, name.removeprefix(BESIDE), text


def _fault(case_no: str, file_id: str, written: str | None) -> str:
    """What is wrong, as the end of a sentence; empty where nothing is."""
    try:
        about = read(file_id, written or "")
    except ValueError:
        return f"（{file_id[:8]}）：旁边记的名称和摘要读不出来，请先核验日志。"
    try:
        content = keeping.content(case_no, file_id)
    except LostFileError as lost:
        return f"“{about.name}”：{lost}"
    if not _is_the_one(about, content):
        return f"“{about.name}”：内容和当初附上的不是同一份。"
    return ""


def _is_the_one(about: Attachment, content: bytes) -> bool:
    algorithm, _, wanted = about.digest.partition(":")
    try:
        return digest(algorithm, content) == wanted
    except UnknownAlgorithmError:
        return False
