"""归档包 on the case's page: the one touch, once the case is archived."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from bancheng.archive.making import why_no_package
from bancheng.archive.package_row import Package
from bancheng.casework.look import Look
from bancheng.core.stage import Stage


@dataclass(frozen=True, slots=True)
class OnCase:
    """``made``: how many there are; ``may_make``: the touch is this reader's, and not done yet."""

    made: int
    may_make: bool
    command_id: str


def package_card(found: Look) -> OnCase | None:
    """Nothing before the case is archived, unless a package was made in an earlier round."""
    if found.case.stage is not Stage.ARCHIVED and not found.case.happened("archived", False):
        return None
    versions = list(
        Package.objects.filter(case_no=found.row.case_no).values_list("version", flat=True)
    )
    may = why_no_package(found) is None and found.case.version not in versions
    return OnCase(len(versions), may, uuid4().hex)
