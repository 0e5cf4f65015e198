"""What the tests of this room share: an invented county whose lists are empty."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bancheng.items.keeping import Signed
from tests.people import county as invented
from tests.people.county import County


@pytest.fixture
def county(db: None) -> County:
    return invented.build()


@pytest.fixture
def signed() -> Signed:
    at = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    return Signed("admin", at, "核对清单")
