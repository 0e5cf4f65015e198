"""A paper read back: the cells of its frames with their words, the boxes drawn in each, its marks.

Nothing here knows how a paper is made; it sees the finished file as a stranger would.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

import docx
import pdfplumber
from pdfplumber.page import Page

BOX = (6.0, 12.0)  # points: a tick box is that wide and high
XMP = re.compile(rb"<pdfaid:(part|conformance)>(\w+)</pdfaid")


@dataclass(frozen=True)
class ReadCell:
    """The words of one frame, and its boxes from left to right and down: whether ticked."""

    words: str
    boxes: tuple[bool, ...]


def cells(content: bytes, page: int = 0) -> list[list[ReadCell]]:
    """The rows of frames on a page."""
    with pdfplumber.open(BytesIO(content)) as file:
        sheet = file.pages[page]
        marks = _boxes(sheet)
        rows: list[list[ReadCell]] = []
        at = -1.0
        for x0, top, x1, bottom in _frames(sheet):
            if abs(top - at) > 2:
                rows.append([])
                at = top
            text = sheet.crop((x0, top, x1, bottom)).extract_text() or ""
            inside = [m for m in marks if x0 < m[0] < x1 and top < m[1] < bottom]
            rows[-1].append(ReadCell(_close(text), tuple(m[2] for m in inside)))
        return rows


def frames(content: bytes, page: int = 0) -> list[tuple[float, float, float, float]]:
    """The frames of a page in millimetres from the first one's corner: left, top, wide, high."""
    with pdfplumber.open(BytesIO(content)) as file:
        found = _frames(file.pages[page])
    left, top = found[0][:2]
    mm = 25.4 / 72
    return [
        ((x0 - left) * mm, (y0 - top) * mm, (x1 - x0) * mm, (y1 - y0) * mm)
        for x0, y0, x1, y1 in found
    ]


def low_words(content: bytes, frame: int, page: int = 0) -> float:
    """Millimetres from the foot of a frame up to its last line."""
    with pdfplumber.open(BytesIO(content)) as file:
        sheet = file.pages[page]
        found = _frames(sheet)[frame]
        words = sheet.crop(found).extract_words()
    return (found[3] - max(float(word["bottom"]) for word in words)) * 25.4 / 72


def _frames(sheet: Page) -> list[tuple[float, float, float, float]]:
    """Each frame once, from left to right and down; tick boxes are none."""
    found = {
        tuple(round(edge, 1) for edge in frame)
        for table in sheet.find_tables({"snap_tolerance": 1.5, "join_tolerance": 1.5})
        for frame in table.cells
        if frame[2] - frame[0] > BOX[1] + 2 and frame[3] - frame[1] > BOX[1] + 2
    }
    ordered = sorted(found, key=lambda f: (round(f[1]), f[0]))
    return [(x0, top, x1, bottom) for x0, top, x1, bottom in ordered]


def _boxes(sheet: Page) -> list[tuple[float, float, bool]]:
    """Middle and tick of every small square, in the order one reads."""
    squares = [
        r for r in sheet.rects if BOX[0] < r["width"] < BOX[1] and BOX[0] < r["height"] < BOX[1]
    ]
    strokes = [c for c in (*sheet.curves, *sheet.lines) if c["width"] < BOX[1]]
    found = []
    for r in squares:
        middle = (r["x0"] + r["x1"]) / 2, (r["top"] + r["bottom"]) / 2
        ticked = any(
            abs((s["x0"] + s["x1"]) / 2 - middle[0]) < 3 and s["top"] < middle[1] < s["bottom"]
            for s in strokes
        )
        found.append((*middle, ticked))
    return sorted(found, key=lambda m: (round(m[1] / 4), m[0]))


def text_of(content: bytes, page: int | None = None) -> str:
    """All words, without breaks."""
    with pdfplumber.open(BytesIO(content)) as file:
        pages = file.pages if page is None else [file.pages[page]]
        return _close("".join(each.extract_text() or "" for each in pages))


def pages(content: bytes) -> list[tuple[int, int]]:
    """The size of every page in millimetres."""
    with pdfplumber.open(BytesIO(content)) as file:
        return [
            (round(float(p.width) * 25.4 / 72), round(float(p.height) * 25.4 / 72))
            for p in file.pages
        ]


def pictures(content: bytes) -> int:
    """How many pictures stand on the pages."""
    with pdfplumber.open(BytesIO(content)) as file:
        return sum(len(page.images) for page in file.pages)


def marks_of(content: bytes) -> dict[str, str]:
    """What the file says of itself: which part of PDF/A, how strictly."""
    return {name.decode(): value.decode() for name, value in XMP.findall(content)}


def docx_cells(content: bytes) -> list[list[ReadCell]]:
    """The rows of a DOCX, boxes told from the words."""
    found = []
    for table in docx.Document(BytesIO(content)).tables:
        for row in table.rows:
            line = []
            for cell in row.cells:
                text = cell.text
                boxes = tuple(char == "☑" for char in text if char in "☑☐")
                line.append(ReadCell(_close(re.sub("[☑☐]", "", text)), boxes))
            found.append(line)
    return found


def docx_text(content: bytes) -> str:
    """All words of a DOCX, in and out of tables."""
    document = docx.Document(BytesIO(content))
    inside = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return _close("".join([*(p.text for p in document.paragraphs), *inside]))


def _close(text: str) -> str:
    return re.sub(r"[\s\u3000\u200b]+", "", text)
