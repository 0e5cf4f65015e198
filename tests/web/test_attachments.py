"""附件和签字 on the pages: what people bring is kept, and opens for those alone who may see it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from bancheng.casework.erase import erase
from bancheng.casework.look import look
from bancheng.files import limits, shelf
from bancheng.files.kept_row import Kept
from bancheng.files.upload_row import Upload
from bancheng.people.appoint import appoint, create_user
from bancheng.people.seats import unit_by_code
from tests.casework.hall import PASSWORD, Hall
from tests.files import made
from tests.web.clerk import Clerk, case_no_of
from tests.web.conftest import NOW, Clock
from tests.web.sent import KEPT_SIGN, WAITING, attached, file, ink, page_of

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> Path:
    settings.BANCHENG_DATA = tmp_path / "data"
    return tmp_path / "data"


@pytest.mark.clause("XF-12", "SC-7.4")
def test_files_come_with_an_act_without_any_script(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    both = [file("身份证.jpg"), file("情况说明.docx", made.document())]
    said = chen.does(case_no, "note", text="收下两份材料", attach=both)
    assert "记录：收下两份材料；附件：2 个" in said
    assert "身份证.jpg" in said
    assert "情况说明.docx" in said
    assert "区政务服务中心 陈晓岚，加一条记录，今天 14:30" in said.replace("某区", "区")


@pytest.mark.clause("XF-9.3")
def test_what_was_sent_survives_a_refusal_and_is_listed_again(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    address = f"/cases/{case_no}/note"
    refused = chen.fill_in(address, 422, text="", attach=[file()])
    page = page_of(refused)
    (waiting,) = WAITING.findall(page)
    assert "身份证.jpg" in page
    assert attached(hall, case_no) == []
    chen.fill_in(address, text="这回写了", uploads=[waiting])
    assert attached(hall, case_no) == [waiting]
    assert not Upload.objects.exists()


def test_a_double_click_attaches_once_and_says_that_it_was_done(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    address = f"/cases/{case_no}/note"
    refused = page_of(chen.fill_in(address, 422, text="", attach=[file()]))
    sent = {**chen.carried(address), "text": "收下", "uploads": WAITING.findall(refused)}
    for _ in range(2):
        answer = chen.post(address, **sent)
    assert "没有重复办理" in chen.get(answer["Location"])
    assert len(attached(hall, case_no)) == 1


def test_a_form_that_grew_stale_still_has_its_files(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    address = f"/cases/{case_no}/screen"
    jiang = Clerk("jiang")
    carried = jiang.carried(address)
    chen.does(case_no, "classify", kind="consultation", reason="问问而已")
    stale = page_of(jiang.post(address, 409, **carried, attach=[file()]))
    assert len(WAITING.findall(stale)) == 1


def test_a_full_disk_is_said_and_hinders_nothing_else(
    hall: Hall, chen: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*what: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bancheng.files.shelf.create_once", full)
    case_no = hall.register("2026-11-24 10:00")
    refused = page_of(chen.fill_in(f"/cases/{case_no}/note", 422, text="收下", attach=[file()]))
    assert "“身份证.jpg”现在存不上：服务器的磁盘写不进去" in refused
    assert not Upload.objects.exists()
    assert "记录：没有附件也记得下" in chen.does(case_no, "note", text="没有附件也记得下")


def test_one_bad_file_is_named_and_the_good_one_stays(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    sent = [file(), file("网页.html", b"<html><script>alert(1)</script>")]
    refused = chen.fill_in(f"/cases/{case_no}/note", 422, text="收下", attach=sent)
    page = page_of(refused)
    assert "“网页.html”没有收：这是网页或者程序代码" in page
    assert "还没有办" in page
    assert len(WAITING.findall(page)) == 1
    assert ">收下</textarea>" in page


def test_a_file_unticked_is_left_out(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    refused = chen.fill_in(f"/cases/{case_no}/note", 422, text="", attach=[file(), file("二.jpg")])
    first, _ = WAITING.findall(page_of(refused))
    chen.fill_in(f"/cases/{case_no}/note", text="一份", uploads=[first])
    assert attached(hall, case_no) == [first]


def test_somebody_elses_waiting_file_is_nobodys(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    page = page_of(chen.fill_in(f"/cases/{case_no}/note", 422, text="", attach=[file()]))
    (waiting,) = WAITING.findall(page)
    lin = Clerk("lin")
    lin.get(f"/uploads/{waiting}", 404)
    assert chen.raw(f"/uploads/{waiting}")["Content-Type"] == "image/jpeg"
    stolen = lin.fill_in(f"/cases/{case_no}/note", 422, text="我的", uploads=[waiting])
    assert "不在了，请重新选" in page_of(stolen)
    assert waiting not in lin.post("/uploads/waiting", 200, uploads=[waiting]).content.decode()
    assert waiting in chen.post("/uploads/waiting", 200, uploads=[waiting]).content.decode()


def test_a_waiting_file_is_asked_for_again_after_a_day(
    hall: Hall, chen: Clerk, clock: Clock
) -> None:
    case_no = hall.register("2026-11-24 10:00")
    page = page_of(chen.fill_in(f"/cases/{case_no}/note", 422, text="", attach=[file()]))
    (waiting,) = WAITING.findall(page)
    clock.now += timedelta(hours=24)
    chen = Clerk("chen")
    late = chen.fill_in(f"/cases/{case_no}/note", 422, text="收下", uploads=[waiting])
    assert "放得太久（超过一天）" in page_of(late)


def test_a_script_sends_one_file_and_gets_its_line(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    line = page_of(chen.post("/uploads/", 200, case_no=case_no, attach=file("现场.png")))
    assert WAITING.search(line)
    assert "现场.jpg" in line  # what it is, not what it claims
    assert Upload.objects.get().case_no == case_no
    no = chen.post("/uploads/", 422, attach=file("a.svg", b"<svg xmlns=''></svg>"))
    assert page_of(no).startswith("“a.svg”没有收：")
    assert page_of(chen.post("/uploads/", 422)) == "没有收到文件，请再选一次。"


def test_nobody_sends_files_for_a_case_they_cannot_see(hall: Hall) -> None:
    case_no = hall.register("2026-11-24 10:00")
    Clerk("wei").post("/uploads/", 404, case_no=case_no, attach=file())
    assert not Upload.objects.exists()


def test_the_administrator_sends_no_files(hall: Hall) -> None:
    user = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(user, unit_by_code("district"), "administrator")
    Clerk("root").post("/uploads/", 404, attach=file())


@pytest.mark.clause("SC-8.4", "XF-9.2.3")
def test_a_file_is_for_those_who_see_the_case_and_for_nobody_else(hall: Hall, chen: Clerk) -> None:
    case_no = hall.placed("2026-11-24 10:00", lead="housing")
    chen.does(case_no, "attach", attach=[file()])
    (file_id,) = attached(hall, case_no)
    for address in (f"/cases/{case_no}/files/{file_id}", f"/cases/{case_no}/files/{file_id}/small"):
        assert Clerk("mo").raw(address)["Content-Type"] == "image/jpeg"
        hidden = Clerk("wei").raw(address, 404)
        missing = Clerk("wei").raw(address.replace(case_no, "MQ99999999-001"), 404)
        assert hidden.content == missing.content
    hall.do("mo", case_no, "object", "2026-11-24 14:00", reason="不归我们", basis="三定方案")
    Clerk("mo").get(f"/cases/{case_no}/files/{file_id}", 404)
    other = hall.register("2026-11-24 11:00")
    chen.get(f"/cases/{other}/files/{file_id}", 404)


@pytest.mark.parametrize(
    ("name", "content", "media", "way"),
    [
        ("照片.jpg", made.picture(), "image/jpeg", "inline"),
        ("证明.pdf", made.pdf(), "application/pdf", "attachment"),
        ("说明.txt", "你好".encode("gb18030"), "text/plain; charset=utf-8", "attachment"),
    ],
)
def test_a_file_can_do_nothing_in_the_readers_browser(
    hall: Hall, chen: Clerk, name: str, content: bytes, media: str, way: str
) -> None:
    case_no = hall.register("2026-11-24 10:00")
    chen.does(case_no, "attach", attach=[file(name, content)])
    (file_id,) = attached(hall, case_no)
    answer = chen.raw(f"/cases/{case_no}/files/{file_id}")
    assert answer["Content-Type"] == media
    assert answer["Content-Disposition"].startswith(f"{way}; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "no-store" in answer["Cache-Control"]
    saved = chen.raw(f"/cases/{case_no}/files/{file_id}?save=1")
    assert saved["Content-Disposition"].startswith("attachment;")


@pytest.mark.clause("SC-8.4")
def test_a_file_attached_in_error_is_struck_and_says_who_and_why(hall: Hall, chen: Clerk) -> None:
    case_no = hall.placed("2026-11-24 10:00")
    chen.does(case_no, "attach", attach=[file("别人的.jpg"), file("对的.jpg")])
    wrong, _ = attached(hall, case_no)
    form = page_of(chen.raw(f"/cases/{case_no}/detach?struck={wrong}"))
    assert re.search(rf'value="{wrong}" checked', form)
    said = chen.does(case_no, "detach", struck=wrong, reason="这是别人的身份证")
    assert "撤下的 1 个" in said
    assert "由陈晓岚撤下：这是别人的身份证" in said
    assert f"files/{wrong}/small" not in page_of(chen.raw(f"/cases/{case_no}/"))
    assert "撤下的 1 个" in Clerk("mo").get(f"/cases/{case_no}/")
    Clerk("mo").get(f"/cases/{case_no}/files/{wrong}", 404)
    chen.get(f"/cases/{case_no}/detach")
    assert f'value="{wrong}"' not in page_of(chen.raw(f"/cases/{case_no}/detach"))


def test_a_department_is_offered_to_strike_only_its_own(hall: Hall, chen: Clerk) -> None:
    case_no = hall.placed("2026-11-24 10:00")
    chen.does(case_no, "attach", attach=[file("窗口的.jpg")])
    mo = Clerk("mo")
    mo.does(case_no, "attach", attach=[file("部门的.jpg")])
    windows, own = attached(hall, case_no)
    page = page_of(mo.raw(f"/cases/{case_no}/"))
    assert f"detach?struck={own}" in page
    assert f"detach?struck={windows}" not in page
    refused = mo.fill_in(f"/cases/{case_no}/detach", 422, struck=windows, reason="不要")
    assert "不是您的部门附上的" in page_of(refused)


def test_an_erased_file_is_said_to_be_gone_and_opens_no_more(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    chen.does(case_no, "attach", attach=[file("身份证.jpg")])
    (file_id,) = attached(hall, case_no)
    root = create_user("root", "管理员", PASSWORD, must_change_password=False)
    appoint(root, unit_by_code("district"), "administrator")
    erase(root, case_no, "保存期限已满", "erase-1", NOW)
    page = chen.get(f"/cases/{case_no}/")
    assert "附件 1 个" in page
    assert "身份证" not in page
    chen.get(f"/cases/{case_no}/files/{file_id}", 404)


def test_a_lost_file_is_said_to_be_lost(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    chen.does(case_no, "attach", attach=[file()])
    (file_id,) = attached(hall, case_no)
    shelf.remove(file_id)
    said = chen.get(f"/cases/{case_no}/files/{file_id}", 410)
    assert "不见了。请报管理员，从备份里取回。" in said


@pytest.mark.clause("XF-9.3")
def test_attaching_without_a_file_asks_for_one(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    refused = page_of(chen.fill_in(f"/cases/{case_no}/attach", 422))
    assert "请填“附件”" in refused
    assert 'href="#f-files"' in refused


def test_a_flood_of_files_is_stopped_at_so_many(
    hall: Hall, chen: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_AT_ONCE", 2)
    case_no = hall.register("2026-11-24 10:00")
    four = [file(f"{n}.jpg") for n in range(4)]
    refused = page_of(chen.fill_in(f"/cases/{case_no}/note", 422, text="收下", attach=four))
    assert "一次最多附 2 个文件" in refused
    assert len(WAITING.findall(refused)) == 2


def test_a_file_beyond_every_limit_is_let_go_while_it_comes(
    hall: Hall, chen: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bancheng.files.receiving.LARGEST", 1000)
    case_no = hall.register("2026-11-24 10:00")
    large = file("录像.mp4", b"a" * 5 * limits.MEGABYTE)
    refused = page_of(chen.fill_in(f"/cases/{case_no}/note", 422, text="收下", attach=[large]))
    assert "“录像.mp4”没有收：它有 5.0 MB，一个文件最大 20.0 MB。" in refused


def test_nothing_that_is_sent_touches_the_systems_temporary_folder(
    hall: Hall, chen: Clerk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def never(*what: object, **how: object) -> None:
        raise AssertionError("a temporary file")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", never)
    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", never)
    case_no = hall.register("2026-11-24 10:00")
    big = made.pdf(b"% " + b"a" * (8 * limits.MEGABYTE) + b"\n")
    chen.does(case_no, "attach", attach=[file("大.pdf", big)])
    assert Kept.objects.get().size == len(big)


def test_a_registered_case_keeps_its_number_of_statements(hall: Hall, chen: Clerk) -> None:
    """The card costs nothing of its own: the look has read it all already."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    case_no = case_no_of(chen.registers())
    chen.get(f"/cases/{case_no}/")
    with CaptureQueriesContext(connection) as before:
        chen.get(f"/cases/{case_no}/")
    chen.does(case_no, "attach", attach=[file(f"{n}.jpg") for n in range(6)])
    chen.get(f"/cases/{case_no}/")
    with CaptureQueriesContext(connection) as after:
        chen.get(f"/cases/{case_no}/")
    assert len(after) == len(before)


@pytest.mark.clause("XF-12", "SC-7.4", "XF-A2")
def test_papers_and_signature_come_with_the_registration(hall: Hall, chen: Clerk) -> None:
    refused = chen.registers(
        422, phone="", name="", signing="here", signature_drawn=ink(), attach=[file()]
    )
    page = page_of(refused)
    (waiting,), (drawn,) = WAITING.findall(page), KEPT_SIGN.findall(page)
    said = chen.registers(signing="here", signature_kept=drawn, uploads=[waiting])
    case_no = case_no_of(said)
    assert attached(hall, case_no) == [waiting]
    acts = [e.event for e in look(hall.people["chen"], case_no, NOW).entries]
    assert [(e.act, e.names("files"), e.names("signature_drawn")) for e in acts] == [
        ("register", (waiting,), ()),
        ("confirm", (), (drawn,)),
        ("accept", (), ()),
    ]
    assert f"/files/{drawn}" in page_of(chen.raw(f"/cases/{case_no}/"))


def test_a_bad_file_stops_the_registration_and_nothing_typed_is_lost(
    hall: Hall, chen: Clerk
) -> None:
    from bancheng.casework.case_row import CaseRow

    page = page_of(chen.registers(422, attach=[file("a.exe", b"MZ" + bytes(50))]))
    assert "“a.exe”没有收：这是程序" in page
    assert "秦桂芳" in page
    assert not CaseRow.objects.exists()
