"""The hall whose data are looked after; a backup reads them through a connection of its own."""

from __future__ import annotations

import pytest

from tests.casework.hall import Hall, establish_hall


@pytest.fixture
def hall(transactional_db: None) -> Hall:
    """A hall with people and no cases yet."""
    return establish_hall()
