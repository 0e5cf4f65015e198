"""条款: a clause reference with our own short words behind it, linked to the standard in force."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from bancheng.core.standard.standard import Standard

LINK = '<a class="cite" href="{}#{}" title="{}">{}</a>'


def cites(standard: Standard, clauses: Iterable[str]) -> SafeString:
    """The references of these clause ids as links, in their order; empty where there is none.

    Every line of a case carries some, and they are always the same few: each is written once.
    """
    links = _links(standard)
    return format_html_join(" ", "{}", ((links.of(clause, standard),) for clause in clauses))


class _Links(dict[str, SafeString]):
    """The links of one edition, by clause id."""

    def __init__(self, address: str) -> None:
        self.address = address

    def of(self, clause: str, standard: Standard) -> SafeString:
        if clause not in self:
            known = standard.clauses.get(clause)
            says = known.says if known else ""
            self[clause] = format_html(LINK, self.address, clause, says, standard.ref(clause))
        return self[clause]


KEPT = 64
_kept: dict[int, tuple[Standard, _Links]] = {}


def _links(standard: Standard) -> _Links:
    """Kept by the very object: another reading of the same edition may say something else."""
    known = _kept.get(id(standard))
    if known is None or known[0] is not standard:
        if len(_kept) >= KEPT:
            _kept.clear()
        address = reverse("standard", args=[standard.id, standard.edition])
        known = _kept[id(standard)] = (standard, _Links(address))
    return known[1]


def sources(standard: Standard, clauses: Iterable[str], because: str | None = None) -> SafeString:
    """The clauses of a rule and, where the centre set it itself, why."""
    linked = cites(standard, clauses)
    if not because:
        return linked
    return format_html('{} <span class="small mute">本中心定：{}</span>', linked, because)
