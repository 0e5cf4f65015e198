"""bancheng trial: every letter of a file, registered and driven to its end under every standard."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bancheng.cli.ending import Code, Ended, misused, speaking
from bancheng.cli.showing import JSON_HELP, as_json, progress

if TYPE_CHECKING:
    from bancheng.cli.trialling.letters import Letters
    from bancheng.cli.trialling.tally import Tally


def trial(
    file: Annotated[Path, typer.Argument(metavar="文件", help="来信表，CSV 或 XLSX")],
    seed: Annotated[int, typer.Option(metavar="数", help="抽签的种子，同数同结果")] = 1,
    json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """拿真实来信试运行：每封信在每份规范下各登记一件，由模拟人员办到归档，再核验全部记录。

    表头：id,subject,submitted_at,text,reply,replied_at。只用临时数据库，用完即删，不碰正式数据。

    例：bancheng trial 来信.csv --seed 7
    """
    with speaking(), tempfile.TemporaryDirectory(prefix="bancheng-trial-") as folder:
        from bancheng.cli.trialling.letters import read_letters

        letters = read_letters(file)
        if not letters.read:
            misused(f"{file.name} 里没有一封读得出来的信。")
        _in_a_database_of_its_own(Path(folder))
        began = time.perf_counter()
        tallies, faults = _run(letters, seed)
        took = time.perf_counter() - began
        if json:
            as_json(
                {
                    "letters": len(letters.read),
                    "unread": letters.unread,
                    "seed": seed,
                    "seconds": round(took, 1),
                    "standards": [tally.as_dict() for tally in tallies],
                    "faults": faults,
                }
            )
        else:
            from bancheng.cli.trialling.report import print_report

            print_report(letters, tallies, took)
        if faults:
            raise Ended(Code.REFUSED, "\n".join(faults))
        if not json:
            print("核验：日志逐条相符；由日志重建的行与现有的行相同；没有一件带着未了的事结束。")


def _in_a_database_of_its_own(folder: Path) -> None:
    if "django" in sys.modules and os.environ.get("BANCHENG_DATA") != str(folder):
        from django.conf import settings

        if settings.configured:
            misused("试运行要单独启动，不能和别的命令在同一个进程里。")
    os.environ["BANCHENG_DATA"] = str(folder)
    os.environ["DATABASE_URL"] = "sqlite:///trial.sqlite3"
    from bancheng.cli.office import migrate, open_office

    open_office(tables=False)
    migrate()


def _run(letters: Letters, seed: int) -> tuple[list[Tally], list[str]]:
    from bancheng.cli.demonstration.plan import plans
    from bancheng.cli.office import now
    from bancheng.cli.trialling.judge import judge
    from bancheng.cli.trialling.run import run
    from bancheng.library.places import standards_dir

    tallies = []
    found = plans(standards_dir())
    with progress("试运行", len(letters.read) * len(found)) as told:
        for plan in found:
            tallies.append(run(plan, letters.read, seed, now(), told))
    return tallies, judge(tallies)
