"""bancheng calendar import: a newly published year of holidays and make-up days."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bancheng.cli import chinese
from bancheng.cli.ending import speaking
from bancheng.cli.showing import JSON_HELP, as_json

app = chinese.app(help="工作日历。")


@app.command("import", cls=chinese.Command)
def import_file(
    file: Annotated[
        Path, typer.Argument(metavar="文件", help="一年的放假安排，YAML 或 holiday-cn 的 JSON")
    ],
    json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """导入国务院办公厅公布的一年放假安排。文件里有一处不对，就一天也不导入。

    例：bancheng calendar import 2027.yaml
    """
    with speaking():
        from bancheng.library import calendars

        book = calendars.import_year(file)
        kept = calendars.keep_year(book)
        if json:
            as_json(
                {"year": book.year, "rest": len(book.rest), "work": len(book.work), "file": kept}
            )
            return
        days = f"放假 {len(book.rest)} 天，调休上班 {len(book.work)} 天"
        print(f"已导入 {book.year} 年放假安排：{days}，存为 {kept.name}。")
        print(
            "还没办完的工单，暂定的到期时间会由下一次 bancheng tick 公开改定，"
            "每改一处都写进办件记录并告知经办人。"
        )
