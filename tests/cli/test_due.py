"""bancheng due: the table everybody agreed on, any date, thousands of rows, and bad input."""

from __future__ import annotations

import csv
import io
import json
import random
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bancheng.cli.limit_of import due_of, handling_limit
from bancheng.core.calendar import DEFAULT, Unit
from bancheng.library import calendars, standards
from tests.cli.conftest import Bancheng

XF, SC = "guilin-xiufeng", "sichuan-township"
AGREED = [
    pytest.param(XF, "general", "2026-09-24T10:00", "2026-09-28T17:00", id="over a festival",
                 marks=pytest.mark.clause("XF-10.3.1")),
    pytest.param(XF, "complex", "2026-09-30T16:59", "2026-10-13T17:00", id="a golden week",
                 marks=pytest.mark.clause("XF-10.3.2")),
    pytest.param(XF, "complex", "2026-02-13T09:00", "2026-02-27T17:00", id="the new year",
                 marks=pytest.mark.clause("XF-10.3.2")),
    pytest.param(XF, "complex", "2026-12-28T10:00", "2027-01-05T17:00, provisional",
                 id="a year not yet published", marks=pytest.mark.clause("XF-10.3.2")),
    pytest.param(XF, "unsolvable", "2024-05-10T11:00", "2024-05-14T17:00",
                 id="a make-up saturday", marks=pytest.mark.clause("XF-10.3.3")),
    pytest.param(XF, "consultation", "2026-11-20T16:30", "2026-11-20T20:30",
                 id="hours run on after closing", marks=pytest.mark.clause("XF-10.1")),
    pytest.param(XF, "suggestion", "2026-11-20T16:30", "2026-11-21T16:30", id="a day",
                 marks=pytest.mark.clause("XF-10.2")),
    pytest.param(XF, "suggestion-special", "2026-11-20T16:30", "2026-11-22T16:30", id="two days",
                 marks=pytest.mark.clause("XF-10.2")),
    pytest.param(SC, "simple", "2026-11-20T17:01", "2026-11-23T17:00", id="a minute late",
                 marks=pytest.mark.clause("SC-7.2.4.a")),
    pytest.param(SC, "ordinary", "2026-04-30T12:00", "2026-05-07T17:00", id="labour day",
                 marks=pytest.mark.clause("SC-7.2.4.b")),
    pytest.param(SC, "complex", "2026-10-09T08:00", "2026-10-15T17:00", id="progress",
                 marks=pytest.mark.clause("SC-7.2.4.c")),
]  # fmt: skip


@pytest.mark.parametrize(("standard", "kind", "at", "due"), AGREED)
def test_a_due_time_is_the_agreed_one(
    bancheng: Bancheng, standard: str, kind: str, at: str, due: str
) -> None:
    ran = bancheng("due", "--standard", standard, "--kind", kind, "--at", at)
    assert ran.code == 0
    assert ran.out.splitlines()[0] == due


@pytest.mark.clause("SC-7.2.4.c")
def test_a_complex_matter_is_reported_again_every_five_days(bancheng: Bancheng) -> None:
    asked = ("due", "--standard", SC, "--kind", "complex", "--at", "2026-10-09T08:00")
    assert "again every 5 working days until done" in bancheng(*asked).out
    told = json.loads(bancheng(*asked, "--json").out)
    assert told["repeat"] == "5 working days"
    assert told["due"] == "2026-10-15T17:00"


def test_json_names_the_duty_and_whether_the_time_may_move(bancheng: Bancheng) -> None:
    ran = bancheng(
        "due", "--standard", XF, "--kind", "complex", "--at", "2026-12-28T10:00", "--json"
    )
    told = json.loads(ran.out)
    assert told["provisional"] is True
    assert told["rule"] in standards.standard(XF).duties
    assert told["awaiting"]


def test_every_kind_of_every_standard_has_a_limit() -> None:
    for standard_id in standards.ids():
        rules = standards.standard(standard_id)
        for kind in rules.leaf_kinds:
            assert handling_limit(rules, kind).limit.unit is not Unit.UNTIL_DONE, kind


def test_a_regional_calendar_can_be_asked_for(bancheng: Bancheng) -> None:
    asked = ("due", "--standard", XF, "--kind", "general", "--at", "2025-03-28T10:00")
    assert bancheng(*asked).out.splitlines()[0] == "2025-03-31T17:00"
    assert bancheng(*asked, "--calendar", "guangxi").out.splitlines()[0] != "2025-03-31T17:00"


def _table(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    file = folder / "ask.csv"
    file.write_text("\n".join(lines) + "\n", encoding=encoding)
    return file


def test_five_thousand_rows_take_seconds_and_agree_with_the_single_question(
    bancheng: Bancheng, tmp_path: Path
) -> None:
    chance = random.Random(20)
    start = datetime(2018, 1, 1, 8, 0)  # noqa: DTZ001 - as written in a table
    asked = [
        (standard, kind, (start + timedelta(minutes=chance.randrange(9 * 365 * 1440))))
        for standard in (XF, SC)
        for kind in standards.standard(standard).leaf_kinds
        for _ in range(700)
    ][:5000]
    lines = [f"{standard},{kind},{at:%Y-%m-%dT%H:%M}" for standard, kind, at in asked]
    began = time.perf_counter()
    ran = bancheng("due", "--batch", _table(tmp_path, "standard,kind,at", *lines))
    took = time.perf_counter() - began
    assert ran.code == 0
    assert took < 10
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [f"{r['standard']},{r['kind']},{r['at']}" for r in rows] == lines
    days = calendars.work_calendar(DEFAULT)
    for row in chance.sample(rows, 50):
        rules = standards.standard(row["standard"])
        limit = handling_limit(rules, row["kind"])
        found = due_of(limit, datetime.fromisoformat(row["at"] + "+08:00"), rules, days)
        assert found.due is not None
        assert row["due"] == f"{found.due:%Y-%m-%dT%H:%M}"
        assert row["rule"] == limit.rule
        assert row["provisional"] == str(found.provisional).lower()


def test_other_columns_come_back_and_columns_may_stand_in_any_order(
    bancheng: Bancheng, tmp_path: Path
) -> None:
    file = _table(tmp_path, "note,at,kind,standard", f"甲,2026-09-24T10:00,general,{XF}")
    ran = bancheng("due", "--batch", file)
    assert ran.out.splitlines() == [
        "note,at,kind,standard,due,provisional,rule",
        f"甲,2026-09-24T10:00,general,{XF},2026-09-28T17:00,false,reply-general",
    ]


def test_bad_rows_are_told_with_line_and_field_and_the_good_ones_are_done(
    bancheng: Bancheng, tmp_path: Path
) -> None:
    file = _table(
        tmp_path,
        "standard,kind,at",
        f"{XF},general,2026-09-24T10:00",
        "nowhere,general,2026-09-24T10:00",
        f"{XF},generel,2026-09-24T10:00",
        f"{XF},general,tomorrow",
        f"{XF},general,2026-09-24",
        f"{SC},ordinary,2026-04-30T12:00",
    )
    ran = bancheng("due", "--batch", file)
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 3
    told = ran.err.splitlines()
    assert told[0].startswith("ask.csv 第 3 行 standard：")
    assert "是否想写 general" in told[1]
    assert told[1].startswith("ask.csv 第 4 行 kind：")
    assert told[2].startswith("ask.csv 第 5 行 at：")
    assert "没有写几点几分" in told[3]


def test_a_table_from_an_older_office_program_is_read(bancheng: Bancheng, tmp_path: Path) -> None:
    lines = ("standard,kind,at,事项", f"{XF},general,2026-09-24T10:00,办证")
    ran = bancheng("due", "--batch", _table(tmp_path, *lines, encoding="gb18030"))
    assert ran.code == 0
    assert "办证" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--standard", "nowhere", "--kind", "general", "--at", "2026-09-24T10:00"),
            "没有“nowhere”",
        ),
        (("--standard", XF, "--kind", "generel", "--at", "2026-09-24T10:00"), "是否想写 general"),
        (("--standard", XF, "--kind", "general", "--at", "25:00"), "应写成"),
        (("--standard", XF, "--kind", "general"), "缺少 --at"),
        (("--standard", XF, "--batch", "a.csv"), "不能同时用"),
        (("--batch", "nothing-here.csv"), "打不开"),
        (("--standrad", XF), "是否想写 --standard"),
    ],
)
def test_wrong_usage_is_one_sentence(
    bancheng: Bancheng, arguments: tuple[str, ...], said: str
) -> None:
    ran = bancheng("due", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert ran.out == ""


def test_a_table_without_its_columns_is_refused(bancheng: Bancheng, tmp_path: Path) -> None:
    ran = bancheng("due", "--batch", _table(tmp_path, "规范,类别", "甲,乙"))
    assert ran.code == 2
    assert "缺少 standard、kind、at" in ran.err


def test_it_needs_no_django() -> None:
    asked = ["due", "--standard", XF, "--kind", "general", "--at", "2026-09-24T10:00"]
    said = (
        f"import sys; from bancheng.cli.main import run; run({asked}); "
        "print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
