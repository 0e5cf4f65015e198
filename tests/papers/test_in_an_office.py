"""LibreOffice renders the DOCX as the sheet that was made (make nightly, where it is installed)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bancheng.casework.look import look
from bancheng.library import standards
from bancheng.papers.form_sheet import blank_paper
from bancheng.papers.on_offer import make, offers
from bancheng.typesetting.docx import docx
from bancheng.typesetting.fonts import fonts_in
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.pdf import pdf
from bancheng.typesetting.sheet import Form, Letter, Paper
from tests.casework.hall import Hall, at
from tests.papers import cases, reading
from tests.papers.test_forms import sheet

NOW = at("2026-11-27 09:00")
OFFICE = os.environ.get("BANCHENG_OFFICE") or shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.nightly
SIGNS = re.compile("[☑☐]")
MOST_APART, LOW = 2.0, 8.0  # millimetres
FORMS = (
    ("guilin-xiufeng", "registration"),
    ("sichuan-township", "acceptance"),
    ("sichuan-township", "transfer"),
)


def rendered(paper: Paper, folder: Path) -> bytes:
    """The DOCX as LibreOffice prints it."""
    if OFFICE is None:
        pytest.skip("no LibreOffice here (scripts/ensure_office.py): nothing was compared")
    (folder / "paper.docx").write_bytes(docx(paper, NOW))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [OFFICE, profile, "--headless", "--convert-to", "pdf", "paper.docx"],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (folder / "paper.pdf").read_bytes()


def same_sheet(paper: Paper, folder: Path) -> bytes:
    """As LibreOffice prints it: one sheet, the same frames with the same words in each."""
    office, ours = rendered(paper, folder), pdf(paper, fonts_in(None), NOW)
    assert reading.pages(office)[0] == (210, 297)
    assert len(reading.pages(office)) == len(reading.pages(ours))
    told, wanted = reading.cells(office), reading.cells(ours)
    assert [[SIGNS.sub("", c.words) for c in row] for row in told] == [
        [c.words for c in row] for row in wanted
    ]
    ticks = [sign == "☑" for row in told for c in row for sign in SIGNS.findall(c.words)]
    assert ticks == [box for row in wanted for c in row for box in c.boxes]
    for frame, own in zip(reading.frames(office), reading.frames(ours), strict=True):
        assert frame == pytest.approx(own, abs=MOST_APART)
    return office


@pytest.mark.parametrize(("standard", "form"), FORMS)
def test_a_blank_form_is_the_same_sheet_cell_by_cell(
    tmp_path: Path, standard: str, form: str
) -> None:
    paper = blank_paper(standards.standard(standard), form, Legible(fonts_in(None)))
    office = same_sheet(paper, tmp_path)
    (sheet_,) = paper.sheets
    assert isinstance(sheet_, Form)
    frame = 0
    for row in sheet_.rows:
        for cell in row.cells:
            frame += 2 if cell.label and not cell.leads else 1
            if cell.foot and cell.lines:  # where somebody signs
                assert reading.low_words(office, frame - 1) < LOW


@pytest.mark.django_db
def test_a_full_form_is_the_same_sheet_cell_by_cell(tmp_path: Path, hall: Hall) -> None:
    case_no = cases.whole_way(hall)
    paper = sheet(hall.people["chen"], case_no, "registration")
    office = same_sheet(paper, tmp_path)
    assert reading.pictures(office) == 3
    assert "秦桂芳" in reading.text_of(office)


@pytest.mark.django_db
def test_a_text_of_many_sheets_runs_on_in_both(tmp_path: Path, hall: Hall) -> None:
    case_no = cases.whole_way(hall, matter="这件事前后跑了四趟，两边都不收。" * 180)
    paper = sheet(hall.people["chen"], case_no, "registration")
    office, ours = rendered(paper, tmp_path), pdf(paper, fonts_in(None), NOW)
    assert [len(row) for row in reading.cells(office)] == [len(r) for r in reading.cells(ours)]
    told = SIGNS.sub("", reading.text_of(office))
    assert (
        told.count("这件事前后跑了四趟") == reading.text_of(ours).count("这件事前后跑了四趟") > 170
    )


@pytest.mark.django_db
def test_letters_stand_on_the_same_sheets_with_the_same_words(tmp_path: Path, hall: Hall) -> None:
    """A slip to a department (A4) and a paper for the petitioner."""
    case_no = cases.half_way(hall)
    hall.do("jiang", case_no, "supervise", "2026-11-26 09:00", text="请说明为什么还没有回复。")
    for who, kind in (("jiang", "supervision"), ("chen", "slip")):
        found = look(hall.people[who], case_no, NOW)
        name = next(o.name for o in offers(found) if o.name.startswith(kind))
        paper = make(found, name, Legible(fonts_in(None)), masked=False)
        office, ours = rendered(paper, tmp_path), pdf(paper, fonts_in(None), NOW)
        assert reading.pages(office) == reading.pages(ours)
        told, [letter] = reading.text_of(office), paper.sheets
        assert isinstance(letter, Letter)
        for words in (letter.title, letter.dated, *(t for p in letter.parts for t in p.paragraphs)):
            assert "".join(words.split())[:12] in told
