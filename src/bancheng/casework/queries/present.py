"""可选的条件: what a list of cases can be sifted by, for somebody who reads no centre whole.

Who reads a centre whole may see a case of any kind there. Everybody else is offered what stands in
the cases they see and nothing else: a kind of case they never see would tell that there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bancheng.casework.access import chains_in_reach, visible
from bancheng.casework.holdings import whole_centres
from bancheng.core.standard.standard import Standard
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
    """Centre by centre, the newest edition first. One query, none for who reads all of it whole."""
    reach = chains_in_reach(user)
    whole = reach & whole_centres(user)
    return [*_of_whole(whole), *(_of_others(user, reach - whole) if reach - whole else ())]


def _of_whole(chains: frozenset[str]) -> Iterator[Present]:
    for chain in sorted(chains):
        name = seats.unit_by_code(chain).standard
        for edition in reversed(standards.editions(name)):
            yield Present(chain, standards.standard(name, edition), None)


def _of_others(user: User, chains: frozenset[str]) -> list[Present]:
    rows = visible(user).filter(chain__in=chains).order_by()
    found: dict[tuple[str, str, str], dict[str, set[str]]] = {}
    told = rows.values_list("chain", "standard", "edition", "traits", *COLUMNS).distinct()
    for chain, standard, edition, traits, *values in told:
        codes = found.setdefault(
            (chain, standard, edition), {name: set() for name in (*COLUMNS, "trait")}
        )
        codes["trait"].update(traits)
        for name, value in zip(COLUMNS, values, strict=True):
            if value:
                codes[name].add(value)
    return [
        _with_kinds_above(*where, codes) for where, codes in sorted(found.items(), reverse=True)
    ]


def _with_kinds_above(chain: str, name: str, edition: str, codes: dict[str, set[str]]) -> Present:
    standard = standards.standard(name, edition)
    codes["kind"] = {above for kind in codes["kind"] for above in standard.kinds_above(kind)}
    return Present(chain, standard, codes)
