"""查询: worklists, counts and searches, all read through the read door; one small file for each."""

from __future__ import annotations

from bancheng.casework.queries.cases import Listed, Wish, listed, nearest_dues
from bancheng.casework.queries.duties import (
    Counts,
    DutyLine,
    MyWork,
    my_duties,
    my_open_duties,
    my_work,
)
from bancheng.casework.queries.finding import cases_of_phone, search
from bancheng.casework.queries.lines import CaseLine, case_lines
from bancheng.casework.queries.present import Present, present
from bancheng.casework.queries.promises import Promise, preview_due
from bancheng.casework.queries.sieve import Sieve

__all__ = [
    "CaseLine",
    "Counts",
    "DutyLine",
    "Listed",
    "MyWork",
    "Present",
    "Promise",
    "Sieve",
    "Wish",
    "case_lines",
    "cases_of_phone",
    "listed",
    "my_duties",
    "my_open_duties",
    "my_work",
    "nearest_dues",
    "present",
    "preview_due",
    "search",
]
