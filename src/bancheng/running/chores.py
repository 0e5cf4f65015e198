"""日常运行: what is due is asked for, and what was asked for is done — by the clock's process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from bancheng.casework.safekeeping import backup
from bancheng.casework.safekeeping.manifest import BackupError
from bancheng.core.actor import SYSTEM
from bancheng.journal import checkpoint, read, verify
from bancheng.journal.mistakes import CannotSignError
from bancheng.running import heartbeat, plan
from bancheng.running.chore import Chore, Kind, ask_for, end, give_up_lost, last, take_up
from bancheng.running.drill import drill

NAME = "bancheng-%Y%m%d-%H%M%S.tar.gz"
DAILY = timedelta(days=1)


def run(now: datetime) -> None:
    """One round: called after each tick. A chore that fails says so and stops nobody."""
    heartbeat.beat(now)
    give_up_lost(now)
    ask_for_due(now)
    for chore in Chore.objects.filter(began_at=None).order_by("asked_at", "pk"):
        if take_up(chore, now):
            do(chore, now)


def ask_for_due(now: datetime) -> None:
    """What the arrangement says is due by now and has not been done since."""
    arranged = plan.in_force()
    if arranged.backup_at is not None:
        today = timezone.localtime(now).replace(
            hour=arranged.backup_at.hour, minute=arranged.backup_at.minute, second=0, microsecond=0
        )
        due = today if today <= now else today - DAILY
        _ask_once_since(Kind.BACKUP, due, now)
    _ask_once_since(Kind.VERIFY, now - DAILY, now)
    if last(Kind.BACKUP, ok=True):
        _ask_once_since(Kind.DRILL, now - timedelta(days=arranged.drill_every), now)


def _ask_once_since(kind: Kind, since: datetime, now: datetime) -> None:
    if not Chore.objects.filter(kind=kind, asked_at__gte=since).exists():
        ask_for(kind, SYSTEM.user, now)


def do(chore: Chore, now: datetime) -> None:
    """Do one chore and write down how it ended, whatever happens."""
    steps: dict[str, Callable[[Chore, datetime], str]] = {
        Kind.BACKUP: _backup,
        Kind.DRILL: _drill,
        Kind.VERIFY: _verify,
    }
    try:
        said, ok = steps[chore.kind](chore, now), True
    except (BackupError, CannotSignError, OSError) as failed:
        said, ok = str(failed), False
    end(chore, timezone.now(), ok, said)


def _backup(chore: Chore, now: datetime) -> str:
    arranged = plan.in_force()
    for chain in read.chains():
        checkpoint.make(chain, now)  # so that the backup carries proof of how long each chain is
    folder = arranged.folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / timezone.localtime(now).strftime(NAME)
    manifest = backup.make(file, now, with_keys=arranged.with_keys)
    chore.file, chore.size = str(file), file.stat().st_size
    gone = _let_go(arranged.keep, folder, file)
    told = f"{manifest.entries} 条记录，{chore.size / 1e6:.1f} MB"
    return f"{told}；旧备份删去 {gone} 份。" if gone else f"{told}。"


def _let_go(keep: int, folder: Path, newest: Path) -> int:
    """Remove the oldest of our own backups in this folder; never the newest, nor what others put
    there."""
    ours = {
        Path(file)
        for file in Chore.objects.filter(kind=Kind.BACKUP, ok=True).values_list("file", flat=True)
        if file and Path(file).parent == folder
    }
    there = sorted((f for f in ours if f.exists() and f != newest), reverse=True)
    for file in there[keep - 1 :]:
        file.unlink(missing_ok=True)
    return len(there[keep - 1 :])


def _drill(chore: Chore, now: datetime) -> str:
    newest = last(Kind.BACKUP, ok=True)
    if newest is None or not Path(newest.file).exists():
        raise BackupError("没有可以演练的备份：请先做一次备份。")
    chore.file = newest.file
    return drill(Path(newest.file))


def _verify(chore: Chore, now: datetime) -> str:
    verdict = verify.verify()
    if not verdict.ok:
        raise BackupError("".join(found.sentence for found in verdict.breaks))
    told = f"{len(verdict.chains)} 条日志、{verdict.entries} 条记录、{verdict.checkpoints} 个检查点"
    return f"{told}全部相符。"
