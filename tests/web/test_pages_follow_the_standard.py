"""Pages show whatever the standard says: a changed copy, and a harbour that exists nowhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml

from bancheng.casework.duty_row import DutyRow
from bancheng.library import standards
from bancheng.library.places import standards_dir
from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import create_unit
from bancheng.people.unit import Form
from tests.casework.hall import PASSWORD, at, establish_hall
from tests.core.test_changed_standard import MARK, all_words, change_all
from tests.shelves import INVENTED, changed, source_of
from tests.web.clerk import Clerk, case_no_of
from tests.web.conftest import Clock

pytestmark = pytest.mark.database

Shelf = Callable[[Path], None]


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """Lets the program read another shelf of standards for the time of a test."""

    def put(folder: Path) -> None:
        monkeypatch.setenv("BANCHENG_STANDARDS", str(folder))
        standards.forget()

    yield put
    monkeypatch.undo()
    standards.forget()


def test_every_page_says_the_changed_words_and_due_times(
    db: None, clock: Clock, shelf: Shelf, tmp_path: Path
) -> None:
    copy = changed(source_of(standards_dir(), "guilin-xiufeng"), change_all)
    copy.data["words"] = dict(all_words())
    folder = tmp_path / "standards" / "guilin-xiufeng"
    folder.mkdir(parents=True)
    text = yaml.safe_dump(copy.data, allow_unicode=True, sort_keys=False)
    (folder / "2024-05-17.yaml").write_text(text, encoding="utf-8")
    before = standards.standard("guilin-xiufeng")
    shelf(folder.parent)
    hall = establish_hall()
    chen = Clerk("chen")

    register = chen.get("/register/")
    for labels in (before.kinds, before.grounds, before.channels):
        for name, entry in labels.items():
            if name in before.leaf_kinds and before.kinds[name].declared:
                continue
            if name in before.kinds and name not in before.leaf_kinds:
                continue
            assert f"{entry.label}{MARK}" in register, name

    case_no = hall.placed("2026-11-24 09:00")
    page = chen.get(f"/cases/{case_no}/")
    assert f"{before.forms['registration'].title}{MARK}" in page
    assert "满意度回访" + MARK in page
    assert "阶段·assigned" in page
    assert "步·transfer" in page
    duty = DutyRow.objects.get(case__case_no=case_no, rule="reply-general")
    assert duty.due == at("2026-11-26 17:00")  # two working days now, and no longer one
    mo = Clerk("mo").get("/")
    assert "事·reply-general" in mo
    assert "11月26日" in mo
    setup = chen.get("/standard/")
    assert before.standard.title + MARK in setup
    for role in before.roles.values():
        assert role.label + MARK in setup


def test_an_invented_harbour_runs_on_the_same_pages(
    db: None, clock: Clock, shelf: Shelf, tmp_path: Path
) -> None:
    folder = tmp_path / "standards"
    shutil.copytree(INVENTED / "xinghe-harbour", folder / "xinghe-harbour")
    shelf(folder)
    bay = create_unit("bay", "星河湾", Form.REGION)
    tower = create_unit("tower", "钟楼", Form.CENTRE, bay, standard="xinghe-harbour")
    berth = create_unit("berth", "三号泊位", Form.DEPARTMENT, bay)
    posts = {
        "bell": ("bellkeeper", tower),
        "steer": ("pilot", tower),
        "moor": ("department", berth),
    }
    posts["watch"] = ("warden", tower)
    for username, (role, unit) in posts.items():
        user = create_user(username, f"船上{username}", PASSWORD, must_change_password=False)
        appoint(user, unit, role)
    bell, steer, moor, watch = (Clerk(name) for name in ("bell", "steer", "moor", "watch"))

    assert "所遇之事" in bell.get("/register/")
    told: dict[str, Any] = {"ground": "aground", "channel": "bell", "weather": "calm"}
    case_no = unquote(case_no_of(bell.registers(matter="雾里看不见灯塔", kind="thin-fog", **told)))
    assert case_no == "2026·00001"
    assert "已挂牌" in bell.get(f"/cases/{case_no}/")
    page = steer.does(case_no, "transfer", lead="berth", weather="storm")
    assert "引泊" in page
    assert "在泊" in page
    assert "系缆" in moor.get("/")
    moor.does(case_no, "claim")
    moor.does(case_no, "reply", answer="result", text="灯已修好")
    assert "放行令：灯已修好" in bell.get(f"/cases/{case_no}/")
    bell.does(case_no, "inform", means="lamp")
    assert "出港" in bell.does(case_no, "complete", outcome="done")
    watch.does(case_no, "call_back", solved="solved", satisfaction="stars-3")
    ended = bell.does(case_no, "archive")
    assert "航海簿" in ended
    assert "三星" in ended
    assert not DutyRow.objects.filter(case__case_no=case_no, state="open").exists()
