"""事件通知 on the administrator's pages: added, tried, changed, mended where stuck, stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test.utils import override_settings
from django.utils import timezone

from bancheng.clients.models import Client
from bancheng.people.appoint import appoint, create_user
from bancheng.people.change import Change
from bancheng.people.seats import unit_by_code
from bancheng.webhooks import keeping, telling
from bancheng.webhooks.models import HookKey, Subscription
from bancheng.wire import letters, rounds
from bancheng.wire.letter_row import Letter
from bancheng.wire.place_row import Place
from tests.api.partner import partner
from tests.casework.hall import PASSWORD, Hall
from tests.web.clerk import Clerk, words
from tests.web.conftest import NOW
from tests.wire.station import Station, saying, station

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-9.1", "XF-9.2")]
PAGE = "/clients/api.hotline/"


@pytest.fixture
def keeper(hall: Hall) -> Clerk:
    """Who looks after the district."""
    user = create_user("keeper", "管家", PASSWORD, must_change_password=False)
    appoint(user, unit_by_code("district"), "administrator")
    partner("api.hotline", "hall", "window")
    return Clerk("keeper")


@pytest.fixture
def there(keeper: Clerk) -> Iterator[Station]:
    """The hotline's server, on the list of places."""
    with override_settings(CALLS_TO_THIS_MACHINE=True), station() as found:
        more = {"inside": True, "plain": True, "added_by": "keeper", "added_at": NOW}
        Place.objects.create(host="127.0.0.1", port=found.port, **more)
        yield found


@pytest.fixture
def hook(keeper: Clerk, there: Station) -> Subscription:
    """A subscription, made by its page."""
    url = f"http://127.0.0.1:{there.port}/heard"
    answer = keeper.post(f"{PAGE}hooks/new", 200, url=url, algorithm="hmac-sha256", acts=["claim"])
    secret = keeping.secret_of(HookKey.objects.get())
    assert secret is not None
    assert secret in words(answer)
    return Subscription.objects.get()


def sentences() -> list[str]:
    """What stands on record of changes."""
    return list(Change.objects.order_by("id").values_list("sentence", flat=True))


def at(hook: Subscription) -> str:
    """Its page."""
    return f"{PAGE}hooks/{hook.pk}/"


def test_an_address_is_added_and_its_secret_shown_once(keeper: Clerk, hook: Subscription) -> None:
    assert hook.acts == ["claim"]
    key = HookKey.objects.get()
    assert sentences()[-2:] == [
        f"接口账号热线平台的事件通知送到 {hook.url}（认领）。",
        f"给接口账号热线平台的事件通知发放密钥 {key.name}（hmac-sha256）。",
    ]
    for page in (PAGE, at(hook), "/changes/"):
        shown = keeper.get(page)
        assert str(keeping.secret_of(key)) not in shown
    assert hook.url in keeper.get(PAGE)
    assert "正在用它签" in keeper.get(at(hook))


def test_an_address_that_may_not_be_called_is_refused_and_stays_typed(
    keeper: Clerk, there: Station
) -> None:
    sent = {"url": "https://10.9.9.9/x", "algorithm": "hmac-sm3", "acts": ["claim", "reply"]}
    answer = keeper.post(f"{PAGE}hooks/new", 422, **sent)
    page = answer.content.decode()
    assert "不在可以连的地址里" in words(answer)
    assert 'value="https://10.9.9.9/x"' in page
    assert re.search(r'value="reply" checked', page)
    assert not Subscription.objects.exists()
    assert not HookKey.objects.exists()


def test_whoever_may_not_read_is_told_nothing_and_the_page_says_so(
    keeper: Clerk, hook: Subscription, there: Station
) -> None:
    assert "没有勾“读取工单”" not in keeper.get(at(hook))
    keeper.post(PAGE, 302, scopes=["note"], addresses="127.0.0.1")
    assert "没有勾“读取工单”" in keeper.get(at(hook))
    sent = {"url": f"http://127.0.0.1:{there.port}/other", "algorithm": "hmac-sm3"}
    assert "没有勾“读取工单”" in words(keeper.post(f"{PAGE}hooks/new", 422, **sent))
    assert Subscription.objects.count() == 1


def test_trying_says_what_came_back(keeper: Clerk, hook: Subscription, there: Station) -> None:
    keeper.post(at(hook), 302, do="ping")
    assert "送到了，对方收下了。" in keeper.get(at(hook))
    assert b'"type":"ping"' in there.requests[0]
    there.script = saying(b"HTTP/1.1 302 Elsewhere\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n")
    told = words(keeper.post(at(hook), 422, do="ping"))
    assert "不跟着转" in told
    assert "。。" not in told
    keeping.end_key(HookKey.objects.get(), "keeper", None, timezone.now())
    told = words(keeper.post(at(hook), 422, do="ping"))
    assert "请先发一把。" in told
    assert "。。" not in told
    shown = keeper.get(at(hook))
    assert "试一下" in shown
    assert "没有送到" in shown


def test_what_is_stuck_is_listed_tried_again_or_given_up(
    keeper: Clerk, hook: Subscription, there: Station, hall: Hall
) -> None:
    keeping.choose(hook, (), "keeper", None)
    fine = there.script
    there.script = saying(b"HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n")
    cases = [hall.register(f"2026-11-24 0{n}:00") for n in (8, 9)]
    telling.run(timezone.now())
    rounds.run(timezone.now())
    assert letters.stuck([hook.road]).count() == 2
    assert "卡住 2 封" in keeper.get(PAGE)
    shown = keeper.get(at(hook))
    assert "答复 400" in shown
    assert not [case_no for case_no in cases if case_no in shown]
    first, second = letters.stuck([hook.road])
    keeper.post(at(hook), 302, do="drop", letter=first.mark)
    assert "不再送" in sentences()[-1]
    there.script = fine
    keeper.post(at(hook), 302, do="again")
    assert sentences()[-1] == "接口账号热线平台卡住的 1 封事件通知再送一遍。"
    assert rounds.run(timezone.now()) == 3  # the second of each case waited behind the first
    second.refresh_from_db()
    assert second.arrived_at is not None
    keeper.post(at(hook), 302, do="drop", letter=second.mark)
    keeper.post(at(hook), 302, do="drop", letter="no-such")
    assert Letter.objects.filter(dropped_by="keeper").count() == 1


def test_keys_are_changed_by_having_two_for_a_while(keeper: Clerk, hook: Subscription) -> None:
    old = HookKey.objects.get()
    assert "只显示这一次" in words(keeper.post(at(hook), 200, do="issue", algorithm="hmac-sm3"))
    assert "已有两把" in words(keeper.post(at(hook), 422, do="issue", algorithm="hmac-sm3"))
    keeper.post(at(hook), 302, do="end_key", key=old.name)
    assert "没有这把密钥" in words(keeper.post(at(hook), 422, do="end_key", key="no"))
    new = HookKey.objects.exclude(pk=old.pk).get()
    keeper.post(at(hook), 302, do="end_key", key=new.name)
    assert "没有密钥，" in keeper.get(at(hook))


def test_what_is_told_of_is_changed_and_the_whole_is_stopped(
    keeper: Clerk, hook: Subscription
) -> None:
    keeper.post(at(hook), 302, acts=["reply", "claim"])
    hook.refresh_from_db()
    assert hook.acts == ["claim", "reply"]
    keeper.post(at(hook), 302)
    hook.refresh_from_db()
    assert hook.acts == []
    keeper.post(at(hook), 302, do="end")
    assert "已停" in keeper.get(at(hook))
    assert "还没有通知地址" in keeper.get(PAGE)
    keeper.post(at(hook), 302, do="ping")
    assert "没有改" in keeper.get(at(hook))
    assert sentences()[-1] == f"接口账号热线平台的事件通知不再送到 {hook.url}。"


def test_only_whoever_looks_after_the_client_sees_it(hook: Subscription, chen: Clerk) -> None:
    other = create_user("other", "别处的管家", PASSWORD, must_change_password=False)
    appoint(other, unit_by_code("tax"), "administrator")
    for clerk in (Clerk("other"), chen):
        clerk.get(at(hook), 404)
        clerk.get(f"{PAGE}hooks/new", 404)
        clerk.post(at(hook), 404, do="end")
    another = partner("api.another", "hall", "window")
    Clerk("keeper").get(f"/clients/{another.client.user.username}/hooks/{hook.pk}/", 404)
    assert Client.objects.count() == 2
