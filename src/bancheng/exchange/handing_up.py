"""上报: what the level above is told — matters sent up to it, that they are urged or taken back."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet

from bancheng.casework.carrying_files import standing
from bancheng.casework.case_row import CaseRow
from bancheng.casework.folding import case_now
from bancheng.casework.link_row import LinkRow
from bancheng.casework.linking import entries_of, shared
from bancheng.core import linked
from bancheng.core.case import Case
from bancheng.core.taking_effect import took_effect
from bancheng.exchange.contents import Carried, Matter
from bancheng.exchange.crossing_row import UP, Crossing
from bancheng.exchange.partner_row import Partner
from bancheng.exchange.piece import Piece, papers_of
from bancheng.people import directory


def not_yet_sent(partner: Partner, cases: QuerySet[CaseRow]) -> QuerySet[LinkRow]:
    """Sendings up to this partner that are in no file yet, of these cases."""
    known = Crossing.objects.filter(
        partner=partner, way=UP, lower_no=OuterRef("case__case_no"), since=OuterRef("since")
    )
    found = LinkRow.objects.filter(
        above=None,
        standing="awaited",
        case__in=cases,
        case__chain=partner.ours.code,
        case__lead=partner.theirs.code,
    )
    return found.exclude(Exists(known)).select_related("case").order_by("pk")


def pieces(partner: Partner, cases: QuerySet[CaseRow]) -> Iterator[Piece]:
    """Everything to be told upwards about these cases, matter by matter in their order."""
    for link in not_yet_sent(partner, cases):
        yield _matter(partner, link)
    going = Crossing.objects.filter(partner=partner, way=UP, over=False)
    for crossing in going.filter(case_no__in=cases.values("case_no")):
        yield from on_the_way(crossing)


def on_the_way(crossing: Crossing) -> Iterator[Piece]:
    """What happened to the lower case since the other side was told."""
    entries = entries_of(crossing.case_no)
    for carried in linked.up(entries, crossing.since, crossing.told):
        given = {name: str(value) for name, value in carried.given.items()}
        values = {
            "no": crossing.lower_no,
            "since": crossing.since,
            "seq": carried.seq,
            "act": carried.act,
            "given": given,
        }
        yield Piece(
            Carried,
            values,
            carried.act,
            crossing.case_no,
            carried.seq,
            crossing,
            crossing.told,
            carried.seq,
        )


def _matter(partner: Partner, link: LinkRow) -> Piece:
    case_no = link.case.case_no
    entries, case = entries_of(case_no), case_now(case_no)
    sent, said = next(e for e in took_effect(entries) if e[0].seq == link.since)
    ticked = sent.names("shared")
    going = [*(standing(case) if "files" in ticked else []), *sent.names("files")]
    values: dict[str, object] = {
        "no": case_no,
        "since": link.since,
        "given": shared(sent, said, entries),
        "traits": list(case.traits) if "traits" in ticked else [],
        "conduct": case.conduct,
        "accused": accused_names(case),
    }
    crossing = Crossing(
        partner=partner, way=UP, lower_no=case_no, since=link.since, case_no=case_no
    )
    papers = papers_of(case_no, going, entries)
    return Piece(Matter, values, "matter", case_no, link.since, crossing, 0, link.since, papers)


def accused_names(case: Case) -> list[str]:
    """Whom a complaint is about, by name: codes mean nothing in another installation."""
    units = [directory.unit_name(code) for code in sorted(case.accused_units)]
    people = [directory.name_of(name) for name in sorted(case.accused_users)]
    return [*units, *people]
