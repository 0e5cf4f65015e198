"""bancheng rebuild, tick and migrate: what keeps rows, time and tables in step with the journal."""

from __future__ import annotations

import sys
import time
from typing import Annotated

import typer

from bancheng.cli.ending import Code, Ended, speaking, warn
from bancheng.cli.showing import JSON_HELP, as_json

Json = Annotated[bool, typer.Option("--json", help=JSON_HELP)]


def rebuild(
    check: Annotated[bool, typer.Option("--check", help="只比较，不改动")] = False,
    json: Json = False,
) -> None:
    """由日志重建办件的列表和索引。日志一条不动；重建后与日志逐件比较。

    例：bancheng rebuild

    例：bancheng rebuild --check
    """
    with speaking():
        from bancheng.cli.office import open_office

        open_office()
        from bancheng.casework import rebuild as rows
        from bancheng.figures import catching_up

        cases = len(rows.case_numbers()) if check else rows.rebuild()
        if not check:
            catching_up.make_anew()
        different = rows.compare()
        if json:
            as_json({"cases": cases, "different": different})
        elif not different:
            print(f"{cases} 件，列表与日志{'' if check else '重建后'}全部相符。")
        if different:
            shown = "\n".join(different[:20])
            after = "请先运行 bancheng journal verify。"
            hint = "请运行 bancheng rebuild 重建。" if check else after
            raise Ended(Code.REFUSED, f"有 {len(different)} 处不符：\n{shown}\n{hint}")


def tick(
    every: Annotated[
        int | None, typer.Option(metavar="秒", help="每隔多少秒一次，一直运行", min=1)
    ] = None,
    json: Json = False,
) -> None:
    """办时间到了该办的事：到期提醒、超时记录、放假安排公布后改定暂定的到期时间。重复运行无害。

    例：bancheng tick

    例：bancheng tick --every 60
    """
    with speaking():
        from bancheng.cli.office import open_office

        open_office()
        while True:
            began = time.monotonic()
            _tick(json)
            if every is None:
                return
            _keep_running()
            sys.stdout.flush()
            time.sleep(max(0.0, every - (time.monotonic() - began)))


def _tick(json: bool) -> None:
    from django.db import close_old_connections

    from bancheng.casework import tick as clock
    from bancheng.cli.office import now

    close_old_connections()
    done = clock.run(now())
    if json:
        as_json({"warned": done.warned, "lapsed": done.lapsed, "redated": done.redated})
    else:
        print(f"到期提醒 {done.warned}，超时记录 {done.lapsed}，改定到期时间 {done.redated}。")


def _keep_running() -> None:
    """Backups, drills and verification: the business of the process that always runs."""
    from bancheng.cli.office import now
    from bancheng.running import chores

    chores.run(now())


def migrate(json: Json = False) -> None:
    """把数据库的表升到本版本。升级以后运行一次；先备份。

    例：bancheng backup 升级前.tar.gz && bancheng migrate
    """
    with speaking():
        from bancheng.cli.office import migrate as bring_up
        from bancheng.cli.office import open_office

        open_office(tables=False)
        done = bring_up()
        if json:
            as_json({"migrations": done})
        elif done:
            print(f"已升级，执行了 {done} 步。")
        else:
            warn("数据库已是本版本，不用升级。")
