"""bancheng import items: a list of service items into the library of a place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bancheng.cli.ending import Code, Ended, misused, refuse, speaking
from bancheng.cli.showing import JSON_HELP, as_json

if TYPE_CHECKING:
    from bancheng.items.importing.plan import Done, Job, Plan
    from bancheng.items.importing.source import Source
    from bancheng.people.unit import Unit
    from bancheng.people.user import User

SHOWN = 50


def items(
    file: Annotated[Path, typer.Argument(metavar="文件", help="CSV、XLSX、JSON 或 JSONL")],
    user: Annotated[str, typer.Option(metavar="登录名", help="由谁导入：要管着这个事项库")],
    into: Annotated[
        str | None,
        typer.Option("--list", metavar="代码", help="导入到哪里的事项库；只管一个时可不写"),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="栏名=字段", help="指明一栏是什么，可写几次"),
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="字段=值", help="文件里没有的字段一律用这个值，可写几次"),
    ] = None,
    leave_out_wrong: Annotated[
        bool, typer.Option("--leave-out-wrong", help="跳过有错的行，导入其余的")
    ] = False,
    retire_missing: Annotated[
        bool, typer.Option("--retire-missing", help="文件里没有的事项停用")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试不存")] = False,
    json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """把政务服务事项导入县乡两级联合办理的事项库：没变的不动，变了的成为新一版，少了的列出来。

    有一行不对就一项也不导入，每一处错都写明在第几行、哪一栏、怎么改。

    例：bancheng import items 事项清单.xlsx --user 登录名 --dry-run

    例：bancheng import items items.json --user 登录名 --list 代码 --column 备注=conditions
    """
    with speaking():
        from bancheng.items.importing.source import read_source

        source = read_source(file)
        from bancheng.cli.office import now, open_office, user_named

        open_office()
        from bancheng.items.importing.memory_row import remember
        from bancheng.items.importing.plan import carry_out, plan
        from bancheng.items.keeping import Signed

        keeper = user_named(user)
        unit = _list_named(keeper, into)
        job = _job(unit, source, columns or [], given or [])
        found = plan(job)
        done = None
        if not dry_run and (leave_out_wrong or not found.faults):
            signed = Signed(keeper.username, now(), f"从 {file.name} 导入")
            done = carry_out(found, signed, retire_missing, leave_out_wrong)
            remember(unit.code, source.header, job.columns)
        _tell(file, unit, found, done, dry_run, json)


def _list_named(keeper: User, code: str | None) -> Unit:
    from bancheng.items import lists

    kept = lists.keepable(keeper)
    names = "、".join(f"{unit.code}（{unit.name}）" for unit in kept)
    if not kept:
        refuse(f"{keeper.name}没有管着哪个事项库，不能导入。")
    if code is None and len(kept) > 1:
        refuse(f"{keeper.name}管着几个事项库，请用 --list 写明是哪一个：{names}。")
    found = next((unit for unit in kept if code in (None, unit.code)), None)
    return found or refuse(f"{keeper.name}没有管着“{code}”的事项库，管着的是：{names}。")


def _job(unit: Unit, source: Source, columns: list[str], given: list[str]) -> Job:
    from bancheng.items.importing.columns import FIELDS
    from bancheng.items.importing.memory_row import columns_for
    from bancheng.items.importing.plan import Job as ImportJob

    chosen = columns_for(unit.code, source.header)
    for text in columns:
        title, field = _pair(text, "--column")
        if title not in source.header:
            misused(f"文件里没有“{title}”这一栏，现有：{'、'.join(source.header)}。")
        if field not in FIELDS:
            misused(f"没有“{field}”这个字段，可以是：{'、'.join(FIELDS)}。")
        chosen = {t: f for t, f in chosen.items() if f != field} | {title: field}
    values = dict(_pair(text, "--set") for text in given)
    unknown = next((name for name in values if name not in FIELDS), None)
    if unknown is not None:
        misused(f"没有“{unknown}”这个字段，可以是：{'、'.join(FIELDS)}。")
    return ImportJob(unit.code, source, chosen, values)


def _pair(text: str, option: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        misused(f"{option} {text} 应写成 名=值。")
    return name.strip(), value.strip()


def _tell(
    file: Path, unit: Unit, found: Plan, done: Done | None, dry_run: bool, json: bool
) -> None:
    if json:
        as_json(_summary(found, done))
    else:
        _print(file, unit, found)
    if found.faults and done is None:
        shown = "\n".join(f"{file.name} {fault}" for fault in found.faults[:SHOWN])
        more = len(found.faults) - SHOWN
        rest = f"\n……还有 {more} 处" if more > 0 else ""
        raise Ended(
            Code.REFUSED,
            f"{shown}{rest}\n有 {len(found.faults)} 处不对，一项也没有导入。改好再来，"
            "或者加 --leave-out-wrong 跳过这些行。",
        )
    if json:
        return
    if done is None and dry_run:
        print("试过了，都能导入。这次没有存。")
    elif done is not None:
        retired = f"，停用 {done.retired} 项" if done.retired else ""
        left = f"，跳过有错的 {done.left_out} 行" if done.left_out else ""
        print(f"已导入：新增 {done.added} 项，调整 {done.changed} 项{retired}{left}。")
        for fault in found.faults:
            print(f"跳过 {fault}")


def _summary(found: Plan, done: Done | None) -> dict[str, object]:
    return {
        "rows": len(found.job.source.rows),
        "written_as": found.job.source.written_as,
        "columns": dict(found.job.columns),
        "new": len(found.new),
        "changed": [p.change.code for p in found.changed],
        "untouched": found.untouched,
        "missing": [version.item.code for version in found.missing],
        "unknown_departments": list(found.strangers),
        "faults": [
            {"line": f.line, "field": f.field, "why": f.why, "do": f.do} for f in found.faults
        ],
        "loaded": done is not None,
        "retired": done.retired if done else 0,
    }


def _print(file: Path, unit: Unit, found: Plan) -> None:
    source = found.job.source
    print(f"{file.name}：{source.written_as}，{len(source.rows)} 行，导入到{unit.name}事项库。")
    ignored = [title for title in source.header if title not in found.job.columns]
    if ignored:
        print(f"这些栏没有导入：{'、'.join(ignored)}。")
    print(f"新增 {len(found.new)} 项，调整 {len(found.changed)} 项，没变 {found.untouched} 项。")
    if found.strangers:
        names = "、".join(found.strangers[:8])
        print(f"有 {len(found.strangers)} 个部门在本系统还不是机构，先记名称：{names}…")
    if found.missing:
        codes = "、".join(version.item.code for version in found.missing[:8])
        print(f"库里有、文件里没有的 {len(found.missing)} 项（--retire-missing 可停用）：{codes}…")
