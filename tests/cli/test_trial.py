"""bancheng trial: every letter, every route, nothing left owing; what is wrong is told."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from random import Random

import pytest

from bancheng.cli.trialling.judge import judge
from bancheng.cli.trialling.run import _routes
from bancheng.cli.trialling.tally import Tally
from bancheng.library import standards
from tests.cli.office import office

HEAD = ("id", "subject", "submitted_at", "text", "reply", "replied_at")
TIMES = ("2019/4/25 9:32:09", "2018/4/24", "2024/12/30 22:30:30", "2026/2/13 0:05:00")


def _letters(file: Path, number: int, *more: tuple[str, ...]) -> Path:
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        table = csv.writer(opened)
        table.writerow(HEAD)
        for n in range(number):
            came = TIMES[n % len(TIMES)]
            table.writerow((n, f"第 {n} 件难办的事", came, "跑了三趟，\n还没办成", "已办好", ""))
        table.writerows(more)
    return file


def test_every_letter_comes_to_its_end_by_every_route(tmp_path: Path) -> None:
    file = _letters(
        tmp_path / "letters.csv",
        30,
        ("x", "时间写错", "2019/2/30 9:00:00", "内容", "", ""),
        ("y", "", "2019/2/3 9:00:00", "", "", ""),
        ("z", "答复在前", "2019/2/3 9:00:00", "内容", "答复", "2019/1/3 9:00:00"),
    )
    with office(tmp_path / "office") as here:
        ran = here.run("trial", file, "--seed", 3, "--json")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert told["letters"] == 31
    assert len(told["unread"]) == 2
    assert "第 62 行（id x）" in told["unread"][0]
    assert told["faults"] == []
    assert [each["standard"] for each in told["standards"]] == standards.ids()
    for each in told["standards"]:
        rules = standards.standard(each["standard"])
        assert each["cases"] == each["archived"] == 31
        assert set(each["routes"]) == set(rules.routes)
        assert min(each["routes"].values()) >= 2
        assert each["met"] > 100
        assert each["closing_left"] == []
        assert len(each["clauses"]) > 20


def test_the_same_seed_deals_the_same_routes_and_another_does_not() -> None:
    rules = standards.standard(standards.ids()[0])
    first, again, other = (_routes(rules, 40, Random(seed)) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_366_letters_take_every_route_at_least_ten_times() -> None:
    for standard_id in standards.ids():
        rules = standards.standard(standard_id)
        for seed in range(20):
            routes = _routes(rules, 366, Random(seed))
            assert len(routes) == 366
            assert all(routes.count(route) >= 10 for route in rules.routes)


@pytest.mark.django_db
def test_a_case_that_ends_owing_something_fails_the_trial() -> None:
    good = Tally("somewhere", cases=2, archived=2)
    assert judge([good]) == []
    assert judge([Tally("somewhere", cases=2, archived=1)]) == ["somewhere：1 件没有归档。"]
    left = Tally("somewhere", cases=1, archived=1, closing_left=["A-1 inform#9"])
    assert judge([left]) == ["somewhere：已结束而还欠 A-1 inform#9"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,subject\n1,2\n", "缺少 submitted_at、text、reply、replied_at 栏"),
        ("", "是空的"),
        (",".join(HEAD) + "\n1,事,明天,内容,,\n", "没有一封读得出来"),
        (",".join(HEAD) + '\n1,"事,2019/1/1,内容,,\n', "引号没有收尾"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "letters.csv"
    file.write_text(text, encoding="utf-8")
    with office(tmp_path / "office") as here:
        ran = here.run("trial", file)
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1
