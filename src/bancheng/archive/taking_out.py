"""取用: a package handed out, on record before a byte of it leaves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bancheng.archive import keeping
from bancheng.archive.making import may_archive, note_names_shown
from bancheng.archive.package_row import Package
from bancheng.archive.taken_row import PackageTaken
from bancheng.casework.access import NotFound, visible
from bancheng.casework.look import look
from bancheng.core.refusal import Refusal
from bancheng.core.seal import canonical, digest
from bancheng.files.keeping import LostFileError
from bancheng.people.user import User

SHORTEST = 2


def take_out(
    user: User, pk: int, reason: str, command_id: str, now: datetime
) -> tuple[Package, bytes]:
    """The package and its content. Raises NotFound, Refusal."""
    package = Package.objects.filter(pk=pk).first()
    if package is None or not visible(user).filter(case_no=package.case_no).exists():
        raise NotFound(str(pk))
    found = look(user, package.case_no, now)
    if not may_archive(found):
        raise Refusal("not_your_act", "归档包里有姓名、电话，由办理归档的人取出。")
    if len(reason.strip()) < SHORTEST:
        sentence = "请写明取出来做什么（例如“移交档案馆”“诉讼举证”）。"
        raise Refusal("missing", sentence, field="reason")
    if package.destroyed_at is not None:
        raise Refusal("destroyed", "这份归档包保管期满，已经销毁，取不出来了。")
    try:
        content = keeping.content(package)
    except LostFileError as lost:
        raise Refusal("file_lost", str(lost)) from lost
    with transaction.atomic():
        _, new = PackageTaken.objects.get_or_create(
            uid=_of_this_taker(user, pk, command_id),
            defaults={"package": package, "by": user.username, "at": now},
        )
        if new:
            why = f"取出归档包 {package.number}：{reason.strip()}"
            note_names_shown(user, found, why)
    return package, content


def _of_this_taker(user: User, pk: int, command_id: str) -> str:
    """Whoever sends another's command again takes in their own name."""
    return digest("sha256", canonical([user.username, pk, command_id]))[:60]


def file_name(package: Package) -> str:
    """As it is saved: number, making, case."""
    again = f"-{package.made}" if package.made > 1 else ""
    return f"归档包-{package.number}{again}-{package.case_no}.zip"
