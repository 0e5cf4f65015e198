"""PDF/A: sheets set by typst as PDF/A-2b. The same sheets at the same time give the same bytes."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from bancheng.typesetting.fonts import Fonts
from bancheng.typesetting.sheet import Form, Letter, Paper, Piece, Poster, Report, Sheet

TEMPLATE = Path(__file__).with_name("paper.typ")
AUTHOR = "办成"
TITLE_ROOM = 440  # points: the width a poster's title may take
_one_at_a_time = Lock()


class SettingError(RuntimeError):
    """The paper could not be set; ``str()`` is a sentence for the clerk."""


def pdf(paper: Paper, fonts: Fonts, at: datetime) -> bytes:
    """The file, PDF/A-2b. Raises SettingError; then there is no paper at all, not half a one."""
    return set_paper(as_json(paper, fonts), fonts, at)


def set_paper(told: str, fonts: Fonts, at: datetime) -> bytes:
    """The typesetter's own work, for measuring it alone."""
    try:
        with _one_at_a_time:
            made = _compiler(fonts.engine).compile(
                format="pdf",
                sys_inputs={"paper": told},
                pdf_standards="a-2b",
                timestamp=int(at.timestamp()),
            )
    except typst.TypstError as broken:
        raise SettingError("这份单子没有排出来，请把编号告诉管理员。") from broken
    if not isinstance(made, bytes):
        raise SettingError("这份单子没有排出来，请把编号告诉管理员。")
    return made


@lru_cache(maxsize=2)
def _compiler(engine: typst.Fonts) -> typst.Compiler:
    return typst.Compiler(TEMPLATE, font_paths=engine, ignore_system_fonts=True)


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
