"""The law is data: no place, category, limit or form label of a region stands in `src/`."""

from pathlib import Path

import pytest

from tests.house.region_words import RegionWords, leaks, read

_GRAMMAR = "an example of how a limit is written"
EVERYDAY: dict[tuple[str, str], str] = {
    ("bancheng/core/calendar/limit.py", "30 minutes"): _GRAMMAR,
    ("bancheng/core/calendar/limit.py", "24 hours"): _GRAMMAR,
    ("bancheng/core/calendar/limit.py", "4 office hours"): _GRAMMAR,
    ("bancheng/core/calendar/limit.py", "5 working days"): _GRAMMAR,
    ("bancheng/core/calendar/limit.py", "15 calendar days"): _GRAMMAR,
    ("bancheng/core/calendar/limit.py", "2 months"): _GRAMMAR,
    ("bancheng/people/rota.py", "24 小时"): "how long a person may be on duty, in no regulation",
}
"""File and word: what looks like a region's and is not, each with the reason."""


@pytest.fixture(scope="module")
def words() -> RegionWords:
    return read(Path(__file__).resolve().parents[2] / "standards")


def test_the_program_knows_no_region(repository: Path, words: RegionWords) -> None:
    found = [leak for leak in leaks(words, repository / "src") if leak.place not in EVERYDAY]
    assert not found, "\n".join(str(leak) for leak in found)


def test_every_exception_is_still_needed(repository: Path, words: RegionWords) -> None:
    assert EVERYDAY.keys() <= {leak.place for leak in leaks(words, repository / "src")}


def test_the_standards_give_the_test_something_to_look_for(words: RegionWords) -> None:
    assert len(words.anywhere) > 60
    assert len(words.exactly) > 10


def test_every_single_word_would_be_found_if_it_were_planted(
    tmp_path: Path, words: RegionWords
) -> None:
    for word in words.anywhere:
        (tmp_path / "page.html").write_text(f"<th>{word}</th>\n", encoding="utf-8")
        assert word in [leak.word for leak in leaks(words, tmp_path)], word
    (tmp_path / "page.html").unlink()
    for word in words.exactly:
        (tmp_path / "rule.py").write_text(f'"""A rule."""\n\nKIND = {word!r}\n', encoding="utf-8")
        assert word in [leak.word for leak in leaks(words, tmp_path)], word


@pytest.mark.parametrize(
    "planted",
    [
        "LIMIT = '24 hours'",
        "LIMIT = '3 working days'",
        "SAY = '请在3个工作日内回复'",
        "SAY = '二十四小时'",
    ],
)
def test_a_planted_limit_is_found(tmp_path: Path, words: RegionWords, planted: str) -> None:
    (tmp_path / "rule.py").write_text(f"{planted}\n", encoding="utf-8")
    assert leaks(words, tmp_path)


def test_a_word_of_a_region_added_tomorrow_is_guarded_too(tmp_path: Path) -> None:
    folder = tmp_path / "standards" / "nanhu-hall"
    folder.mkdir(parents=True)
    (folder / "undated.yaml").write_text(
        "standard: {id: nanhu-hall, title: 南湖区难事窗口办法}\n"
        "kinds: {tangled: {label: 缠事}}\n"
        "forms: {sheet: {title: 难事登记单, rows: [[{label: 难在何处何因}]]}}\n",
        encoding="utf-8",
    )
    source = tmp_path / "src"
    source.mkdir()
    words = read(tmp_path / "standards")
    for planted in ("南湖", "nanhu", "难事登记单", "难在何处何因"):
        (source / "page.html").write_text(f"<b>{planted}</b>", encoding="utf-8")
        assert leaks(words, source), planted
    (source / "page.html").unlink()
    for planted in ("tangled", "缠事"):
        (source / "rule.py").write_text(f"KIND = {planted!r}\n", encoding="utf-8")
        assert leaks(words, source), planted
    (source / "rule.py").write_text("KIND = 'registered'\n", encoding="utf-8")
    assert not leaks(words, source)
