"""可选的条件: what a list of cases can be sifted by, for somebody who reads no centre whole.

Who reads a centre whole may see a case of any kind there. Everybody else is offered what stands in
the cases they see and nothing else: a kind of case they never see would tell that there is one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import EmptyResultSet
from django.db import connection

from bancheng.casework.access import read_within
from bancheng.casework.holdings import whole_centres
from bancheng.casework.reading_rights import Reading, chains_in_reach, reading_of
from bancheng.casework.standing_still import Mark, mark_of
from bancheng.core.standard.standard import Standard
from bancheng.journal import engine
from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.user import User

COLUMNS = ("stage", "outcome", "kind", "ground", "channel", "tier")


@dataclass(frozen=True, slots=True)
class Present:
    """What cases of one centre and edition can be sifted by; ``codes`` by the name of the filter.

    ``codes`` is None where everything the standard knows can be asked for.
    """

    centre: str
    standard: Standard
    codes: dict[str, set[str]] | None

    def has(self, name: str, code: str) -> bool:
        """Whether there may be a case with this code for the reader."""
        return self.codes is None or code in self.codes[name]


def present(user: User) -> list[Present]:
    """Centre by centre, the newest edition first. For whoever reads all of it whole nothing is
    looked up, and for others only after something happened."""
    reach = chains_in_reach(user)
    whole = reach & whole_centres(user)
    return [*_of_whole(whole), *(_of_others(user, reach - whole) if reach - whole else ())]


def _of_whole(chains: frozenset[str]) -> Iterator[Present]:
    for chain in sorted(chains):
        name = seats.unit_by_code(chain).standard
        for edition in reversed(standards.editions(name)):
            yield Present(chain, standards.standard(name, edition), None)


def _of_others(user: User, chains: frozenset[str]) -> list[Present]:
    if not user.is_active:
        return []
    try:
        statement, values = _composed(reading_of(user), chains, connection.vendor)
    except EmptyResultSet:  # no part in cases at all
        return []
    mark = mark_of(chains)
    return list(_told(statement, values) if mark is None else _told_at(statement, values, mark))


@lru_cache(maxsize=256)
def _told_at(statement: str, values: tuple[object, ...], mark: Mark) -> tuple[Present, ...]:
    """The same, as long as no act was sealed since."""
    del mark  # part of the key
    return _told(statement, values)


def _told(statement: str, values: tuple[object, ...]) -> tuple[Present, ...]:
    found: dict[tuple[str, str, str], dict[str, set[str]]] = {}
    for chain, standard, edition, traits, *told in engine.rows(statement, *values):
        codes = found.setdefault(
            (chain, standard, edition), {name: set() for name in (*COLUMNS, "trait")}
        )
        codes["trait"].update(json.loads(traits))
        for name, value in zip(COLUMNS, told, strict=True):
            if value:
                codes[name].add(value)
    return tuple(
        _with_kinds_above(*where, codes) for where, codes in sorted(found.items(), reverse=True)
    )


@lru_cache(maxsize=512)
def _composed(
    reading: Reading, chains: frozenset[str], engine: str
) -> tuple[str, tuple[object, ...]]:
    """The query, composed once for everybody who reads the same on this engine."""
    del engine  # part of the key: engines write it differently
    rows = read_within(reading, chains).order_by()
    told = rows.values_list("chain", "standard", "edition", "traits", *COLUMNS).distinct()
    return told.query.sql_with_params()


def _with_kinds_above(chain: str, name: str, edition: str, codes: dict[str, set[str]]) -> Present:
    standard = standards.standard(name, edition)
    codes["kind"] = {above for kind in codes["kind"] for above in standard.kinds_above(kind)}
    return Present(chain, standard, codes)
