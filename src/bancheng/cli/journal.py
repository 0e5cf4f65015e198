"""bancheng journal: verify it, sign checkpoints, take it elsewhere."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bancheng.cli import chinese
from bancheng.cli.ending import Code, Ended, misused, refuse, speaking
from bancheng.cli.showing import JSON_HELP, as_json

if TYPE_CHECKING:
    from bancheng.journal.signed_head import Checkpoint
    from bancheng.journal.verdict import Verdict

app = chinese.app(help="办件日志：核验、签检查点、导出。")

Chain = Annotated[
    str | None, typer.Option("--centre", metavar="代码", help="只看这个中心的日志，默认全部")
]
Json = Annotated[bool, typer.Option("--json", help=JSON_HELP)]


@app.command("verify", cls=chinese.Command)
def verify(
    centre: Chain = None,
    file: Annotated[
        Path | None, typer.Option(metavar="文件", help="核验导出的日志文件，不用数据库")
    ] = None,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option(metavar="文件", help="另处保管的检查点（打印件录成的文本，或检查点文件）"),
    ] = None,
    json: Json = False,
) -> None:
    """逐条核验日志：改动、挪动、缺少、调换任何一条，都指出第一处。

    例：bancheng journal verify

    例：bancheng journal verify --checkpoint 去年打印的检查点.txt
    """
    with speaking():
        if file is not None:
            found = _verified_file(file)
        else:
            from bancheng.cli.office import open_office

            open_office()
            from bancheng.journal import verify as check

            found = check.verify(centre, _checkpoints(checkpoint or []))
        if json:
            as_json({**asdict(found), "ok": found.ok})
        else:
            print(
                f"核验了 {len(found.chains)} 条日志、{found.entries} 条记录、{found.texts} 段文字、"
                f"{found.checkpoints} 个检查点。"
            )
            if found.guarded is False:
                print("注意：数据库里防改动的触发器不在位，请运行 bancheng migrate 或查明原因。")
        if not found.ok:
            told = "\n".join(broken.sentence for broken in found.breaks)
            raise Ended(Code.REFUSED, f"{told}\n请保留现场，从备份核对恢复。")
        if not json:
            print("全部相符。")


@app.command("checkpoint", cls=chinese.Command)
def checkpoint(centre: Chain = None, json: Json = False) -> None:
    """给日志的现状签名：写进数据库和数据目录的 checkpoints，请再拷到另一台机器或打印存档。

    例：bancheng journal checkpoint
    """
    with speaking():
        from bancheng.cli.office import now, open_office

        open_office()
        from bancheng.journal import checkpoint as signing
        from bancheng.journal import read

        chains = [centre] if centre else read.chains()
        if not chains:
            refuse("日志里还没有记录，没有可签名的内容。")
        signed = [signing.make(chain, now()) for chain in chains]
        if json:
            as_json([{"line": each.line(), "file": signing.path_of(each.chain)} for each in signed])
            return
        for each in signed:
            print(each.printed())
            print()
        print(f"共 {len(signed)} 个检查点，存在 {signing.path_of(chains[0]).parent}。")


@app.command("export", cls=chinese.Command)
def export(
    folder: Annotated[Path, typer.Argument(metavar="目录", help="每个中心的日志存成一个文件")],
    centre: Chain = None,
    json: Json = False,
) -> None:
    """导出日志（不含姓名、电话和文字），供别处保管和核验。

    例：bancheng journal export /mnt/archive
    """
    with speaking():
        from bancheng.cli.office import open_office

        if not folder.is_dir():
            misused(f"没有 {folder} 这个目录。")
        open_office()
        from bancheng.journal import export as exporting
        from bancheng.journal import read

        chains = [centre] if centre else read.chains()
        written = {chain: folder / f"{chain}.journal" for chain in chains}
        entries = {chain: exporting.export(chain, path) for chain, path in written.items()}
        if json:
            files = {name: {"file": written[name], "entries": entries[name]} for name in chains}
            as_json(files)
            return
        for chain in chains:
            print(f"{written[chain]}：{entries[chain]} 条。")


def _verified_file(file: Path) -> Verdict:
    from bancheng.journal.verify_export import verify_export

    return verify_export(file)


def _checkpoints(files: list[Path]) -> list[Checkpoint]:
    from bancheng.journal.signed_head import NotACheckpointError, from_line, from_print

    found: list[Checkpoint] = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        try:
            if text.lstrip().startswith("{"):
                found += [from_line(line) for line in text.splitlines() if line.strip()]
            else:
                found.append(from_print(text))
        except NotACheckpointError as wrong:
            misused(f"{file}：{wrong}。")
    return found
