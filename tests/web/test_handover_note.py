"""交接班: the note of a shift, drawn from what is open, remarked on, taken over by name."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.casework.erase import erase
from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import open_window
from bancheng.people.models import HandoverLine, HandoverNote, Post, Unit, Window
from bancheng.people.rota import put_on_shift
from tests.casework.hall import PASSWORD, Hall, at
from tests.web.clerk import Clerk
from tests.web.test_pages_are_cheap import asked

pytestmark = pytest.mark.database


@pytest.fixture
def window(hall: Hall) -> Window:
    Post.objects.update(from_on=at("2026-01-05 09:00").date())
    return open_window(Unit.objects.get(code="hall"), "一号窗", "一楼")


def key_of(page: str, case_no: str) -> str:
    """The name of the remark beside a case's first line."""
    after = page.partition(f">{case_no}</a>")[2]
    return after.partition('name="')[2].partition('"')[0]


def write(clerk: Clerk, window: Window, **fields: Any) -> int:
    address = f"/handover/new/{window.pk}"
    answer = clerk.fill_in(address, **fields)
    return int(answer["Location"].rstrip("/").rpartition("/")[2])


@pytest.mark.clause("SC-8.2")
def test_a_note_lists_what_is_late_promised_and_due_soon(
    hall: Hall, window: Window, chen: Clerk
) -> None:
    late = hall.register("2026-11-24 09:10", kind="consultation", ground="other")
    told = hall.placed("2026-11-23 09:00")
    hall.do("mo", told, "claim", "2026-11-23 09:30")
    hall.do("mo", told, "reply", "2026-11-24 10:00", answer="result", text="办好", signature="莫")
    soon = hall.register("2026-11-24 14:00", kind="suggestion", ground="other")
    page = chen.get(f"/handover/new/{window.pk}")
    assert page.index("已超时 1") < page.index("答应要打的电话") < page.index("下一个工作日以前")
    assert page.index(late) < page.index(told) < page.index(soon)
    assert "秦*芳" in page
    assert "秦桂芳" not in page


@pytest.mark.clause("SC-8.2", "XF-9")
def test_what_one_shift_writes_the_next_takes_over_by_name(
    hall: Hall, window: Window, chen: Clerk
) -> None:
    case_no = hall.register("2026-11-24 14:00", kind="consultation", ground="other")
    put_on_shift(window, hall.people["lin"], at("2026-11-25 09:00"), at("2026-11-25 17:00"))
    page = chen.raw(f"/handover/new/{window.pk}").content.decode()
    assert '<option value="lin" selected>' in page
    remark: dict[str, Any] = {key_of(page, case_no): "答应三点前回电话"}
    key = write(chen, window, to_user="lin", overall="打印机没墨了", **remark)
    lin = Clerk("lin")
    assert "林佩文" in lin.get("/handover/")
    assert "还没有人接" in lin.get("/handover/")
    seen = lin.get(f"/handover/{key}/")
    assert "打印机没墨了" in seen
    assert "答应三点前回电话" in seen
    assert "我来接班" in seen
    assert "我来接班" not in chen.get(f"/handover/{key}/"), "nobody takes over from themselves"
    lin.post(f"/handover/{key}/take")
    assert "林佩文 今天 14:30 接" in chen.get(f"/handover/{key}/")
    gu = Clerk("gu")
    gu.post(f"/handover/{key}/take")
    assert "林佩文已经接了班" in gu.get(f"/handover/{key}/")
    assert HandoverNote.objects.get().taken_by == hall.people["lin"]
    hall.do("lin", case_no, "answer", "2026-11-24 14:30", text="带身份证")
    assert "已了结" in lin.get(f"/handover/{key}/")


def test_sent_twice_it_is_one_note(hall: Hall, window: Window, chen: Clerk) -> None:
    carried = chen.carried(f"/handover/new/{window.pk}")
    for _ in range(2):
        chen.post(f"/handover/new/{window.pk}", overall="门口的灯坏了", **carried)
    assert HandoverNote.objects.count() == 1


@pytest.mark.clause("XF-9.2.3")
def test_a_complaint_is_on_no_note_of_those_complained_of(
    hall: Hall, window: Window, chen: Clerk
) -> None:
    about = hall.register(
        "2026-11-23 09:00", ground="conduct", accused_users=["lin"], accused_units=["tax"]
    )
    lin = Clerk("lin")
    assert about not in lin.get(f"/handover/new/{window.pk}")
    page = chen.raw(f"/handover/new/{window.pk}").content.decode()
    key = write(chen, window, **{key_of(page, about): "投诉的事，别外传"})
    assert "别外传" in chen.get(f"/handover/{key}/")
    hidden = lin.get(f"/handover/{key}/")
    assert about not in hidden
    assert "别外传" not in hidden
    assert "0 件未了的事" in lin.get("/handover/")


def test_departments_and_the_administrator_have_no_notes(
    hall: Hall, window: Window, chen: Clerk
) -> None:
    key = write(chen, window, overall="都好")
    keeper = create_user("keeper", "管事的", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    for name in ("mo", "li", "keeper"):
        somebody = Clerk(name)
        for address in ("/handover/", f"/handover/new/{window.pk}", f"/handover/{key}/"):
            somebody.get(address, 404)
        somebody.post(f"/handover/{key}/take", 404)
        assert "交接班" not in somebody.get("/rota/")


def test_no_word_of_a_note_can_be_read_in_the_table(
    hall: Hall, window: Window, chen: Clerk
) -> None:
    case_no = hall.register("2026-11-24 14:00", kind="consultation", ground="other")
    page = chen.raw(f"/handover/new/{window.pk}").content.decode()
    write(chen, window, overall="秦桂芳明天再来", **{key_of(page, case_no): "电话13900005512"})
    lines = list(HandoverLine.objects.all())
    assert sum(bool(bytes(line.words)) for line in lines) == 2
    for line in lines:
        for words in ("秦桂芳", "13900005512"):
            assert words.encode() not in bytes(line.words)


def test_erasing_a_case_takes_what_notes_say_of_it_and_of_everything(
    hall: Hall, window: Window, chen: Clerk
) -> None:
    case_no = hall.register("2026-11-24 14:00", kind="consultation", ground="other")
    other = hall.register("2026-11-24 14:00", kind="suggestion", ground="other")
    page = chen.raw(f"/handover/new/{window.pk}").content.decode()
    remarks: dict[str, Any] = {key_of(page, case_no): "桂芳会再来", key_of(page, other): "问过了"}
    key = write(chen, window, overall="桂芳认错了窗口", **remarks)
    keeper = create_user("keeper", "管事的", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    erase(keeper, case_no, "保存期限已满", "erase-1", at("2026-11-24 14:30"))
    seen = chen.get(f"/handover/{key}/")
    assert "桂芳" not in seen
    assert seen.count("（已依法删除）") == 2
    assert "问过了" in seen
    assert not any(bytes(line.words) for line in HandoverLine.objects.filter(about=case_no))


def test_a_page_of_notes_asks_no_more_for_many_than_for_few(
    hall: Hall, window: Window, chen: Clerk
) -> None:
    for n in range(3):
        hall.register(f"2026-11-24 14:0{n}", kind="consultation", ground="other")
    write(chen, window, overall="一")
    few = len(asked(chen, "/handover/"))
    for _ in range(12):
        write(chen, window, overall="又一")
    assert len(asked(chen, "/handover/")) == few
    assert few <= 3 + 12
