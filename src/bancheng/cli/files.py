"""bancheng files: whether every attached file is there, and is the one that was attached."""

from __future__ import annotations

from typing import Annotated

import typer

from bancheng.cli import chinese
from bancheng.cli.ending import Code, Ended, speaking
from bancheng.cli.showing import JSON_HELP, as_json

app = chinese.app(help="办件附件：核验。")
SHOWN = 50


@app.command("check", cls=chinese.Command)
def check(
    case: Annotated[
        str | None, typer.Option("--case", metavar="工单编号", help="只看这一件，默认全部")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """逐个打开附件，与日志里封存的摘要比对：缺了哪个、哪个被换过，都指出是哪一件的。

    例：bancheng files check

    例：bancheng files check --case MQ2026-0042
    """
    with speaking():
        from bancheng.cli.office import open_office

        open_office()
        from bancheng.casework import file_check

        found = file_check.check(case)
        if json:
            as_json({"good": found.good, "faults": found.faults})
        else:
            print(f"{found.good} 个附件与日志相符。")
        if found.faults:
            told = list(found.faults.values())
            more = f"\n还有 {len(told) - SHOWN} 个。" if len(told) > SHOWN else ""
            listed = "\n".join(told[:SHOWN])
            raise Ended(Code.REFUSED, f"{listed}{more}\n请保留现场，从备份里取回这些文件。")
