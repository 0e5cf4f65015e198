"""`make bench`: limits, acts, pages and ledgers against floors of the same run.

    python -m bench [--json] [--cases 1000,20000] [--ledger 100000] [--city 100000]
                    [--figures 100000]
    python -m bench --only city

Runs on a database of its own in the repository's var/ (a real disk, not memory), or on the one
that DATABASE_URL names, which must be empty.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from bench.figure import Figure, show

REPOSITORY = Path(__file__).resolve().parents[1]


def main() -> int:
    """Prints the table; always 0, as a slow machine is no mistake."""
    parser = argparse.ArgumentParser(prog="bench", description="与同一次运行的对照相比要多少时间")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--cases", default="1000", help="库中工单数，由少到多，用逗号分隔")
    parser.add_argument(
        "--ledger", type=int, default=100_000, help="台账量多少行；0 表示不量（要几分钟）"
    )
    parser.add_argument(
        "--city", type=int, default=100_000, help="一个市有多少件工单；0 表示不量（要几分钟）"
    )
    parser.add_argument(
        "--figures", type=int, default=100_000, help="统计量多少件工单；0 表示不量（要几分钟）"
    )
    parser.add_argument(
        "--only", choices=["city", "figures"], help="只量一个市的工单，或者只量统计"
    )
    asked = parser.parse_args()
    if asked.only:
        with _own_folder():
            if asked.only == "city":
                _show_city(asked.city, asked.json)
            else:
                _show_figures(asked.figures, asked.json)
        return 0
    sizes = sorted(int(size) for size in asked.cases.split(","))
    told = {}
    with _own_folder():
        for size, figures in _measure(sizes, asked.ledger):
            told[size] = [figure.told() for figure in figures]
            if not asked.json:
                show(figures, f"库中 {size} 件工单")
    if asked.city and not os.environ.get("DATABASE_URL"):
        told |= _apart("city", asked.city, asked.json)
    if asked.figures and not os.environ.get("DATABASE_URL"):
        for size, lines in _apart("figures", asked.figures, asked.json).items():
            told.setdefault(size, []).extend(lines)
    if asked.json:
        print(json.dumps(told, ensure_ascii=False, indent=1))
    return 0


def _apart(what: str, cases: int, as_json: bool) -> dict[int, list[dict[str, object]]]:
    """In a process and a database of its own: what is open here would stand on its lists."""
    command = [sys.executable, "-m", "bench", "--only", what, f"--{what}", str(cases)]
    if not as_json:
        subprocess.run(command, check=True)
        return {}
    found = subprocess.run([*command, "--json"], check=True, capture_output=True)
    return {int(size): lines for size, lines in json.loads(found.stdout).items()}


def _show_city(cases: int, as_json: bool) -> None:
    from django.core.management import call_command

    from bench import city_pages

    call_command("migrate", verbosity=0)
    figures = list(city_pages.figures(cases))
    if as_json:
        print(json.dumps({cases: [f.told() for f in figures]}, ensure_ascii=False, indent=1))
    else:
        show(figures, f"一个市 {cases} 件工单")


def _show_figures(cases: int, as_json: bool) -> None:
    from django.core.management import call_command

    from bench import figures, hall

    call_command("migrate", verbosity=0)
    people, _ = hall.open_hall()
    found = list(figures.figures(people, cases))
    if as_json:
        print(json.dumps({cases: [f.told() for f in found]}, ensure_ascii=False, indent=1))
    else:
        show(found, f"统计：{cases} 件工单")


@contextmanager
def _own_folder() -> Iterator[None]:
    """Settings read the environment once, so it is set before anything of the program is."""
    (REPOSITORY / "var").mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="bench-", dir=REPOSITORY / "var") as folder:
        os.environ["BANCHENG_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        django.setup()
        yield


def _measure(sizes: list[int], ledger: int) -> Iterator[tuple[int, list[Figure]]]:
    from django.core.management import call_command

    from bench import acts, bulletin, hall, hints, ledgers, limits, pages, papers

    call_command("migrate", verbosity=0)
    people, under_way = hall.open_hall()
    waiting = iter(under_way)
    stand = 0
    for size in sizes:
        hall.archive(people, size - stand)
        stand = size
        figures = [*limits.figures()] if size == sizes[0] else []
        figures += pages.figures(people, waiting)
        if size == sizes[-1]:  # acts last: the cases they open would lengthen the worklists
            figures += acts.figures(people)
            figures += hints.figures(people)
            figures += papers.figures(people, next(waiting))
            figures += bulletin.figures(people)
            # last of all: it fills the database with copies
            figures += ledgers.figures(people, ledger) if ledger else []
        yield size, figures


if __name__ == "__main__":
    sys.exit(main())
