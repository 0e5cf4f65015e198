"""健康状况: what an administrator must know before something is lost, line by line.

Each line says how things stand and what to do; nothing about any case is read.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Literal

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min
from django.utils import timezone
from django.utils.module_loading import import_string

from bancheng.journal import guards, read
from bancheng.journal.data_folder import data_folder
from bancheng.journal.entry_row import Entry
from bancheng.library import calendars
from bancheng.running import heartbeat, plan
from bancheng.running.chore import Kind, last
from bancheng.wire import letters

Standing = Literal["good", "look", "bad"]
GB = 1_000_000_000
LITTLE, VERY_LITTLE = 5 * GB, GB // 2
ASLEEP = timedelta(minutes=5)
LONG_UNDER_WAY = timedelta(hours=12)
ASKED_FROM_MONTH = 11  # the notice for the next year usually comes out in November
ROADS = "和别的系统往来"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at: how it stands, what was found, what to do."""

    name: str
    standing: Standing
    said: str
    todo: str = ""


def lines(now: datetime) -> list[Line]:
    """Everything, in the order in which it should be looked at."""
    return list(_all(now))


def worst(found: list[Line]) -> Standing:
    """The worst of them."""
    standings = {line.standing for line in found}
    return "bad" if "bad" in standings else "look" if "look" in standings else "good"


def alive() -> bool:
    """Whether the database answers and the disk takes a write: what a monitor asks every minute."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        answered = cursor.fetchone() == (1,)
    return answered and shutil.disk_usage(data_folder()).free > VERY_LITTLE // 5


def _all(now: datetime) -> Iterator[Line]:
    yield _program()
    yield _disk()
    yield _clock(now)
    yield _time(now)
    yield _journal(now)
    yield _backup(now)
    yield _drill(now)
    yield _year(now)
    yield _letters(now)
    for path in settings.HEALTH_LINES:
        name, said, todo = import_string(path)(now)
        yield Line(name, "look" if todo else "good", said, todo)


def _letters(now: datetime) -> Line:
    stuck, waiting = letters.stuck().count(), letters.waiting()
    oldest = waiting.filter(stuck=False).aggregate(oldest=Min("made_at"))["oldest"]
    if stuck:
        todo = "到“接口账号”“渠道”里看为什么，再试，或者不再送、不再取。"
        return Line(ROADS, "look", f"送不到、取不到的有 {stuck} 件", todo)
    if oldest is not None and now - oldest > LONG_UNDER_WAY:
        todo = "对方一直没有应：请检查网络，或者问对方。"
        return Line(ROADS, "look", f"最早的一件从 {_shown(oldest)} 起还没有送到、取到", todo)
    return Line(ROADS, "good", f"没有卡住的，{waiting.count()} 件等着送、等着取")


def _program() -> Line:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    engine = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    said = f"办成 {version('bancheng')}，数据库 {engine}"
    if pending:
        return Line(
            "程序", "bad", f"{said}，还差 {len(pending)} 步没有升级", "运行 bancheng migrate。"
        )
    return Line("程序", "good", said)


def _disk() -> Line:
    usage = shutil.disk_usage(data_folder())
    said = f"数据所在的盘还剩 {usage.free / GB:.1f} GB（共 {usage.total / GB:.0f} GB）"
    todo = "清理这块盘，或者换一块大的：写不进去的时候，办件会停下来。"
    if usage.free < VERY_LITTLE:
        return Line("磁盘", "bad", said, todo)
    if usage.free < LITTLE:
        return Line("磁盘", "look", said, todo)
    return Line("磁盘", "good", said)


def _clock(now: datetime) -> Line:
    beat = heartbeat.last_beat()
    if beat is None or now - beat > ASLEEP:
        shown = f"上一次是 {_shown(beat)}" if beat else "还没有走过"
        todo = "到期提醒、备份都靠它：重启服务；再不行看服务的记录。"
        return Line("到期提醒", "bad", f"没有在走，{shown}", todo)
    return Line("到期提醒", "good", f"在走，上一次 {_shown(beat)}")


def _time(now: datetime) -> Line:
    ends = (Entry.objects.filter(chain=c).order_by("-position") for c in read.chains())
    times = [end.values_list("recorded_at", flat=True).first() for end in ends]
    newest = max((at for at in times if at is not None), default=None)
    if newest is not None and newest > now + timedelta(seconds=5):
        todo = "校准这台机器的时间，并开启自动对时。"
        return Line("时间", "bad", f"机器的时间比最后一条记录（{_shown(newest)}）还早", todo)
    return Line("时间", "good", f"现在 {_shown(now)}")


def _journal(now: datetime) -> Line:
    if not guards.standing(connection):
        todo = "有人动过数据库：请先核验日志，再联系维护的人。"
        return Line("日志", "bad", "数据库里防改动的触发器不全", todo)
    done = last(Kind.VERIFY)
    if done is None or done.ended_at is None:
        return Line("日志", "look", "还没有核验过", "按下面的“现在核验”。")
    if not done.ok:
        todo = "不要再改动，保留现场；用最近一次相符的备份比对。"
        return Line("日志", "bad", done.said, todo)
    late: Standing = "look" if now - done.ended_at > timedelta(days=2) else "good"
    return Line("日志", late, f"{_shown(done.ended_at)} 核验：{done.said}")


def _backup(now: datetime) -> Line:
    arranged, done = plan.in_force(), last(Kind.BACKUP, ok=True)
    if done is None or done.ended_at is None:
        failed = last(Kind.BACKUP, ok=False)
        said = failed.said if failed else "还没有备份过"
        return Line("备份", "bad", said, "按下面的“现在备份”。")
    said = f"{_shown(done.ended_at)}，{done.file}，{done.said}"
    if now - done.ended_at > timedelta(days=2):
        return Line("备份", "bad", said, "已经两天没有备份成：看下面的记录里为什么。")
    if arranged.backup_at is None:
        return Line("备份", "look", said, "没有安排每天备份，请在下面定一个时间。")
    if _same_disk(arranged):
        todo = "备份和数据在同一块盘上，盘坏了就都没了：把备份存到另一块盘，或每天复制出去。"
        return Line("备份", "look", said, todo)
    return Line("备份", "good", said)


def _same_disk(arranged: plan.Plan) -> bool:
    return (
        not arranged.folder.exists() or arranged.folder.stat().st_dev == data_folder().stat().st_dev
    )


def _drill(now: datetime) -> Line:
    arranged, done = plan.in_force(), last(Kind.DRILL)
    if done is None or done.ended_at is None:
        return Line("恢复演练", "look", "还没有演练过", "有了备份以后按“现在演练”。")
    if not done.ok:
        return Line("恢复演练", "bad", done.said, "这份备份靠不住：马上再备份一次，再演练。")
    overdue = now - done.ended_at > timedelta(days=arranged.drill_every + 1)
    said = f"{_shown(done.ended_at)}，{done.said}"
    return Line("恢复演练", "bad" if overdue else "good", said, "该演练了。" if overdue else "")


def _year(now: datetime) -> Line:
    local = timezone.localtime(now)
    published = calendars.national()[1]
    if local.year not in published:
        todo = "在“工作日历”里导入，否则到期时间都是暂定的。"
        return Line("工作日历", "bad", f"没有 {local.year} 年的放假安排", todo)
    if local.month >= ASKED_FROM_MONTH and local.year + 1 not in published:
        todo = "国务院办公厅公布以后，在“工作日历”里导入。"
        said = f"{local.year + 1} 年的放假安排还没有导入，跨年的到期时间是暂定的"
        return Line("工作日历", "look", said, todo)
    return Line("工作日历", "good", f"有到 {max(published)} 年的放假安排")


def _shown(at: datetime) -> str:
    return f"{timezone.localtime(at):%m-%d %H:%M}"
