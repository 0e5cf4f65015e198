"""签字 on the pages: drawn, typed or on paper, and bound to the text as it stood."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from bancheng.files.kept_row import Kept
from bancheng.files.upload_row import Upload
from tests.casework.hall import Hall
from tests.files import made
from tests.web.clerk import Clerk
from tests.web.sent import KEPT_SIGN, WAITING, attached, file, ink, page_of

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> Path:
    settings.BANCHENG_DATA = tmp_path / "data"
    return tmp_path / "data"


@pytest.mark.clause("XF-A2", "SC-A1")
def test_the_petitioner_signs_on_the_pad_and_a_correction_afterwards_shows(
    hall: Hall, chen: Clerk
) -> None:
    case_no = hall.register("2026-11-24 10:00", matter="跑了三趟")
    chen.does(case_no, "confirm", signing="here", signature_drawn=ink())
    page = page_of(chen.raw(f"/cases/{case_no}/"))
    (picture,) = re.findall(r'<img class="signed" src="([^"]+)" alt="手写签名">', page)
    signature = Image.open(BytesIO(chen.raw(picture).content))
    assert signature.format == "PNG"
    assert signature.size[0] < 300  # cut to its ink
    assert "签字在更正之前" not in page
    given = {"text": "是四趟", "reason": "听错了", "matter": "跑了四趟"}
    said = chen.does(case_no, "correct", corrected="1", **given)
    assert "签字： 签字在更正之前" in said.replace("　", " ").replace("  ", " ")
    assert "签字在更正之前，签的是：“跑了三趟”" in said


def test_a_correction_of_something_else_casts_no_doubt_on_a_signature(
    hall: Hall, chen: Clerk
) -> None:
    case_no = hall.register("2026-11-24 10:00", matter="跑了三趟")
    hall.do("chen", case_no, "note", "2026-11-24 10:05", text="问过")
    chen.does(case_no, "confirm", signing="here", signature_drawn=ink())
    noted = {"corrected": "3", "text": "没有问过", "reason": "记错"}
    assert "签字在更正之前" not in chen.does(case_no, "correct", **noted)


@pytest.mark.clause("XF-A2")
def test_the_responsible_person_signs_the_reply_by_hand_or_types_the_name(
    hall: Hall, chen: Clerk
) -> None:
    mo = Clerk("mo")
    drawn, typed = hall.placed("2026-11-24 10:00"), hall.placed("2026-11-24 10:30")
    reply = {"answer": "result", "text": "已办好"}
    refused = mo.fill_in(f"/cases/{drawn}/reply", 422, **reply)
    assert "请填“签字”" in page_of(refused)
    mo.does(drawn, "reply", **reply, signature_drawn=ink())
    assert "手写签名" in page_of(chen.raw(f"/cases/{drawn}/"))
    said = mo.does(typed, "reply", **reply, signature="莫海涛")
    assert "负责人签字：莫海涛" in said
    number = str(hall.version(typed))
    said = chen.does(typed, "correct", corrected=number, text="办好的是另一件", reason="写错了")
    assert "签字在更正之前" in said


def test_a_drawn_signature_survives_a_refusal(hall: Hall) -> None:
    mo, case_no = Clerk("mo"), hall.placed("2026-11-24 10:00")
    address = f"/cases/{case_no}/reply"
    refused = mo.fill_in(address, 422, answer="result", text="", signature_drawn=ink())
    (kept,) = KEPT_SIGN.findall(page_of(refused))
    assert mo.raw(f"/uploads/{kept}")["Content-Type"] == "image/png"
    mo.fill_in(address, answer="result", text="已办好", signature_kept=kept)
    assert Kept.objects.get().file_id == kept
    assert attached(hall, case_no) == []


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ("data:image/png;base64,", "签名没有传好"),
        ("data:image/png;base64,%%%", "签名没有传好"),
        ("data:image/svg+xml;base64,PHN2Zy8+", "签名没有传好"),
        (
            "data:image/png;base64," + base64.b64encode(made.picture("JPEG")).decode(),
            "签名没有传好",
        ),
        ("data:image/png;base64," + "A" * 700_000, "签名没有传好"),
        (
            "data:image/png;base64," + base64.b64encode(made.picture("PNG", size=(4, 4))).decode(),
            "还没有签名",
        ),
    ],
    ids=["nothing", "no base64", "svg", "jpeg", "too long", "a dot"],
)
def test_what_is_no_signature_is_refused_in_a_sentence(
    hall: Hall, chen: Clerk, drawn: str, said: str
) -> None:
    case_no = hall.register("2026-11-24 10:00")
    refused = chen.fill_in(f"/cases/{case_no}/confirm", 422, signing="here", signature_drawn=drawn)
    assert said in page_of(refused)
    assert not Upload.objects.exists()


def test_a_waiting_signature_is_no_paper_and_a_paper_no_signature(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00")
    page = page_of(chen.fill_in(f"/cases/{case_no}/note", 422, text="", attach=[file()]))
    (paper,) = WAITING.findall(page)
    chen.fill_in(f"/cases/{case_no}/confirm", signing="here", signature_kept=paper)
    assert Upload.objects.get().file_id == paper
