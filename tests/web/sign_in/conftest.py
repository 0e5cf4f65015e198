"""Who signs in: by password, by two steps, by the organisation's service."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from pytest_django import Settings

from bancheng.identity.organisation import linking
from bancheng.identity.organisation import service as known
from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import create_unit
from bancheng.people.models import User
from bancheng.people.unit import Form, Unit
from tests.casework.hall import PASSWORD
from tests.identity.organisation import CLIENT, SECRET, Service, running
from tests.web.conftest import NOW, Clock
from tests.web.sign_in.somebody import Somebody


@pytest.fixture
def region(db: None) -> Unit:
    return create_unit("region", "某区", Form.REGION)


@pytest.fixture
def user(region: Unit) -> User:
    return create_user("chen", "陈晓岚", PASSWORD, must_change_password=False)


@pytest.fixture
def plain(clock: Clock, user: User) -> Somebody:
    """Signed in, without a second step."""
    somebody = Somebody("chen", clock)
    assert somebody.password().status_code == 302
    return somebody


@pytest.fixture
def chen(plain: Somebody) -> Somebody:
    """Has a second step, and is signed out."""
    plain.sets_up()
    plain.leaves()
    plain.clock.pass_by(seconds=60)
    return plain


@pytest.fixture
def keeper(clock: Clock, region: Unit) -> Somebody:
    """The administrator of everything, signed in."""
    user = create_user("keeper", "管信达", PASSWORD, must_change_password=False)
    appoint(user, region, "administrator")
    somebody = Somebody("keeper", clock)
    assert somebody.password().status_code == 302
    return somebody


@pytest.fixture
def service(settings: Settings) -> Iterator[Service]:
    """The organisation's service, trusted by the environment."""
    with running() as service:
        parts = urlsplit(service.address)
        settings.CALLS_TO_THIS_MACHINE = True
        settings.PLACES_BY_ENVIRONMENT = ((parts.hostname, parts.port, True),)
        settings.OIDC = {
            "issuer": service.address,
            "client": CLIENT,
            "secret": SECRET,
            "name": "区政务统一身份",
            "strong": ["otp"],
        }
        known.forget()
        yield service
        known.forget()


@pytest.fixture
def bound(user: User, service: Service, clock: Clock) -> User:
    """Whose account the identity u-1001 belongs to."""
    linking.bind(user, service.address, "u-1001", "keeper", NOW)
    return user
