"""附件在网页上: files and signatures as a browser sends them, and what a page then holds."""

from __future__ import annotations

import base64
import re
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from PIL import Image, ImageDraw

from bancheng.casework.attached import files_of
from bancheng.casework.look import look
from tests.casework.hall import Hall
from tests.files import made
from tests.web.conftest import NOW

WAITING = re.compile(r'name="uploads" value="([0-9a-f]{32})" checked')
KEPT_SIGN = re.compile(r'name="signature_kept" value="([0-9a-f]{32})"')


def file(name: str = "身份证.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, made.picture() if content is None else content)


def ink() -> str:
    """A signature as the pad sends it."""
    paper = Image.new("RGBA", (600, 150))
    ImageDraw.Draw(paper).line([(50, 100), (200, 40), (300, 120)], fill="#14202e", width=5)
    content = BytesIO()
    paper.save(content, "PNG")
    return f"data:image/png;base64,{base64.b64encode(content.getvalue()).decode()}"


def page_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def attached(hall: Hall, case_no: str) -> list[str]:
    """The ids of a case's files."""
    return [one.id for one in files_of(look(hall.people["chen"], case_no, NOW))]
