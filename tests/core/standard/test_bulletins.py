"""The bulletin in a standard: its roles exist, its numbers differ, its headings are its own."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.core.standard.faults import StandardFaults
from bancheng.core.standard.load import fit
from bancheng.core.standard.sourced_rules import sourced_rules
from bancheng.core.standard.standard import Standard
from tests.shelves import INVENTED, changed, invented, source_of


def _with(**rule: object) -> Standard:
    def put(data: dict[str, Any]) -> None:
        usual = {"title": "引水简报", "rhythm": ["month"], "because": "虚构"}
        data["bulletin"] = {**usual, **rule}

    return fit(changed(source_of(INVENTED, "xinghe-harbour"), put))


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({"by": "captain"}, "没有角色“captain”"),
        ({"praise": "medal"}, "没有人员记录“medal”"),
        ({"number": "{year}年"}, "期号"),
        ({"number": "{day}-{n}"}, "期号"),
        ({"sections": {"praise": "表扬"}}, "praise"),
        ({"rhythm": ["week"]}, "week"),
    ],
)
def test_a_bulletin_that_cannot_be_is_refused(rule: dict[str, object], told: str) -> None:
    with pytest.raises(StandardFaults, match=told):
        _with(**rule)


def test_a_third_region_brings_its_own_words_and_order() -> None:
    own = _with(number="第{n}号", by="warden", sections={"next": "下航次", "basics": "进出港"})
    assert own.bulletin is not None
    assert list(own.bulletin.sections.items()) == [("next", "下航次"), ("basics", "进出港")]
    assert ("bulletin",) in {path for path, _ in sourced_rules(own)}


def test_a_standard_may_be_silent_about_its_bulletin() -> None:
    assert invented("xinghe-harbour").bulletin is None
