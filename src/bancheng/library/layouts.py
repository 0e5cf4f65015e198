"""版式的读取: ``papers/*.yaml`` in a standard's folder, one file a form."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bancheng.core.standard.faults import StandardFault, StandardFaults
from bancheng.core.standard.layouts import Layout, layout_faults, plain_layout
from bancheng.core.standard.source import check, read
from bancheng.core.standard.standard import Standard
from bancheng.library.standards import place_of

FOLDER = "papers"


def layout_for(standard: Standard, form: str) -> Layout:
    """How a form lies on its sheet; the plain one where the folder has none that fits it."""
    for layout in _layouts(place_of(standard.id) / standard.id / FOLDER):
        if layout.form == form and layout.fits(standard.forms[form]):
            return layout
    return plain_layout(form, standard.forms[form])


def check_layouts(folder: Path, editions: list[Standard]) -> None:
    """Every layout of a standard's folder against its editions. Raises StandardFaults."""
    faults: list[StandardFault] = []
    for file in sorted((folder / FOLDER).glob("*.yaml")):
        source = read(file.read_text(encoding="utf-8"), f"{FOLDER}/{file.name}")
        faults += layout_faults(check(Layout, source), editions, source)
    if faults:
        raise StandardFaults(faults)


@cache
def _layouts(folder: Path) -> tuple[Layout, ...]:
    return tuple(
        check(Layout, read(file.read_text(encoding="utf-8"), f"{FOLDER}/{file.name}"))
        for file in sorted(folder.glob("*.yaml"))
    )
