"""手写签名: what was drawn on the pad, cut to its ink, dark on white as on paper."""

from __future__ import annotations

import base64
import binascii
from io import BytesIO

from PIL import Image, ImageChops

from bancheng.core.refusal import Refusal
from bancheng.files import picture
from bancheng.files.kind import Kind
from bancheng.files.picture import on_white
from bancheng.files.taking_in import Taken

BEGINS = "data:image/png;base64,"
LARGEST = 600_000  # letters of base64; a pad gives a tenth of it
NAME = "签名.png"
MARGIN = 8
TALLEST, WIDEST = 240, 720
LEAST_INK = 12  # a dot is no signature
FIELD = "signature"


def take_in(drawn: str) -> Taken:
    """The signature as it may be kept. Raises Refusal."""
    if not drawn.startswith(BEGINS) or len(drawn) > LARGEST:
        raise _unreadable()
    try:
        content = base64.b64decode(drawn.removeprefix(BEGINS), validate=True)
        kind, plain = picture.take_in(content)
    except (binascii.Error, ValueError, Refusal) as broken:
        raise _unreadable() from broken
    if kind is not Kind.PNG:
        raise _unreadable()
    seen = on_white(Image.open(BytesIO(plain), formats=["PNG"])).convert("L")
    ink = ImageChops.invert(seen).point([0] * 64 + [255] * 192).getbbox()
    if ink is None or max(ink[2] - ink[0], ink[3] - ink[1]) < LEAST_INK:
        raise Refusal("not_signed", "签名板上还没有签名；也可以键入姓名。", field=FIELD)
    left, top, right, bottom = ink
    room = (left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN)
    paper = Image.new("L", (room[2] - room[0], room[3] - room[1]), 255)
    paper.paste(seen.crop(ink), (MARGIN, MARGIN))
    paper.thumbnail((WIDEST, TALLEST))
    file = BytesIO()
    paper.save(file, "PNG")
    return Taken(NAME, Kind.PNG, file.getvalue())


def _unreadable() -> Refusal:
    return Refusal("signature_broken", "签名没有传好，请再签一次，或者键入姓名。", field=FIELD)
