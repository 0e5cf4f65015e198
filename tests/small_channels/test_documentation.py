"""The example of docs/channels.md by which a platform seals a form, run as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone

from bancheng.channels.web_handover import VERSION, open_form
from tests.casework.hall import Hall
from tests.small_channels.conftest import Opened

TEXT = Path(__file__).resolve().parents[2].joinpath("docs", "channels.md").read_text("utf-8")
SECRET = "both-sides-have-this-secret-and-nobody-else"


@pytest.mark.django_db
@pytest.mark.clause("XF-9.1")
def test_a_form_sealed_as_the_page_says_opens(hall: Hall, opened: Opened) -> None:
    cache.clear()
    setup = opened("web_handover", None, channel="platform", secret=SECRET)
    (example,) = re.findall(r"```python\n(import base64.*?)```", TEXT, re.DOTALL)
    assert VERSION in example
    names: dict[str, object] = {"secret": SECRET, "centre": "hall", "channel": setup.pk}
    exec(compile(example, "docs/channels.md", "exec"), names)  # noqa: S102 - the project's own page
    handed = open_form("hall", setup.pk, str(names["form"]), timezone.now())
    assert handed.number == "GX-2026-0077"
    assert handed.fields == {
        "matter": "装电梯的材料交了四趟",
        "name": "秦桂芳",
        "phone": "13900005512",
    }
