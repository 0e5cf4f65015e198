"""`make bench`: what things cost, against floors of the same run.

    python -m bench [--json] [--cases 1000,20000] [--city 100000]
    python -m bench --only city
    python -m bench --only crowd

First a hall of a usual size: limits, acts, pages, hints, papers. Then a city whose hall has a
hundred thousand cases, in a process and a database of its own: lists and searches, figures, the
month's bulletin, the ledger. At last two hundred petitioners at once at a hall of its own, over
HTTP on loopback. Databases lie in the repository's var/ (a real disk, not memory); the
first one can be that which DATABASE_URL names, which must be empty.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from bench.figure import Figure, show

Told = dict[str, list[dict[str, object]]]
REPOSITORY = Path(__file__).resolve().parents[1]


def main() -> int:
    """Prints the tables; always 0, as a slow machine is no mistake."""
    parser = argparse.ArgumentParser(prog="bench", description="与同一次运行的对照相比要多少时间")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--cases", default="1000", help="库中工单数，由少到多，用逗号分隔")
    parser.add_argument(
        "--city",
        type=int,
        default=100_000,
        help="一个市里最忙的大厅有多少件工单；0 表示不量（要十几分钟）",
    )
    parser.add_argument(
        "--only", choices=["city", "crowd"], help="只量一个市的工单，或者只量许多人同时来网上反映"
    )
    asked = parser.parse_args()
    if asked.only:
        with _own_folder():
            tables = _of_a_crowd() if asked.only == "crowd" else _of_a_city(asked.city)
            told = _shown(tables, quiet=asked.json)
    else:
        sizes = sorted(int(size) for size in asked.cases.split(","))
        with _own_folder():
            told = _shown(_of_a_hall(sizes), quiet=asked.json)
        if not os.environ.get("DATABASE_URL"):
            city = ["city", "--city", str(asked.city)]
            for which in ([city] if asked.city else []) + [["crowd"]]:
                told |= _apart(which, quiet=asked.json)
    if asked.json:
        print(json.dumps(told, ensure_ascii=False, indent=1))
    return 0


def _shown(tables: Iterator[tuple[str, Iterable[Figure]]], *, quiet: bool) -> Told:
    """Table by table as they are measured."""
    told = {}
    for title, found in tables:
        figures = list(found)
        told[title] = [figure.told() for figure in figures]
        if not quiet:
            show(figures, title)
            sys.stdout.flush()
    return told


def _apart(which: list[str], *, quiet: bool) -> Told:
    """In a process and a database of its own: what is open here would stand on its lists."""
    command = [sys.executable, "-m", "bench", "--only", *which]
    if not quiet:
        subprocess.run(command, check=True)
        return {}
    found = subprocess.run([*command, "--json"], check=True, capture_output=True)
    told: Told = json.loads(found.stdout)
    return told


@contextmanager
def _own_folder() -> Iterator[None]:
    """Settings read the environment once, so it is set before anything of the program is."""
    (REPOSITORY / "var").mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="bench-", dir=REPOSITORY / "var") as folder:
        os.environ["BANCHENG_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        django.setup()
        yield


def _of_a_hall(sizes: list[int]) -> Iterator[tuple[str, Iterable[Figure]]]:
    from django.core.management import call_command

    from bench import acts, hall, hints, limits, pages, papers

    call_command("migrate", verbosity=0)
    people, under_way = hall.open_hall()
    waiting = iter(under_way)
    yield "期限", limits.figures()
    stand = 0
    for size in sizes:
        hall.archive(people, size - stand)
        stand = size
        yield f"页面，库中 {size} 件工单", pages.figures(people, waiting)
    # acts last: the cases they open would lengthen the worklists
    yield f"办理，库中 {stand} 件工单", acts.figures(people)
    yield "登记时的提示", hints.figures(people)
    yield "文书", papers.figures(people, next(waiting))


def _of_a_city(cases: int) -> Iterator[tuple[str, Iterable[Figure]]]:
    from django.core.management import call_command

    from bench import bulletin, city, city_pages, figures, improved, ledgers

    call_command("migrate", verbosity=0)
    built = city.open_city(cases)
    where = f"大厅 {cases} 件工单，连同全市 {cases * city.ELSEWHERE // (city.ELSEWHERE - 1)} 件"
    yield f"待办、列表、查找：{where}", city_pages.figures(built)
    improved.fill(built.hall)
    yield f"通报：{where}", bulletin.figures(built.hall)
    yield f"台账：{where}", ledgers.figures(built.hall)
    # last of all: it does acts
    yield f"统计：{where}", figures.figures(built.hall)


def _of_a_crowd() -> Iterator[tuple[str, Iterable[Figure]]]:
    from django.core.management import call_command

    from bench import crowd, hall

    call_command("migrate", verbosity=0)
    hall.open_hall()
    yield "网上反映、查进度，本机 HTTP", crowd.figures()


if __name__ == "__main__":
    sys.exit(main())
