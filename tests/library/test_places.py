"""Where standards and calendars come from: with the program, or from the centre's own folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bancheng.library import calendars, places, standards


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test's own."""
    monkeypatch.setenv("BANCHENG_DATA", str(tmp_path))
    calendars.forget()
    standards.forget()
    return tmp_path


def test_a_year_imported_elsewhere_is_seen_without_asking_to_forget(own: Path) -> None:
    assert 2027 not in calendars.national()[1]
    folder = own / "calendars"
    folder.mkdir()
    (folder / "2027.yaml").write_text(
        "year: 2027\nnotice: [https://example.gov.cn/2027]\nrest: {元旦: [2027-01-01]}\nwork: {}\n",
        encoding="utf-8",
    )
    assert 2027 in calendars.national()[1]


def test_what_came_with_the_program_is_not_touched_by_an_import(own: Path) -> None:
    shipped = {p.name for p in places.calendars_dir().iterdir()}
    source = own / "notice.yaml"
    source.write_text(
        "year: 2027\nnotice: [https://example.gov.cn/2027]\nrest: {元旦: [2027-01-01]}\nwork: {}\n",
        encoding="utf-8",
    )
    kept = calendars.keep_year(calendars.import_year(source))
    assert kept.parent == own / "calendars"
    assert {p.name for p in places.calendars_dir().iterdir()} == shipped
    assert not list(kept.parent.glob(".*"))


def test_a_standard_of_ones_own_is_a_folder_in_the_data_folder(own: Path, repository: Path) -> None:
    invented = repository / "tests" / "data" / "standards" / "xinghe-harbour"
    known = standards.ids()
    shutil.copytree(invented, own / "standards" / invented.name)
    standards.forget()
    assert standards.ids() == sorted([*known, invented.name])
    assert standards.standard(invented.name).id == invented.name


def test_a_standard_put_there_while_the_program_runs_is_found(own: Path, repository: Path) -> None:
    invented = repository / "tests" / "data" / "standards" / "xinghe-harbour"
    with pytest.raises(standards.StandardMissingError):
        standards.standard(invented.name)
    shutil.copytree(invented, own / "standards" / invented.name)
    assert standards.standard(invented.name).id == invented.name


def test_a_folder_of_ones_own_cannot_replace_a_standard_that_came_along(own: Path) -> None:
    shipped = standards.ids()[0]
    (own / "standards" / shipped).mkdir(parents=True)
    standards.forget()
    assert standards.place_of(shipped) == places.standards_dir()
    assert standards.editions(shipped)
