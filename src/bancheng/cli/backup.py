"""bancheng backup: everything in one file, while people go on working."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bancheng.cli.ending import speaking, warn
from bancheng.cli.showing import JSON_HELP, as_json


def backup(
    file: Annotated[Path, typer.Argument(metavar="文件", help="备份存到哪里，如 备份.tar.gz")],
    without_keys: Annotated[
        bool, typer.Option("--without-keys", help="不含密钥：密钥另外保管时用")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """备份数据库、附件、检查点和密钥，不用停机。备份里有群众的姓名、电话，请妥善保管。

    例：bancheng backup /mnt/backup/2026-11-23.tar.gz

    例：bancheng backup /mnt/backup/2026-11-23.tar.gz --without-keys
    """
    with speaking():
        from bancheng.cli.office import now, open_office

        open_office()
        from bancheng.casework.safekeeping.backup import make

        manifest = make(file.absolute(), now(), with_keys=not without_keys)
        size = file.stat().st_size
        if json:
            ends, files = manifest.chains, manifest.files
            as_json({"file": file, "bytes": size, "chains": ends, "files": files})
            return
        print(
            f"已备份到 {file}（{size / 1e6:.1f} MB）：{len(manifest.chains)} 条日志、"
            f"{manifest.entries} 条记录。"
        )
        if manifest.missing_files:
            warn(
                f"有 {len(manifest.missing_files)} 个附件的文件在备份以前就不见了，备份里也没有。"
                "请运行 bancheng files check 看是哪些。"
            )
        if without_keys:
            print("不含密钥：恢复时要有单独保管的 keys 文件夹，否则姓名、电话和文字读不出来。")


def restore(
    file: Annotated[Path, typer.Argument(metavar="文件", help="bancheng backup 做的备份")],
    json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """把备份恢复到空的数据目录和空的数据库，并核验恢复的就是当时备份的。有一处不符就不恢复。

    例：BANCHENG_DATA=/srv/bancheng-new bancheng restore /mnt/backup/2026-11-23.tar.gz
    """
    with speaking():
        from bancheng.cli.office import open_office

        open_office(tables=False)
        from bancheng.casework.safekeeping.restore import bring_back

        manifest = bring_back(file.absolute())
        if json:
            as_json({"made_at": manifest.made_at, "chains": manifest.chains})
            return
        print(
            f"已恢复 {manifest.made_at} 的备份：{manifest.entries} 条记录，"
            "摘要、行数、日志、检查点和附件都核验相符。现在可以运行 bancheng serve。"
        )
