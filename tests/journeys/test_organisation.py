"""单位统一身份, in a real browser under the strict policy: bound, out, and in by it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from bancheng.identity.organisation import service as known
from tests.casework.hall import Hall
from tests.identity.organisation import CLIENT, SECRET, running
from tests.journeys.inspector import Inspector
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]


def test_an_account_is_bound_and_signs_in_by_the_organisations_service(
    hall: Hall, walker: Walker, settings: Settings
) -> None:
    page, inspector = walker.page, Inspector(walker.page)
    with running() as service:
        parts = urlsplit(service.address)
        settings.CALLS_TO_THIS_MACHINE = True
        settings.PLACES_BY_ENVIRONMENT = ((parts.hostname, parts.port, True),)
        told = {"client": CLIENT, "secret": SECRET, "name": "区政务统一身份", "strong": []}
        settings.OIDC = {"issuer": service.address, **told}
        known.forget()
        walker.becomes("chen")
        page.get_by_title("我的账号").click()
        page.get_by_role("button", name="绑定", exact=True).click()
        inspector.look("chen", "organisation-bind")
        page.get_by_role("link", name="去区政务统一身份登录").click()
        expect(page.get_by_role("status")).to_contain_text("已绑定")

        page.get_by_role("button", name="退出").click()
        page.get_by_role("link", name="用区政务统一身份登录").click()
        expect(page.get_by_title("我的账号")).to_have_text("陈晓岚")
        assert "code=" not in page.url

        page.get_by_role("button", name="退出").click()
        expect(page.get_by_role("status")).to_contain_text("那边可能还登录着")
        service.subject = "somebody else"
        page.get_by_role("link", name="用区政务统一身份登录").click()
        expect(page.get_by_role("alert")).to_contain_text("还没有绑定")
        known.forget()
    assert inspector.faults == []
    assert walker.troubles == []
