"""哪一本台账: the centres and ledgers a reader may open, and the one that an address names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, QueryDict

from bancheng.casework import access, reading_rights
from bancheng.casework.surroundings import standard_for
from bancheng.core.ledger_columns import names_of
from bancheng.ledgers import enquiry_sheet
from bancheng.ledgers.sheet import Sheet, sheet_of
from bancheng.ledgers.telling import Asked
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.web.desk import Reader
from bancheng.web.lists.case_sift import parameters, sieve_of


@dataclass(frozen=True, slots=True)
class Open:
    """One ledger as it is asked for, beside the others of its centre and the other centres."""

    asked: Asked
    centre: Unit
    centres: list[Unit]
    sheets: list[Sheet]

    @property
    def codes(self) -> list[tuple[str, str]]:
        """What the address asks for, codes and days alone."""
        return [("at", self.centre.code), *parameters(self.asked.sieve)]


def centres_of(reader: Reader) -> list[Unit]:
    """Those whose ledgers the reader opens, their own centres first."""
    if reader.is_administrator:
        return []
    reach = reading_rights.chains_in_reach(reader.user)
    own = [unit.code for unit in seats.centres_of(reader.user, reader.now)]
    ordered = [*own, *sorted(reach - set(own))]
    units = [seats.unit_by_code(code) for code in ordered if code in reach]
    return [unit for unit in units if unit.standard]


def keeps_ledgers(reader: Reader) -> bool:
    """Whether the side list has the entry."""
    return not reader.is_administrator and bool(reading_rights.chains_in_reach(reader.user))


def sheets_at(reader: Reader, centre: Unit) -> list[Sheet]:
    """The ledgers of a centre; that of enquiries is for those who note them."""
    standard = standard_for(centre)
    found = [sheet_of(name, standard) for name in names_of(standard)]
    if centre.code in {unit.code for unit in access.may_open_cases_at(reader.user)}:
        found.append(enquiry_sheet.SHEET)
    return found


def opened(reader: Reader, name: str, sent: QueryDict) -> Open:
    """The ledger that an address asks for. Http404 where there is none for this reader."""
    centres = centres_of(reader)
    wanted = sent.get("at", "")
    centre = next((c for c in centres if c.code == wanted or not wanted), None)
    if centre is None:
        raise Http404
    sheets = sheets_at(reader, centre)
    sheet = next((sheet for sheet in sheets if sheet.name == name), None)
    if sheet is None:
        raise Http404
    sieve = replace(sieve_of(sent), centre=())
    asked = Asked(reader.user, sheet, centre.code, sieve, reader.now)
    return Open(asked, centre, centres, sheets)
