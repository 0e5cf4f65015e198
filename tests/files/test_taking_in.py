"""What people really bring is taken in, and nothing travels with it that nobody meant to give."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from bancheng.files import limits
from bancheng.files.kind import Kind
from bancheng.files.taking_in import Taken, take_in, too_large
from tests.files import made


def opened(content: bytes | None) -> Image.Image:
    assert content is not None
    return Image.open(BytesIO(content))


def test_a_photograph_comes_in_upright_without_place_camera_or_remark() -> None:
    sent = made.photograph()
    assert b"SECRET-CAMERA" in sent
    taken = take_in("IMG_0001.JPG", sent)
    image = opened(taken.content)
    assert (taken.kind, image.size) == (Kind.JPEG, (60, 80))
    assert not image.getexif()
    assert "comment" not in image.info
    for secret in (b"SECRET", b"Exif", b"2026:11:23"):
        assert secret not in taken.content
        assert secret not in (taken.small or b"")


def test_what_lies_behind_a_picture_stays_outside() -> None:
    taken = take_in("照片.jpg", made.picture() + b"<script>alert(1)</script>" + made.document())
    assert b"script" not in taken.content
    assert b"PK\x03\x04" not in taken.content


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_stays_a_png(mode: str) -> None:
    file = BytesIO()
    Image.new(mode, (40, 30)).save(file, "PNG", icc_profile=b"profile of a camera")
    taken = take_in("截图.png", file.getvalue())
    assert taken.kind is Kind.PNG
    assert opened(taken.content).size == (40, 30)
    assert "icc_profile" not in opened(taken.content).info


def test_a_scan_of_sixteen_bits_keeps_its_greys() -> None:
    file = BytesIO()
    scan = Image.new("I;16", (2, 1))
    scan.putpixel((0, 0), 0xFFFF)
    scan.putpixel((1, 0), 0x8000)
    scan.save(file, "PNG")
    image = opened(take_in("扫描.png", file.getvalue()).content)
    assert [image.getpixel((0, 0)), image.getpixel((1, 0))] == [255, 128]


def test_webp_becomes_what_old_desks_open() -> None:
    taken = take_in("截图.webp", made.picture("WEBP"))
    assert (taken.name, taken.kind) == ("截图.jpg", Kind.JPEG)
    file = BytesIO()
    Image.new("RGBA", (20, 20), (10, 20, 30, 40)).save(file, "WEBP")
    seen_through = take_in("章.webp", file.getvalue())
    assert (seen_through.name, seen_through.kind) == ("章.png", Kind.PNG)
    assert opened(seen_through.content).mode == "RGBA"


def test_two_views_in_one_photograph_are_one_picture() -> None:
    file = BytesIO()
    views = [Image.new("RGB", (40, 30), shade) for shade in ("red", "blue")]
    views[0].save(file, "MPO", save_all=True, append_images=views[1:])
    taken = take_in("照片.jpg", file.getvalue())
    red, _, blue = opened(taken.content).convert("RGB").resize((1, 1)).tobytes()
    assert red > 200 > 50 > blue


def test_a_very_large_photograph_is_made_smaller_and_not_refused() -> None:
    taken = take_in("照片.jpg", made.picture(size=(9000, 6000)))
    width, height = opened(taken.content).size
    assert width * height <= limits.MOST_PIXELS
    assert (width, height) == (4500, 3000)


def test_a_small_picture_is_made_of_every_picture_and_of_nothing_else() -> None:
    small = opened(take_in("照片.jpg", made.picture(size=(2000, 1000))).small)
    assert max(small.size) == limits.SMALL_SIDE
    assert take_in("信.docx", made.document()).small is None


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("情况说明.docx", made.document(), Kind.DOCX),
        ("清单.xlsx", made.workbook(), Kind.XLSX),
        ("证明.pdf", made.pdf(), Kind.PDF),
        ("链接.docx", made.document(word___rels__document_DOT_xml_DOT_rels=made.RELS.format(
            kind="hyperlink", target="https://example.com/", mode="External")), Kind.DOCX),
    ],
)  # fmt: skip
def test_a_document_is_kept_as_it_came(name: str, content: bytes, kind: Kind) -> None:
    assert take_in(name, content) == Taken(name, kind, content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_is_kept_in_one_encoding_whatever_it_came_in(encoding: str) -> None:
    written = "跑了四趟：\r\n规划要住建的意见，\t住建要规划的意见。BM、MZ、𬭎"
    taken = take_in("经过.txt", written.encode(encoding))
    assert (taken.kind, taken.content.decode()) == (Kind.TEXT, written)


def test_a_file_beyond_the_limit_is_told_by_name_and_size() -> None:
    told = too_large("录像\u202e4pm.mp4", 85 * limits.MEGABYTE)
    assert told.sentence.startswith("“录像4pm.mp4”没有收：它有 85.0 MB，一个文件最大 20.0 MB。")
    assert told.field == "files"
