"""Two installations with nothing between them but files: up, answered, down; the city's revisit.

Each is a process with a data folder, a database and keys of its own, spoken to by its command line.
At night both stand on PostgreSQL too, where their tables are made anew.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import connection

from tests.exchange.installation import Installation, installation

pytestmark = [pytest.mark.database, pytest.mark.second_at_night]
RULES = "sichuan-township"
DISTRICT = "guilin-xiufeng"
ACCEPT = {"ground": "beyond_authority", "papers": "complete", "next_step": "提交县级"}
ACCEPT |= {"visit_cause": "approval"}


def empty_tables(at: Path) -> None:
    """The test's own tables, which are empty: making them anew four times takes a minute."""
    at.mkdir(parents=True, exist_ok=True)
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as tables,
        closing(sqlite3.connect(at / "office.sqlite3")) as copy,
    ):
        tables.backup(copy)
        copy.execute("DELETE FROM sqlite_sequence")  # they count from one, whoever ran before
        copy.commit()


@contextmanager
def two(at: Path) -> Iterator[tuple[Installation, Installation]]:
    """Two of them, each with a database of its own and empty tables, on the tests' engine."""
    server = "" if connection.vendor == "sqlite" else os.environ["DATABASE_URL"]
    for name in () if server else ("one", "two"):
        empty_tables(at / name)
    with installation(at / "one", server) as one, installation(at / "two", server) as another:
        assert one.office.url != another.office.url or not server
        yield one, another


def meet(
    one: Installation, its: str, stands: str, other: Installation, theirs: str, as_: str, on: Path
) -> None:
    """``other`` enters the card of ``one``, with the fingerprint as it is read out."""
    card = on / f"{its}.bcx-card"
    said = one.done("exchange", "card", its, "--to", card)
    heard = " ".join(said.split("核对码：")[1].split()[-4:])
    told = ("--ours", theirs, "--theirs", as_, "--heard", heard, "--user", "keeper")
    other.done("exchange", "partner", card, *told)
    assert stands in other.done("exchange", "list", "--user", "clerk")


def passes(one: Installation, other: Installation, stick: Path, *more: str) -> tuple[Path, str]:
    """A file on the stick, and what the other side said on taking it."""
    made = one.done("exchange", "make", "1", "--user", "clerk", "--to", stick, *more)
    file = Path(made.split("：")[1].strip())
    return file, other.done("exchange", "take", file, "--user", "clerk")


def people_both(town: Installation, county: Installation) -> None:
    """Each has its own people, and a unit without people that stands for the other."""
    town.tree(
        [
            ["c", "青禾县", "region", "", "", ""],
            ["c-hall", "青禾县政务服务中心", "centre", "c", RULES, "CC"],
            ["t", "柳河镇", "region", "c", "", ""],
            ["t-hall", "柳河镇便民服务中心", "centre", "t", RULES, "LH"],
        ],
        [["clerk", "t-hall", "window"], ["keeper", "t", "administrator"]],
    )
    county.tree(
        [
            ["q", "青禾县", "region", "", "", ""],
            ["q-hall", "青禾县政务服务中心", "centre", "q", RULES, "LH"],
            ["q-land", "青禾县自然资源局", "department", "q", "", ""],
            ["l", "柳河镇", "region", "q", "", ""],
            ["l-hall", "柳河镇便民服务中心", "centre", "l", RULES, "LC"],
        ],
        [
            ["clerk", "q-hall", "window"],
            ["land", "q-land", "department"],
            ["keeper", "q", "administrator"],
        ],
    )


@pytest.mark.clause("SC-3", "SC-5.1.d", "SC-8.3.2")
def test_a_township_and_a_county(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with two(tmp_path) as (town, county):
        people_both(town, county)
        meet(county, "q-hall", "青禾县政务服务中心", town, "t-hall", "c-hall", stick)
        meet(town, "t-hall", "柳河镇便民服务中心", county, "q-hall", "l-hall", stick)
        known = {"matter": "采砂场占了村道", "name": "秦桂芳", "phone": "13900005512"}
        lower = town.act(
            "clerk", "t-hall", ("register", known | {"channel": "counter"}), ("accept", ACCEPT)
        )
        up = {
            "to_unit": "c-hall",
            "kind": "ordinary",
            "reason": "县里批",
            "shared": ["name", "phone"],
        }
        town.act("clerk", lower, ("send_up", up))
        town.done("tick")
        file, said = passes(town, county, stick)
        assert "秦桂芳".encode() not in file.read_bytes()
        assert "已经收过" in county.done("exchange", "take", file, "--user", "clerk")
        changed = stick / "changed.bcx"
        whole = file.read_bytes()
        changed.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        assert county.run("exchange", "take", changed, "--user", "clerk").code == 1
        (upper,) = county.cases()
        # both count alike, and are never taken for one another
        assert upper == lower
        assert upper in said
        told = county.case(upper)
        assert (told["texts"]["name"], told["channel"]) == ("秦桂芳", "township")
        county.act("clerk", upper, ("register", {}), ("accept", ACCEPT))
        county.act("clerk", upper, ("transfer", {"kind": "ordinary", "lead": "q-land"}))
        county.done("tick")
        passes(county, town, stick)
        assert "taken_up" in town.case(lower)["events"]
        county.act("land", upper, ("reply", {"answer": "result", "text": "临时用地已批"}))
        county.done("tick")
        passes(county, town, stick)
        told = town.case(lower)
        assert (told["stage"], told["texts"]["text"]) == ("replied", "临时用地已批")
        town.act("clerk", lower, ("inform", {"means": "phone"}), ("complete", {"outcome": "done"}))
        passes(town, county, stick)
        assert county.case(upper)["stage"] == "informed"
        county.act("clerk", upper, ("complete", {"outcome": "done"}))
        for one in (town, county):
            assert "0 份没有回执" in one.done("exchange", "list", "--user", "clerk")
            assert one.run("rebuild", "--check").code == 0
            assert one.run("journal", "verify").code == 0


@pytest.mark.clause("XF-15")
def test_a_district_and_the_city_that_revisits(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with two(tmp_path) as (district, city):
        district.tree(
            [
                ["c", "某市", "region", "", "", ""],
                ["c-office", "某市政务服务监督管理办公室", "body", "c", "", ""],
                ["d", "某区", "region", "c", "", ""],
                ["d-hall", "某区政务服务中心", "centre", "d", DISTRICT, "MQ"],
            ],
            [["clerk", "d-hall", "window"], ["keeper", "d", "administrator"]],
        )
        city.tree(
            [
                ["s", "某市", "region", "", "", ""],
                ["s-office", "某市政务服务监督管理办公室", "body", "s", "", ""],
                ["x", "某区", "region", "s", "", ""],
                ["x-hall", "某区政务服务中心", "centre", "x", DISTRICT, "XQ"],
            ],
            [["clerk", "s-office", "upper_supervision"], ["keeper", "s", "administrator"]],
        )
        meet(city, "s-office", "某市政务服务监督", district, "d-hall", "c-office", stick)
        meet(district, "d-hall", "某区政务服务中心", city, "s-office", "x-hall", stick)
        known = {"matter": "想问开店的证先办哪一个", "name": "秦桂芳", "phone": "13900005512"}
        case_no = district.act(
            "clerk",
            "d-hall",
            ("register", known | {"channel": "counter"}),
            ("accept", {"ground": "other", "kind": "consultation"}),
            ("answer", {"text": "已当面说明"}),
            ("complete", {"outcome": "done"}),
        )
        days = ("--from", "2026-01-01", "--until", "2099-12-31")
        _, said = passes(district, city, stick, *days)
        assert re.search(rf"列入回访名单 x-hall:{case_no}", said)
        city.call(case_no)
        passes(city, district, stick)
        told = district.case(case_no)
        assert told["events"][-1] == "revisited"
        assert told["texts"]["said"] == "跑了四趟"
        assert city.cases() == []


@pytest.mark.nightly
@pytest.mark.clause("SC-5.1.d")
def test_killed_at_any_moment_a_file_is_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    stick, matters = tmp_path / "stick", 30
    stick.mkdir()
    with two(tmp_path) as (town, county):
        people_both(town, county)
        meet(county, "q-hall", "青禾县政务服务中心", town, "t-hall", "c-hall", stick)
        meet(town, "t-hall", "柳河镇便民服务中心", county, "q-hall", "l-hall", stick)
        known = {"matter": "采砂场占了村道", "name": "秦桂芳", "phone": "13900005512"}
        up = {"to_unit": "c-hall", "kind": "ordinary", "shared": ["name"]}
        for _ in range(matters):
            orders = (("register", known | {"channel": "counter"}), ("accept", ACCEPT))
            town.act("clerk", town.act("clerk", "t-hall", *orders), ("send_up", up))
        made = town.done("exchange", "make", "1", "--user", "clerk", "--to", stick)
        file = made.split("：")[1].strip()
        for tenths in range(5, 45, 2):
            taking = county.office.start("exchange", "take", file, "--user", "clerk")
            time.sleep(tenths / 10)
            taking.kill()
            taking.communicate()
            assert len(county.cases()) in (0, matters)
        county.done("exchange", "take", file, "--user", "clerk")
        assert len(county.cases()) == matters
        assert county.run("rebuild", "--check").code == 0
        assert county.run("journal", "verify").code == 0
