"""bancheng standard check: reads a region's folder as the program would, and tells its stories."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bancheng.cli import chinese
from bancheng.cli.ending import Code, Ended, misused, speaking
from bancheng.cli.showing import JSON_HELP, as_json

app = chinese.app(help="核对规范文件。")


@app.command("check", cls=chinese.Command)
def check(
    folder: Annotated[Path, typer.Argument(metavar="目录", help="一份规范的目录")],
    json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """核对一份规范：每一版能不能读、前后是否相符，再把它的例子（stories）逐个演一遍。

    例：bancheng standard check standards/规范代号
    """
    with speaking():
        folder = folder.resolve()
        if not folder.is_dir():
            misused(f"没有 {folder} 这个目录。")
        faults, told, editions = _examine(folder)
        if json:
            as_json({"editions": editions, "stories": told, "faults": faults})
        for fault in faults if not json else ():
            print(fault)
        if faults:
            raise Ended(Code.REFUSED, f"{folder.name} 有 {len(faults)} 处不对。")
        if not json:
            names = "、".join(editions)
            print(f"{folder.name}：{len(editions)} 版（{names}），{told} 个例子，全部相符。")


def _examine(folder: Path) -> tuple[list[str], int, list[str]]:
    """Faults in sentences, how many stories were told, the editions."""
    from bancheng.core.calendar import DEFAULT
    from bancheng.core.standard.faults import StandardFaults
    from bancheng.core.stories.tell import tell
    from bancheng.library import calendars, standards
    from bancheng.library.layouts import check_layouts

    try:
        found = standards.check_folder(folder)
        check_layouts(folder, found)
        stories = standards.stories(folder.name, folder.parent)
    except StandardFaults as wrong:
        return [str(fault) for fault in wrong.faults], 0, []
    if not found:
        misused(f"{folder} 里没有规范文件（应有 2024-05-17.yaml 这样以版本命名的文件）。")
    faults = [
        f"例子“{story.story}”：{problem}"
        for story in stories
        for problem in tell(story, found[-1], calendars.work_calendar(DEFAULT, list(story.regions)))
    ]
    return faults, len(stories), [edition.edition for edition in found]
