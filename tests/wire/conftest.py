"""What the tests of what goes out share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test.utils import override_settings

from bancheng.wire.place_row import Place
from tests.casework.hall import at

Put = Callable[..., Place]


@pytest.fixture
def put(db: None) -> Put:
    """Puts a host on the list of places."""

    def place(host: str, port: int, *, inside: bool = True, plain: bool = True) -> Place:
        more = {"inside": inside, "plain": plain, "added_by": "keeper"}
        return Place.objects.create(host=host, port=port, added_at=at("2026-11-24 09:00"), **more)

    return place


@pytest.fixture
def here() -> object:
    """Partners may stand on this machine."""
    with override_settings(CALLS_TO_THIS_MACHINE=True):
        yield
