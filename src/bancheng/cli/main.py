"""bancheng: the administrator's command line, one module a command.

Commands are thin and import what they need when they run, so that `bancheng due` starts without
Django and `bancheng --help` without a database.
"""

from __future__ import annotations

import sys

from typer.exceptions import TyperException

from bancheng.cli import calendar, chinese, standard
from bancheng.cli.clauses import clauses
from bancheng.cli.demo import demo
from bancheng.cli.due import due
from bancheng.cli.ending import Code, Ended
from bancheng.cli.trial import trial

app = chinese.app(help="办成：“办不成事”反映窗口的办件系统。每个命令都可以加 --help 看说明和例子。")
app.command("demo", cls=chinese.Command)(demo)
app.command("due", cls=chinese.Command)(due)
app.command("clauses", cls=chinese.Command)(clauses)
app.command("trial", cls=chinese.Command)(trial)
app.add_typer(standard.app, name="standard")
app.add_typer(calendar.app, name="calendar")


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
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 130
    return code if isinstance(code, int) else int(Code.DONE)


def app_entry() -> None:
    """The installed program `bancheng`."""
    sys.exit(run())
