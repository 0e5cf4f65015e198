"""docs/channels.md says what the program does: its examples are read as they stand there."""

from __future__ import annotations

import json
import re
from pathlib import Path

from bancheng.channels.hotline.arriving import arrived
from bancheng.channels.hotline.mapping import mapping_of
from bancheng.channels.hotline.sending import composed
from bancheng.channels.hotline.taking import SAID


def block(page: str, language: str) -> str:
    """What stands in one fenced block."""
    found = re.search(rf"```{language}\n(.*?)```", page, re.DOTALL)
    assert found is not None, language
    return found[1]


def test_the_examples_are_read_as_they_stand(repository: Path) -> None:
    page = (repository / "docs" / "channels.md").read_text("utf-8")
    told = json.loads(block(page, "json message"))
    message = arrived(told, mapping_of(""))
    assert (message.kind, message.number) == ("create", "H-77")
    assert message.given["phone"] == "13900005512"
    mapping = mapping_of(block(page, "yaml"))
    theirs = {"id": "x", "type": 1, "data": {"no": 5, "content": "办不成", "tel": ""}}
    assert arrived(theirs, mapping).given == {"matter": "办不成"}
    said = {"id": "C:3", "order": "5", "message": "accepted", "at": "2026-11-24T14:30:00+08:00"}
    body = composed(mapping.of("accepted").fields, said, mapping)
    assert body["data"] == {"no": "5", "time": "2026-11-24 14:30:00"}
    assert (body["msgId"], mapping.of("accepted").path) == ("C:3", "/gd/accept")
    sent = json.loads(block(page, "json told"))
    ours = {"order": sent["order_no"], **sent}
    assert composed(mapping_of("").of("accepted").fields, ours, mapping_of("")) == sent


def test_every_answer_is_named(repository: Path) -> None:
    page = (repository / "docs" / "channels.md").read_text("utf-8")
    table = page.partition("| `taken` |")[2].partition("Send again")[0]
    assert set(re.findall(r"`(\w+)`", table)) - {"case_no", "text"} == set(SAID) - {"over"}
