"""纸面 (sheets): what stands on a paper, before anything is set: cells, boxes, signatures, seals.

PDF and DOCX are made of the same sheet, so both say the same. Heights and widths are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

Size = Literal["A3", "A4", "A5"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line: words, a tick box before its words (``ticked`` not None), or a picture.

    ``place`` leaves room for a hand where nothing is written yet; ``long`` may run on elsewhere.
    """

    text: str = ""
    ticked: bool | None = None
    picture: bytes = b""
    place: bool = False
    long: bool = False


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its label, its lines from the top, and those at its foot where somebody signs.

    A label that ``leads`` stands in one frame with its value (编号：…). ``middle``: halfway down.
    ``points``: the size of the letters, smaller where the words would not fit otherwise.
    """

    label: str = ""
    lines: tuple[Line, ...] = ()
    foot: tuple[Line, ...] = ()
    leads: bool = False
    middle: bool = False
    points: float = 11.0


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side. ``height``: as on the sheet, however little stands in them."""

    cells: tuple[Cell, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Continued:
    """What a cell had no room for: under which words it stands, and the rest of the text."""

    under: str
    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form of one sheet, and what runs on to further ones (``continued``)."""

    title: str
    number: str
    rows: tuple[Row, ...]
    label_width: float = 28.0
    size: Size = "A4"
    remarks: tuple[str, ...] = ()
    continued: tuple[Continued, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled part of a letter; ``refs``: the clauses behind it, in small letters."""

    label: str
    paragraphs: tuple[str, ...]
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A paper that goes out, or is kept: parts, notes, who signs, and the place of the seal.

    ``signs``: the words before each place for a hand; ``signed_by``: names typed there already.
    """

    title: str
    issuer: str
    dated: str
    parts: tuple[Part, ...]
    number: str = ""
    to: str = ""
    opening: str = ""
    notes: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    seal: bool = True
    desk: str = ""
    size: Size = "A4"


@dataclass(frozen=True, slots=True)
class Poster:
    """A sheet for the wall: read from three steps away. ``code``: rows of a QR code, 1 is dark."""

    title: str
    centre: str
    lead: str
    parts: tuple[Part, ...]
    facts: tuple[tuple[str, str], ...]
    foot: str = ""
    code: tuple[str, ...] = ()
    under_code: str = ""
    size: Size = "A4"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a report: its words above, heads, and lines of as many cells."""

    title: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture (SVG) with what it shows in words."""

    title: str
    svg: str


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of a report: sentences, then charts, then short points in a list."""

    heading: str
    paragraphs: tuple[str, ...]
    charts: tuple[Chart, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """通报: a red head with number and day, numbered sections, tables as an annex, and below to
    whom it goes. ``draft``: words across the head of one that is not issued."""

    title: str
    issuer: str
    number: str
    dated: str
    subject: str
    sections: tuple[Section, ...]
    annex: tuple[Table, ...] = ()
    to: str = ""
    copies: str = ""
    signed_by: str = ""
    note: str = ""
    draft: str = ""
    size: Size = "A4"


Sheet = Form | Letter | Poster | Report


@dataclass(frozen=True, slots=True)
class Paper:
    """Sheets that make one file. ``lacking``: characters that no font has, each once."""

    title: str
    sheets: tuple[Sheet, ...]
    lacking: tuple[str, ...] = field(default=())


def together(title: str, papers: Iterable[Paper]) -> Paper:
    """Several papers as one file, in their order."""
    all_ = list(papers)
    return Paper(
        title,
        tuple(sheet for paper in all_ for sheet in paper.sheets),
        tuple(dict.fromkeys(char for paper in all_ for char in paper.lacking)),
    )


def on_size(sheet: Poster, size: Size) -> Poster:
    """The same poster on another sheet."""
    return replace(sheet, size=size)
