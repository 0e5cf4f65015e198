"""An installation in a process of its own: its data folder, its database, its keys.

Started as a program it reads one order a line and answers each with one line, so that a test need
not wait for Python and Django to start at every step. Orders are command lines of ``bancheng`` and
acts through the write door; nothing else passes between two installations but files.
"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any
from unittest.mock import patch

from tests.cli.conftest import Ran
from tests.cli.office import Office, office


@dataclass
class Installation:
    """One of them, from outside."""

    office: Office
    wanted: IO[str]
    answers: IO[str]

    def run(self, *arguments: object) -> Ran:
        """One command line of ``bancheng``."""
        told = self._ask({"run": [str(one) for one in arguments]})
        return Ran(told["code"], told["out"], told["err"])

    def done(self, *arguments: object) -> str:
        """One that must succeed; what it printed."""
        ran = self.run(*arguments)
        assert ran.code == 0, ran.err
        return ran.out

    def tree(self, units: list[list[str]], people: list[list[str]]) -> None:
        """Units (code, name, form, parent, standard, prefix) and people (name, unit, role)."""
        self._ask({"tree": [units, people]})

    def act(self, who: str, case_no: str, *acts: tuple[str, Mapping[str, object]]) -> str:
        """Acts by somebody; with a centre's code in place of the number, a new case."""
        return str(self._ask({"act": [who, case_no, acts]})["case_no"])

    def call(self, case_no: str) -> None:
        """The caller of a city opens a campaign and asks about this case."""
        self._ask({"call": case_no})

    def case(self, case_no: str) -> dict[str, Any]:
        """What is on record: events and the latest texts, stage, satisfaction."""
        return self._ask({"case": case_no})

    def cases(self) -> list[str]:
        """All numbers."""
        return list(self._ask({"cases": True})["cases"])

    def _ask(self, order: dict[str, object]) -> dict[str, Any]:
        self.wanted.write(json.dumps(order) + "\n")
        self.wanted.flush()
        line = self.answers.readline()
        assert line, "the installation has ended"
        told: dict[str, Any] = json.loads(line)
        assert "broken" not in told, told["broken"]
        return told


@contextmanager
def installation(folder: Path, like: str) -> Iterator[Installation]:
    """One with empty tables, on the engine of ``like``."""
    with office(folder, like) as here:
        command = [sys.executable, "-m", "tests.exchange.installation"]
        pipe = subprocess.PIPE
        root = Path(__file__).resolve().parents[2]
        process = subprocess.Popen(
            command, env=here.environment, cwd=root, stdin=pipe, stdout=pipe, text=True
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield Installation(here, process.stdin, process.stdout)
        finally:
            process.stdin.close()
            process.wait(timeout=30)
            process.stdout.close()


def _run(arguments: list[str]) -> dict[str, object]:
    from bancheng.cli.main import run

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(arguments)
    return {"code": code, "out": out.getvalue(), "err": err.getvalue()}


def _tree(units: list[list[str]], people: list[list[str]]) -> dict[str, object]:
    from bancheng.people.appoint import appoint, create_user
    from bancheng.people.establish import create_unit
    from bancheng.people.models import Unit

    for code, name, form, parent, standard, prefix in units:
        above = Unit.objects.get(code=parent) if parent else None
        more = {"standard": standard, "settings": {"number_prefix": prefix}} if standard else {}
        create_unit(code, name, form, above, **more)
    for username, unit, role in people:
        user = create_user(username, username, None, must_change_password=False)
        appoint(user, Unit.objects.get(code=unit), role, date(2026, 1, 1))
    return {}


def _act(who: str, where: str, acts: list[tuple[str, dict[str, object]]]) -> dict[str, object]:
    from uuid import uuid4

    from django.utils import timezone

    from bancheng.casework.door import Order, handle, open_case
    from bancheng.people.models import Unit
    from bancheng.people.user import User

    user, orders = User.objects.get(username=who), [Order(act, given) for act, given in acts]
    now, name = timezone.now(), uuid4().hex
    if Unit.objects.filter(code=where).exists():
        return {"case_no": open_case(user, where, orders, name, now).case_no}
    return {"case_no": handle(user, where, orders, name, None, now).case_no}


def _case(case_no: str) -> dict[str, object]:
    from bancheng.casework.case_row import CaseRow
    from bancheng.journal import read

    row = CaseRow.objects.get(case_no=case_no)
    texts = {name: text for (_, name), text in sorted(read.details(case_no).items()) if text}
    events = [entry.event for entry in read.case(case_no)]
    return {"events": events, "texts": texts, "stage": str(row.stage), "channel": row.channel}


def _call(number: str) -> dict[str, object]:
    from django.utils import timezone

    from bancheng.people.models import Unit
    from bancheng.people.user import User
    from bancheng.revisit.calling import note_result
    from bancheng.revisit.campaigns import open_campaign

    caller, now = User.objects.get(username="clerk"), timezone.now()
    body, today = Unit.objects.get(code="s-office"), timezone.localdate()
    campaign = open_campaign(caller, body, date(today.year, 1, 1), today, "campaign", now)
    entry = campaign.entries.get(case_no=f"x-hall:{number}")
    given = {"solved": "solved", "satisfaction": "satisfied", "answered_by": "petitioner"}
    note_result(caller, entry, {**given, "said": "跑了四趟"}, "call", now)
    return {}


def _cases() -> dict[str, object]:
    from bancheng.casework.case_row import CaseRow

    return {"cases": list(CaseRow.objects.order_by("pk").values_list("case_no", flat=True))}


def _answer(order: dict[str, Any]) -> dict[str, object]:
    if "run" in order:
        return _run(order["run"])
    if "tree" in order:
        return _tree(*order["tree"])
    if "act" in order:
        return _act(*order["act"])
    if "call" in order:
        return _call(order["call"])
    return _case(order["case"]) if "case" in order else _cases()


def main() -> None:
    """Answer orders until there are none."""
    from bancheng.cli import office as opened

    opened.open_office(tables=False)
    opened.migrate()
    # both were looked at now, and nobody changes them while this runs
    patch.object(opened, "open_office").start()
    told = sys.stdout
    for line in sys.stdin:
        try:
            answer = _answer(json.loads(line))
        except Exception as error:
            answer = {"broken": f"{type(error).__name__}: {error}"}
        told.write(json.dumps(answer) + "\n")
        told.flush()


if __name__ == "__main__":
    main()
