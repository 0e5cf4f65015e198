"""边栏 of the pages that everybody starts from."""

from __future__ import annotations

from bancheng.casework import access
from bancheng.web.desk import Reader
from bancheng.web.side import Entry


def works_on_cases(reader: Reader) -> bool:
    """Everybody but the administrator."""
    return not reader.is_administrator


def may_register(reader: Reader) -> bool:
    """Whether there is a centre whose cases this person may open."""
    return works_on_cases(reader) and bool(access.may_open_cases_at(reader.user))


def is_administrator(reader: Reader) -> bool:
    """Looks after units and people."""
    return reader.is_administrator


def everybody(reader: Reader) -> bool:
    """Nobody is left out."""
    return bool(reader)


SIDE = (
    Entry("我的待办", "duties", "duties", works_on_cases, sort=10),
    Entry("登记", "register", "register", may_register, sort=20, key="n"),
    Entry("工单", "search", "search", works_on_cases, sort=30),
    Entry("机构与人员", "overview", "overview", is_administrator, sort=10),
    Entry("本窗口适用的规范", "setup", "setup", everybody, "资料", sort=90),
)
