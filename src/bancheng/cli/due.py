"""bancheng due: by when must a case be dealt with? From standard and calendar alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bancheng.cli.ending import misused, speaking
from bancheng.cli.showing import JSON_HELP, as_json
from bancheng.core.calendar import DEFAULT, Limit

NATIONAL = "national"


def due(
    standard: Annotated[str, typer.Option(metavar="规范", help="规范的代号")] = "",
    kind: Annotated[str, typer.Option(metavar="类别", help="问题类别的代号")] = "",
    at: Annotated[
        str,
        typer.Option(metavar="时间", help="起算的时间：按小时的从受理，按工作日的从分办（转办）"),
    ] = "",
    batch: Annotated[
        Path | None,
        typer.Option(metavar="文件.csv", help="成批计算：表头 standard,kind,at，结果另加三栏"),
    ] = None,
    calendar: Annotated[
        str, typer.Option(metavar="日历", help="national 为全国日历，也可写地方日历的名称")
    ] = NATIONAL,
    json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """算一件事最迟什么时候办结。不用数据库，工作时间按 9—12 时、13—17 时。

    例：bancheng due --standard 规范代号 --kind 类别代号 --at 2026-09-24T10:00

    例：bancheng due --batch 待算.csv > 结果.csv
    """
    with speaking():
        if batch is not None:
            if standard or kind or at:
                misused("--batch 与 --standard、--kind、--at 不能同时用：成批计算时都写在表里。")
            from bancheng.cli.due_batch import print_batch

            print_batch(batch, calendar, json)
            return
        for name, value in (("--standard", standard), ("--kind", kind), ("--at", at)):
            if not value:
                misused(f"缺少 {name}。成批计算请用 --batch；用法见 bancheng due --help。")
        _print_one(standard, kind, at, calendar, json)


def _print_one(standard_id: str, kind: str, at: str, calendar: str, json: bool) -> None:
    from bancheng.cli.limit_of import KindUnknownError, NoLimitError, due_of, handling_limit
    from bancheng.library import calendars, standards

    rules = standards.standard(standard_id)
    days = calendars.work_calendar(DEFAULT, [] if calendar == NATIONAL else [calendar])
    try:
        limit = handling_limit(rules, kind)
        found = due_of(limit, read_at(at), rules, days)
    except (KindUnknownError, NoLimitError, ValueError) as wrong:
        misused(str(wrong))
    shown = f"{found.due:%Y-%m-%dT%H:%M}" if found.due else ""
    if json:
        as_json(
            {
                "standard": rules.id,
                "edition": rules.edition,
                "kind": kind,
                "at": at,
                "due": shown or None,
                "provisional": found.provisional,
                "awaiting": list(found.awaiting),
                "rule": limit.rule,
                "limit": str(limit.limit),
                "cites": [rules.ref(clause) for clause in limit.cites],
                "repeat": str(limit.repeat) if limit.repeat else None,
            }
        )
        return
    print(shown + (", provisional" if found.provisional else ""))
    if limit.repeat:
        print(f"{again(limit.repeat)}（and again every {limit.repeat} until done）")
    print(found.explain())
    print(f"依据：{'、'.join(rules.ref(c) for c in limit.cites) or '本中心定'}（{limit.rule}）")


def again(repeat: Limit) -> str:
    """How a repeated duty is told to people."""
    return f"此后每 {repeat.in_chinese()}再报一次，直到办结"


def read_at(text: str) -> datetime:
    """An instant on the hall's clock. Raises ValueError with a Chinese sentence."""
    from bancheng.core.calendar import CHINA

    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"时间“{text}”读不懂，应写成 2026-09-24T10:00 这样。") from None
    if len(text.strip()) <= len("2026-09-24"):
        raise ValueError(f"时间“{text}”没有写几点几分，应写成 2026-09-24T10:00 这样。")
    return at.replace(tzinfo=CHINA) if at.tzinfo is None else at.astimezone(CHINA)
