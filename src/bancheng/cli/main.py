"""bancheng: the administrator's command line, one module a command.

Commands are thin and import what they need when they run, so that `bancheng due` starts without
Django and `bancheng --help` without a database.
"""

from __future__ import annotations

import sys

from typer.exceptions import Abort, TyperException

from bancheng.cli import (
    archive,
    calendar,
    chinese,
    exchange,
    files,
    import_cases,
    journal,
    partner,
    partner_handover,
    partner_small,
    standard,
)
from bancheng.cli.backup import backup, restore
from bancheng.cli.clauses import clauses
from bancheng.cli.demo import demo
from bancheng.cli.due import due
from bancheng.cli.ending import Code, Ended
from bancheng.cli.erase import erase
from bancheng.cli.establish import init, unit_app, user_app
from bancheng.cli.import_items import items
from bancheng.cli.rows import migrate, rebuild, tick
from bancheng.cli.second_step import end_second_step
from bancheng.cli.serve import serve
from bancheng.cli.trial import trial

app = chinese.app(help="办成：“办不成事”反映窗口的办件系统。每个命令都可以加 --help 看说明和例子。")
COMMANDS = (
    *(serve, demo, init, backup, restore, migrate, tick, rebuild),
    *(erase, due, clauses, trial),
)
GROUPS = {
    "import": import_cases.app,
    "journal": journal.app,
    "files": files.app,
    "archive": archive.app,
    "exchange": exchange.app,
    "calendar": calendar.app,
    "standard": standard.app,
    "partner": partner.app,
    "unit": unit_app,
    "user": user_app,
}
for command in COMMANDS:
    app.command(command.__name__, cls=chinese.Command)(command)
import_cases.app.command("items", cls=chinese.Command)(items)
user_app.command("end-second-step", cls=chinese.Command)(end_second_step)
for playing in (*partner_small.COMMANDS, partner_handover.handover):
    partner.app.command(playing.__name__, cls=chinese.Command)(playing)
for title, group in GROUPS.items():
    app.add_typer(group, name=title)


def run(arguments: list[str] | None = None) -> int:
    """Carry out one command line; the exit code, with a sentence on the error output if refused."""
    try:
        code = app(args=arguments, prog_name="bancheng", standalone_mode=False)
    except Ended as ended:
        if ended.sentence:
            print(ended.sentence, file=sys.stderr)
        return int(ended.code)
    except TyperException as wrong:
        if type(wrong).__name__ == "NoArgsIsHelpError":
            print(wrong.format_message())
        else:
            print(chinese.usage_sentence(wrong), file=sys.stderr)
        return int(Code.USAGE)
    except Abort:
        print("没有写全，已取消，什么也没有改。", file=sys.stderr)
        return int(Code.USAGE)
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 130
    return code if isinstance(code, int) else int(Code.DONE)


def app_entry() -> None:
    """The installed program `bancheng`."""
    sys.exit(run())


if __name__ == "__main__":
    app_entry()
