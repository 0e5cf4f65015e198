"""事项库: found, read and adjusted at the desk; its circles drawn and told."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bancheng.casework.case_row import CaseRow
from bancheng.items import keeping
from bancheng.items.content import ItemContent
from bancheng.items.keeping import Signed
from bancheng.items.models import ItemVersion
from bancheng.people.unit import Unit
from tests.casework.hall import Hall
from tests.web.clerk import Clerk
from tests.web.items.stocked import FOOD, current

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.clause("SC-8.3.2")
@pytest.mark.parametrize("words", ["许可", "饭馆", "A-01", "住建", "食品 新办"])
def test_an_item_is_found_by_two_characters_of_whatever_it_is_called(
    hall: Hall, words: str
) -> None:
    page = Clerk("mo").get(f"/items/?text={words}")
    assert "食品经营许可（新办）" in page
    assert "消防安全检查" not in page


@pytest.mark.clause("SC-8.3.2")
def test_words_in_another_order_find_what_is_called_alike(hall: Hall) -> None:
    page = Clerk("chen").get("/items/?text=办食品许可")
    assert "名称相近的有" in page
    assert "食品经营许可（新办）" in page


@pytest.mark.clause("SC-8.3.2")
def test_filters_are_links_and_combine(hall: Hall) -> None:
    chen = Clerk("chen")
    assert "消防安全检查" not in chen.get("/items/?department=区住建局")
    assert "大厅自己的事" not in chen.get("/items/?unit=district")
    assert "食品" not in chen.get("/items/?level=city")
    assert "没有这样的事项" in chen.get("/items/?level=city")


@pytest.mark.clause("SC-8.3.2")
def test_an_item_says_who_takes_it_who_decides_and_whom_to_call(hall: Hall) -> None:
    page = Clerk("wei").get("/items/at/district/A-01/")
    for said in ("综合窗口", "审批股", "0773-1", "居委会", "消防安全检查", "现场核查"):
        assert said in page


def test_the_list_costs_the_same_however_long_it_is(hall: Hall) -> None:
    chen = Clerk("chen")

    def cost() -> int:
        with CaptureQueriesContext(connection) as spent:
            chen.get("/items/")
        return len(spent)

    cost()
    first = cost()
    signed = Signed("guan", timezone.now(), "建库")
    for n in range(60):
        keeping.add("district", f"B-{n:02}", ItemContent(f"事项{n}"), signed)
    assert cost() == first
    page = chen.get("/items/")
    assert "63 项" in page
    assert "第 1 页，共 3 页" in page
    assert "上一页" in chen.get("/items/?page=2")
    chen.get("/items/?page=0")
    chen.get("/items/?page=x")


def _form(**changes: Any) -> dict[str, Any]:
    return {
        "name": FOOD.name,
        "department_name": FOOD.department_name,
        "level": "county",
        "material_name": ["申请表", "消防意见", "", ""],
        "material_copies": ["1 份", "", "", ""],
        "material_issuer": ["", "消防安全检查", "", ""],
        "steps": "网上申请",
        "why": "减证便民",
        "then": "change",
        **changes,
    }


@pytest.mark.clause("SC-4.2")
def test_an_adjustment_is_a_version_that_shows_what_it_cut(hall: Hall) -> None:
    chen = Clerk("chen")
    answer = chen.fill_in("/items/at/district/A-01/adjust", **_form())
    page = chen.get(answer["Location"])
    assert "已存为第 2 版。材料减 1 份，步骤减 1 步" in page
    assert "减证便民" in page
    assert "陈晓岚" in page
    assert "减材料 场地证明" in page
    version = current("A-01")
    assert (version.number, version.made_by) == (2, "chen")
    issued = version.materials.get(name="消防意见")
    assert (issued.issued_by_item, issued.issuer) == ("A-02", "")
    old = chen.get("/items/at/district/A-01/?version=1")
    assert "场地证明" in old
    assert "已经不是现行的" in old
    changes = chen.get("/items/changes/")
    assert "减证便民" in changes
    assert "1份材料减掉" in changes
    assert "1步骤减掉" in changes
    chen.get("/items/at/district/A-01/?version=9", 404)


@pytest.mark.clause("SC-4.2")
def test_without_a_reason_nothing_is_kept_and_what_was_typed_stays(hall: Hall) -> None:
    chen = Clerk("chen")
    answer = chen.fill_in("/items/at/district/A-01/adjust", 422, **_form(why=" ", phone="0773-9"))
    page = answer.content.decode()
    assert "请写明为什么调整" in page
    assert "0773-9" in page
    assert current("A-01").number == 1


@pytest.mark.clause("SC-4.2")
def test_who_saw_an_older_version_is_told_and_undoes_nothing(hall: Hall) -> None:
    chen = Clerk("chen")
    seen = chen.carried("/items/at/district/A-01/adjust")
    chen.post("/items/at/district/A-01/adjust", **seen, **_form(phone="1"))
    answer = chen.post("/items/at/district/A-01/adjust", 422, **seen, **_form(phone="2"))
    assert "第 2 版" in answer.content.decode()
    assert current("A-01").phone == "1"


@pytest.mark.clause("SC-4.2")
def test_a_retired_item_leaves_the_list_and_comes_back(hall: Hall) -> None:
    chen = Clerk("chen")
    chen.fill_in("/items/at/district/A-02/adjust", **_form(then="retire", why="已取消"))
    assert "已停用“消防安全检查”" in chen.get("/items/")
    assert "消防安全检查" not in chen.get("/items/?unit=district")
    assert "消防安全检查" in chen.get("/items/?retired=1")
    assert "已停用" in chen.get("/items/at/district/A-02/")
    chen.fill_in("/items/at/district/A-02/adjust", **_form(then="restore", why="又要办"))
    assert "消防安全检查" in chen.get("/items/?unit=district")


@pytest.mark.clause("SC-8.3.2")
def test_a_new_item_is_put_into_the_list_one_keeps(hall: Hall) -> None:
    guan = Clerk("guan")
    answer = guan.fill_in("/items/new?unit=district", **_form(code="A-03", name="居住证办理"))
    assert answer["Location"] == "/items/at/district/A-03/"
    again = guan.fill_in("/items/new?unit=district", 422, **_form(code="A-03", name="另一项"))
    assert "已有事项用着" in again.content.decode()


@pytest.mark.parametrize("who", ["mo", "gu", "li"])
def test_only_those_who_keep_a_list_can_change_it(hall: Hall, who: str) -> None:
    clerk = Clerk(who)
    assert "食品" in clerk.get("/items/")
    clerk.get("/items/at/district/A-01/adjust", 404)
    clerk.post("/items/at/district/A-01/adjust", 404, **_form())
    clerk.get("/items/new", 403)
    clerk.get("/items/import/", 403)
    assert ItemVersion.objects.count() == 3


def test_a_centre_may_name_other_keepers(hall: Hall) -> None:
    unit = Unit.objects.get(code="hall")
    unit.settings = {**unit.settings, "item_keepers": ["supervision"]}
    unit.save()
    Clerk("gu").get("/items/at/district/A-01/adjust")
    Clerk("chen").get("/items/at/district/A-01/adjust", 404)


def test_the_lists_of_other_places_do_not_exist(hall: Hall) -> None:
    signed = Signed("x", timezone.now(), "建库")
    from bancheng.people.establish import create_unit

    create_unit("elsewhere", "别处", "region")
    keeping.add("elsewhere", "E-01", ItemContent("别处的事"), signed)
    chen = Clerk("chen")
    assert "别处的事" not in chen.get("/items/")
    assert "别处的事" not in chen.get("/items/?unit=elsewhere")
    chen.get("/items/at/elsewhere/E-01/", 404)
    assert "别处的事" not in chen.get("/items/changes/")


@pytest.mark.clause("XF-7.4")
def test_a_circle_is_drawn_and_told_in_words(hall: Hall) -> None:
    chen = Clerk("chen")
    raw = chen.raw("/items/circles/").content.decode()
    page = chen.get("/items/circles/")
    assert "找到 1 个圈" in page
    assert "要“消防意见”，由“消防安全检查”出具" in page
    assert "要“食品许可受理单”，由“食品经营许可（新办）”出具" in page
    assert raw.count('class="thing"') == 2
    assert raw.count('class="arrow"') == 2
    assert "style=" not in raw
    assert "互为前置" in chen.get("/items/at/district/A-01/")
    assert "不在任何圈里" in chen.get("/items/circles/?of=hall/H-01")
    Clerk("mo").get("/items/circles/?of=district/A-01")


@pytest.mark.clause("XF-7.4")
def test_what_a_clerk_recorded_stands_beside_and_is_read_through_the_door(hall: Hall) -> None:
    chen = Clerk("chen")
    chen.registers(
        kind="complex",
        complex_because="several",
        ground="mutual_prerequisite",
        waiting_units=["housing", "land"],
        waiting_papers="住建要规划意见，规划要住建的受理单",
    )
    case_no = CaseRow.objects.get().case_no
    page = chen.get("/items/circles/")
    assert case_no in page
    assert "区住建局、自然资源分局" in page
    assert "住建要规划意见" in page
    assert case_no not in Clerk("mo").get("/items/circles/")  # not placed there
    assert case_no not in Clerk("guan").get("/items/circles/")  # sees no cases
    assert "办件里记下的" not in Clerk("guan").get("/items/circles/")


@pytest.mark.clause("SC-8.3.2")
def test_a_case_finds_its_item_and_shows_whom_to_call(hall: Hall) -> None:
    chen = Clerk("chen")
    chen.registers(matter="食品经营许可办了三趟都说材料不对")
    case_no = CaseRow.objects.get().case_no
    page = chen.raw(f"/cases/{case_no}/").content.decode()
    link = re.search(r'href="(/cases/[^"]+/classify\?service_item=[^"]+)"', page)
    assert link is not None
    assert "提到“食品经营许可”" in page
    value = "district/A-01@1"
    address = link[1].replace("&amp;", "&")
    chen.fill_in(address, kind="general", reason="就是这个事项", service_item=value)
    page = chen.get(f"/cases/{case_no}/")
    assert "审批股" in page
    assert "0773-1" in page
    assert CaseRow.objects.get().service_item == value
    chen.fill_in("/items/at/district/A-01/adjust", **_form())
    assert "现在是第 2 版" in chen.get(f"/cases/{case_no}/")


@pytest.mark.clause("SC-8.3.2")
def test_an_item_can_be_looked_for_in_the_library_for_a_case(hall: Hall) -> None:
    chen = Clerk("chen")
    chen.registers(matter="窗口推来推去")
    case_no = CaseRow.objects.get().case_no
    assert "到事项库里找" in chen.get(f"/cases/{case_no}/")
    assert "正在为工单" in chen.get(f"/items/?case={case_no}&text=食品")
    page = chen.raw(f"/items/at/district/A-01/?case={case_no}").content.decode()
    link = re.search(r'href="(/cases/[^"]+/classify\?service_item=[^"]+)"', page)
    assert link is not None
    form = chen.raw(link[1].replace("&amp;", "&")).content.decode()
    assert 'value="district/A-01@1" checked' in form
    assert "就是这一项" not in Clerk("mo").get(f"/items/at/district/A-01/?case={case_no}")
    assert "正在为工单" not in Clerk("mo").get(f"/items/?case={case_no}")
    assert "正在为工单" not in chen.get("/items/?case=a/b")


def test_an_item_is_chosen_and_never_typed(hall: Hall) -> None:
    chen = Clerk("chen")
    chen.registers(matter="窗口推来推去")
    case_no = CaseRow.objects.get().case_no
    assert 'name="service_item"' not in chen.raw(f"/cases/{case_no}/classify").content.decode()
    typed = {"kind": "complex", "complex_because": "several", "reason": "……"}
    address = f"/cases/{case_no}/classify"
    answer = chen.fill_in(address, 422, **typed, service_item="秦桂芳 13900005512")
    assert "要从事项库里选" in answer.content.decode()
