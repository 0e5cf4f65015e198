"""What the tests of this room share: the county, and a page to sign in to."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.people import county as invented
from tests.people.county import County


@pytest.fixture
def county(db: None) -> County:
    return invented.build()


@pytest.fixture
def pages(settings: Settings) -> None:
    """A few plain pages behind the middleware of this room."""
    ours = [
        "bancheng.people.sessions.SessionLimits",
        "bancheng.people.first_password.FirstPassword",
    ]
    settings.ROOT_URLCONF = "tests.people.pages"
    after = settings.MIDDLEWARE.index("django.contrib.messages.middleware.MessageMiddleware") + 1
    others = [name for name in settings.MIDDLEWARE if name not in ours]
    settings.MIDDLEWARE = [*others[:after], *ours, *others[after:]]
