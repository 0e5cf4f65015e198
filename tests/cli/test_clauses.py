"""bancheng clauses: what serves each clause, which tests prove it, and what is missing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bancheng.cli.clause_marks import marks_of_tests
from tests.cli.conftest import Bancheng


@pytest.fixture
def tests_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "conftest.py").write_text("")
    return folder


def _shelf(repository: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shelf = folder / "standards"
    shutil.copytree(repository / "standards", shelf)
    monkeypatch.setenv("BANCHENG_STANDARDS", str(shelf))
    return shelf


def test_all_clauses_of_both_regulations_are_listed(bancheng: Bancheng) -> None:
    ran = bancheng("clauses", "--json")
    told = json.loads(ran.out)["clauses"]
    assert len(told) == 86
    assert len({line["clause"] for line in told}) == 86
    served = {line["clause"]: line["rules"] for line in told}
    assert "duties.reply-general" in served["XF-10.3.1"]


def test_marks_are_found_on_functions_classes_modules_and_single_cases(tests_folder: Path) -> None:
    (tests_folder / "test_a.py").write_text(
        "import pytest\n"
        "from pytest import mark\n"
        "pytestmark = [pytest.mark.django_db, pytest.mark.clause('A-1')]\n"
        "@mark.clause('A-2', 'A-3')\n"
        "def test_one(): ...\n"
        "@pytest.mark.clause('A-4')\n"
        "class TestTwo: ...\n"
        "@pytest.mark.parametrize('x', [pytest.param(1, marks=pytest.mark.clause('A-5'))])\n"
        "def test_three(x): ...\n"
        "clause('not a mark, only a call')\n"
    )
    found = {(mark.clause, mark.proof) for mark in marks_of_tests(tests_folder)}
    assert found == {
        ("A-1", "tests/test_a.py"),
        ("A-2", "tests/test_a.py::test_one"),
        ("A-3", "tests/test_a.py::test_one"),
        ("A-4", "tests/test_a.py::TestTwo"),
        ("A-5", "tests/test_a.py::test_three"),
    }


def test_a_clause_without_a_test_fails_unless_planned(
    bancheng: Bancheng,
    repository: Path,
    tests_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf = tmp_path / "standards"
    shutil.copytree(repository / "standards", shelf)
    shutil.rmtree(shelf / "guilin-xiufeng" / "stories")
    clauses = shelf / "guilin-xiufeng" / "clauses.yaml"
    told = clauses.read_text(encoding="utf-8")
    later = told.replace("served: page, where: ledger", "served: planned, where: ledger")
    assert later != told
    clauses.write_text(later, encoding="utf-8")
    monkeypatch.setenv("BANCHENG_STANDARDS", str(shelf))
    ran = bancheng("clauses", "--tests", tests_folder)
    assert ran.code == 1
    assert "XF-5 没有测试，也没有注明 planned。" in ran.err
    assert "XF-9.4 没有测试" not in ran.err


def test_a_mark_with_an_unknown_clause_fails(bancheng: Bancheng, tests_folder: Path) -> None:
    (tests_folder / "test_b.py").write_text(
        "import pytest\n@pytest.mark.clause('XF-99')\ndef test_b(): ...\n"
    )
    ran = bancheng("clauses", "--tests", tests_folder)
    assert ran.code == 1
    assert "tests/test_b.py::test_b 标的条款 XF-99 哪份规范里都没有。" in ran.err


def test_a_clause_whose_rule_was_taken_out_fails(
    bancheng: Bancheng,
    repository: Path,
    tests_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf = _shelf(repository, tmp_path, monkeypatch)
    clauses = shelf / "guilin-xiufeng" / "clauses.yaml"
    more = "  XF-98: {ref: 第九十八条, says: 没有规则的一条, served: rule}\n"
    clauses.write_text(clauses.read_text(encoding="utf-8") + more, encoding="utf-8")
    ran = bancheng("clauses", "--tests", tests_folder)
    assert "XF-98 写着由规则落实，但规范里没有一条规则引用它。" in ran.err


def test_without_a_source_checkout_it_says_so(
    bancheng: Bancheng, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bancheng.cli.clauses.places", lambda: [tmp_path])
    ran = bancheng("clauses")
    assert ran.code == 2
    assert "要在源码目录里运行" in ran.err
