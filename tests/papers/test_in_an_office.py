"""LibreOffice renders the DOCX as the sheet that was made (make nightly, where it is installed)."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bancheng.library import standards
from bancheng.papers.form_sheet import blank_paper
from bancheng.typesetting.docx import docx
from bancheng.typesetting.fonts import fonts_in
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.pdf import pdf
from bancheng.typesetting.sheet import Paper
from tests.casework.hall import Hall, at
from tests.papers import cases, reading
from tests.papers.test_forms import sheet

NOW = at("2026-11-27 09:00")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.nightly
FORMS = (
    ("guilin-xiufeng", "registration"),
    ("sichuan-township", "acceptance"),
    ("sichuan-township", "transfer"),
)


def rendered(paper: Paper, folder: Path) -> bytes:
    """The DOCX as LibreOffice prints it."""
    if OFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed here: nothing was compared")
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


@pytest.mark.parametrize(("standard", "form"), FORMS)
def test_a_blank_form_is_one_sheet_with_the_same_words(
    tmp_path: Path, standard: str, form: str
) -> None:
    fonts = fonts_in(None)
    paper = blank_paper(standards.standard(standard), form, Legible(fonts))
    office = rendered(paper, tmp_path)
    assert reading.pages(office) == [(210, 297)]
    wanted = [c.words for row in reading.cells(pdf(paper, fonts, NOW)) for c in row]
    told = reading.text_of(office)
    for label in (words for words in wanted if words and len(words) < 10):
        assert label in told


@pytest.mark.django_db
def test_a_full_form_is_one_sheet_with_the_same_words(tmp_path: Path, hall: Hall) -> None:
    case_no = cases.whole_way(hall)
    paper = sheet(hall.people["chen"], case_no, "registration")
    office = rendered(paper, tmp_path)
    assert len(reading.pages(office)) == 1
    told = reading.text_of(office)
    for words in (case_no, "秦桂芳", "13900005512", "陈晓岚", cases.RESULT[:12], cases.SAID[:12]):
        assert words in told
    assert reading.pictures(office) == 3
