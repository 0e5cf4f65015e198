"""PDF/A: sheets set by typst as PDF/A-2b. The same sheets at the same time give the same bytes."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from bancheng.typesetting.fonts import Fonts
from bancheng.typesetting.sheet import Form, Letter, Paper, Piece, Poster, Report, Sheet
from bancheng.typesetting.typesetter import AUTHOR, pdf_of

TEMPLATE = Path(__file__).with_name("paper.typ")
TITLE_ROOM = 440  # points: the width a poster's title may take


def pdf(paper: Paper, fonts: Fonts, at: datetime) -> bytes:
    """The file, PDF/A-2b. Raises NotSetError."""
    return set_paper(as_json(paper, fonts), fonts, at)


def set_paper(told: str, fonts: Fonts, at: datetime) -> bytes:
    """The typesetter's own work, for measuring it alone."""
    return pdf_of(TEMPLATE, told, fonts, at)


def as_json(paper: Paper, fonts: Fonts) -> str:
    """All the typesetter is told: it sees words as data only, never as its own language."""
    told = {
        "title": paper.title,
        "author": AUTHOR,
        "fonts": fonts.families(),
        "sheets": [_sheet(sheet) for sheet in paper.sheets],
    }
    return json.dumps(told, ensure_ascii=False)


def _sheet(sheet: Sheet) -> dict[str, Any]:
    if isinstance(sheet, Form):
        return _form(sheet)
    if isinstance(sheet, Letter):
        return {"kind": "letter", **asdict(sheet)}
    if isinstance(sheet, Report):
        return {"kind": "report", **asdict(sheet)}
    return _poster(sheet)


def _form(form: Form) -> dict[str, Any]:
    return {
        "kind": "form",
        "title": form.title,
        "number": form.number,
        "size": form.size,
        "label_width": form.label_width,
        "remarks": form.remarks,
        "continued": [asdict(rest) for rest in form.continued],
        "rows": [
            {
                "height": row.height,
                "cells": [
                    {
                        "label": cell.label,
                        "leads": cell.leads,
                        "middle": cell.middle,
                        "points": cell.points,
                        "lines": [[_piece(p) for p in line] for line in cell.lines],
                        "foot": [[_piece(p) for p in line] for line in cell.foot],
                    }
                    for cell in row.cells
                ],
            }
            for row in form.rows
        ],
    }


def _piece(piece: Piece) -> dict[str, Any]:
    told: dict[str, Any] = {"text": piece.text}
    if piece.ticked is not None:
        told["ticked"] = piece.ticked
    if piece.picture:
        told["picture"] = list(piece.picture)
    if piece.place:
        told["place"] = True
    return told


def _poster(poster: Poster) -> dict[str, Any]:
    points = min(TITLE_ROOM / max(len(poster.title), 1) / 1.05, 54)
    return {"kind": "poster", "title_points": points, **asdict(poster)}
