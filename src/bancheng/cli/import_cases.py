"""bancheng import cases: cases that a centre kept in a table, all of them or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bancheng.cli import chinese
from bancheng.cli.ending import Code, Ended, misused, refuse, speaking
from bancheng.cli.showing import JSON_HELP, as_json, progress

if TYPE_CHECKING:
    from bancheng.casework.importing.load import Loaded
    from bancheng.casework.importing.table_file import Table

app = chinese.app(help="导入。")
SHOWN = 50


@app.callback()
def _group() -> None:
    """导入。"""


@app.command("cases", cls=chinese.Command)
def cases(
    file: Annotated[Path, typer.Argument(metavar="文件", help="CSV 或 XLSX，第一行是栏名")],
    user: Annotated[str, typer.Option(metavar="登录名", help="由谁补录：要在该中心有登记的职责")],
    centre: Annotated[
        str | None, typer.Option(metavar="代码", help="导入到哪个中心；只有一个时可不写")
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="栏=值", help="表里没有的栏一律用这个值，可写几次"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试不存")] = False,
    json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """把以前记在表里的办件作为补录导入：要么全部导入，要么一件也不导入。

    至少要有“反映时间”和“反映内容”两栏；姓名、电话、来源渠道、受理情形、问题类别等有就认。
    同一份文件导入两次不会重复。

    例：bancheng import cases 台账.xlsx --user 登录名 --dry-run

    例：bancheng import cases 来信.csv --user 登录名 --set name=来信人 --set channel=counter
    """
    with speaking():
        from bancheng.casework.importing.table_file import read_table

        table = read_table(file)
        values = dict(_pair(text) for text in given or [])
        from bancheng.cli.office import centre_named, now, open_office, user_named

        open_office()
        from bancheng.casework import access
        from bancheng.casework.importing.load import Importing, load

        clerk, unit = user_named(user), centre_named(centre)
        if unit.code not in {each.code for each in access.may_open_cases_at(clerk)}:
            refuse(f"{clerk.name}在{unit.name}没有登记办件的职责，不能往那里导入。")
        job = Importing(clerk, unit, file, table, now(), values)
        with progress("导入", len(table.rows)) as told:
            done = load(job, dry_run, told)
        _tell(file, table, done, dry_run, json)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        misused(f"--set {text} 应写成 栏=值，例如 --set channel=counter。")
    return name.strip(), value.strip()


def _tell(file: Path, table: Table, done: Loaded, dry_run: bool, json: bool) -> None:
    if json:
        as_json(
            {
                "rows": len(table.rows),
                "written_as": table.written_as,
                "loaded": done.loaded,
                "cases": list(done.cases) if done.loaded else [],
                "already_there": done.again,
                "ignored_columns": list(done.columns.unknown),
                "faults": [vars(fault) for fault in done.faults],
            }
        )
    else:
        print(f"{file.name}：{table.written_as}，{len(table.rows)} 行。")
        if done.columns.unknown:
            print(f"这些栏不认识，没有导入：{'、'.join(done.columns.unknown)}。")
    if done.faults:
        shown = [f"{file.name} {fault}" for fault in done.faults[:SHOWN]]
        more = len(done.faults) - len(shown)
        rest = f"\n……还有 {more} 处" if more else ""
        told = "\n".join(shown)
        raise Ended(
            Code.REFUSED, f"{told}{rest}\n有 {len(done.faults)} 行不对，一件也没有导入。改好再来。"
        )
    if json:
        return
    again = f"，另有 {done.again} 件以前导入过" if done.again else ""
    if dry_run:
        print(f"试过了：{len(done.cases)} 件都能导入{again}。这次没有存。")
    else:
        print(f"已导入 {len(done.cases)} 件{again}。")
