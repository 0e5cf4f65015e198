"""本窗口适用的规范: the whole of the standard in force, and who keeps the window."""

from __future__ import annotations

import re

import pytest

from bancheng.library import standards
from bancheng.people.establish import open_window
from bancheng.people.models import Unit
from bancheng.people.rota import put_on_shift
from bancheng.web.words_of_rules import condition_words
from tests.casework.hall import Hall, at
from tests.web.clerk import Clerk
from tests.web.conftest import Clock

pytestmark = pytest.mark.database


@pytest.mark.clause("XF-1", "XF-16", "XF-17")
def test_it_names_title_issuer_interpreter_and_force(chen: Clerk) -> None:
    page = chen.get("/standard/")
    head = standards.standard("guilin-xiufeng").standard
    assert head.title in page
    assert f"制定 {head.issuer}" in page
    assert f"解释 {head.interpreter}" in page
    assert "施行 2024年5月17日" in page


@pytest.mark.clause("SC-2", "SC-9.3")
def test_a_text_without_a_date_says_so_and_names_what_it_refers_to(chen: Clerk) -> None:
    page = chen.get("/standard/sichuan-township/undated")
    assert "文本没有写日期" in page
    assert "便民服务中心日常管理规范" in page
    assert "窗口服务规范" in page


@pytest.mark.parametrize("id", standards.ids())
def test_every_rule_stands_on_the_page_with_its_clause_or_reason(chen: Clerk, id: str) -> None:
    standard = standards.standard(id)
    page = chen.get(f"/standard/{id}/{standard.edition}")
    for section in (standard.kinds, standard.grounds, standard.channels, standard.refusals):
        for word in section.values():
            assert word.label in page
    for clause in standard.clauses.values():
        assert clause.ref in page
        assert clause.says in page
    for rule in standard.duties.values():
        assert not rule.because or f"本中心定：{rule.because}" in page
    for form in standard.forms.values():
        assert form.title in page


@pytest.mark.parametrize("id", standards.ids())
def test_conditions_are_told_in_words_and_never_in_keys(id: str) -> None:
    standard = standards.standard(id)
    for rule in standard.duties.values():
        told = condition_words(rule.for_, rule.except_, standard)
        assert not re.search("[a-z]", told), told


def test_an_edition_that_is_not_on_the_shelf_is_not_found(chen: Clerk) -> None:
    chen.raw("/standard/guilin-xiufeng/1999-01-01", 404)
    chen.raw("/standard/nowhere/undated", 404)


@pytest.mark.clause("XF-5", "SC-6.1.1")
def test_a_window_shows_place_hours_phone_and_who_is_on_duty(
    hall: Hall, chen: Clerk, clock: Clock
) -> None:
    assert "还没有设“办不成事”窗口" in chen.get("/standard/")
    window = open_window(
        Unit.objects.get(code="hall"),
        "一号窗",
        "一楼东侧",
        ["09:00-12:00", "13:00-17:00"],
        "0773-000",
    )
    page = chen.get("/standard/")
    assert "一号窗09:00-12:00、13:00-17:00某区政务服务中心 一楼东侧 0773-000" in page
    assert "现在开着，没有人值守" in page
    begins, ends = at("2026-11-24 09:00"), at("2026-11-24 17:00")
    put_on_shift(window, hall.people["lin"], begins, ends)
    assert "今日值守：林佩文" in chen.get("/standard/")


@pytest.mark.clause("XF-5")
def test_a_window_that_is_shut_needs_nobody(hall: Hall, chen: Clerk, clock: Clock) -> None:
    open_window(Unit.objects.get(code="hall"), "一号窗", "一楼东侧")
    clock.now = at("2026-11-24 14:55")
    assert "没有人值守" in chen.get("/standard/")
    clock.now = at("2026-11-24 12:30")
    assert "现在没有开" in Clerk("lin").get("/standard/")
