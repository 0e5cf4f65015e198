"""A field that a region's kind asks: its prose lies beside the seal like any other."""

from __future__ import annotations

import pytest

from bancheng.core.standard.standard import Standard
from bancheng.core.standard.vocabulary import ExtraField
from bancheng.library.standards import standard
from tests.core.desk import Desk

pytestmark = [pytest.mark.clause("XF-12"), pytest.mark.clause("SC-7.4")]


def with_fields_of_a_kind() -> Standard:
    """A copy whose general kind asks for a line of prose and for a date."""
    plain = standard("guilin-xiufeng")
    general = plain.kinds["general"].model_copy(update={"asks": ("told_by", "seen_on")})
    fields = {
        "told_by": ExtraField(label="听谁说的", shape="line", because="虚构"),
        "seen_on": ExtraField(label="哪天看见的", shape="date", because="虚构"),
    }
    kinds = {**plain.kinds, "general": general}
    return plain.model_copy(update={"kinds": kinds, "fields": {**plain.fields, **fields}})


def test_prose_is_kept_beside_and_a_date_is_sealed() -> None:
    desk = Desk(with_fields_of_a_kind())
    desk.do("2026-11-23 09:00", "window", "register")
    desk.do("2026-11-23 09:05", "window", "confirm")
    given = {"ground": "not_accepted", "kind": "general"}
    asked = {"told_by": "隔壁的秦桂芳", "seen_on": "2026-11-20"}
    event = desk.do("2026-11-23 09:10", "window", "accept", **given, **asked)
    assert "told_by" in event.beside
    assert "told_by" not in event.data
    assert event.data["seen_on"] == "2026-11-20"
