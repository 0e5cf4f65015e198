"""渠道的页面: the administrator sets one up, tries it, and sees what is stuck, but no case."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from bancheng.channels import setups
from bancheng.channels.adapter import adapters
from bancheng.channels.models import Passage, Setup, Speaker
from bancheng.clients.keeping import stop
from bancheng.clients.models import Client as Account
from bancheng.people.appoint import appoint, create_user
from bancheng.people.change import Change
from bancheng.people.post import ADMINISTRATOR
from bancheng.people.seats import unit_by_code
from bancheng.wire import letters, rounds
from bancheng.wire.letter_row import Letter
from tests.api.partner import partner
from tests.casework.hall import PASSWORD, Hall
from tests.channels.orders import (
    MATTER,
    NAME,
    PHONE,
    a_channel,
    next_door,
    order,
    say,
    their_program,
)
from tests.web.clerk import Clerk
from tests.web.conftest import NOW

pytestmark = pytest.mark.database
SECRET = "a-secret-of-forty-characters-or-so-000000"
NOBODY = '<span class="tag">还没有选谁可以送</span>'
FORM = {
    "name": "市热线",
    "channel": "hotline",
    "speakers": ["api.hotline"],
    "s_address": "https://hotline.example/api/",
    "s_signing": "bancheng",
    "s_key": "0123456789abcdef",
    "s_secret": SECRET,
    "s_mapping": "words: {accept: 收到}\r\n",
}


@pytest.fixture
def keeper(hall: Hall) -> Browser:
    """The administrator of the district."""
    user = create_user("root", "管信达", PASSWORD, must_change_password=False)
    appoint(user, unit_by_code("district"), ADMINISTRATOR)
    partner(scopes=("channel",))
    return Clerk("root").client


def added(keeper: Browser) -> Setup:
    """A channel as the pages add it."""
    named = {"name": "市热线", "channel": "hotline"}
    assert keeper.post("/channels/new?at=hall&kind=hotline", named).status_code == 302
    return Setup.objects.get()


@pytest.mark.clause("XF-6", "XF-9.1")
def test_it_is_added_off_set_and_switched_on(keeper: Browser) -> None:
    setup = added(keeper)
    assert (setup.on, setup.channel) == (False, "hotline")
    page = f"/channels/{setup.pk}/"
    assert keeper.post(page, FORM).status_code == 302
    setup.refresh_from_db()
    values: Any = setups.values_of(setup)
    assert values.address == "https://hotline.example/api"
    assert values.secret.get_secret_value() == SECRET
    shown = keeper.get(page).content.decode()
    assert SECRET not in shown
    assert "已经设了，留空就不改" in shown
    assert f"/api/v1/channels/{setup.pk}/messages" in shown
    keeper.post(page, {**FORM, "s_secret": "", "s_key": "f" * 16})
    kept: Any = setups.values_of(Setup.objects.get())
    assert (kept.secret.get_secret_value(), kept.key) == (SECRET, "f" * 16)
    keeper.post(page, {"do": "on"})
    assert Setup.objects.get().on
    said = [change.sentence for change in Change.objects.order_by("pk")]
    assert "打开渠道“市热线”。" in said
    assert not [sentence for sentence in said if SECRET in sentence]


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(keeper: Browser) -> None:
    setup = added(keeper)
    page = f"/channels/{setup.pk}/"
    for wrong, said in (
        ({"s_address": "ftp://x"}, "地址要以 https:// 开头"),
        ({"s_mapping": "acts: {fly: accepted}"}, "没有“fly”这一步"),
        ({"s_mapping": "takes: [1"}, "YAML 写法有误"),
        ({"s_key": "短"}, "密钥编号要是 16 个小写字母或者数字"),
        ({"s_signing": "magic"}, "请从列出的里面选"),
        ({"channel": "nothing"}, "里没有这一项"),
        ({"name": ""}, "请填“叫什么”"),
    ):
        answer = keeper.post(page, {**FORM, **wrong})
        shown = answer.content.decode()
        assert answer.status_code == 422, wrong
        assert said in shown, wrong
        assert SECRET not in shown
        assert "words: {accept: 收到}" in shown or "s_mapping" in wrong
    assert setups.raw_of(Setup.objects.get()) == {}, "nothing was kept"


def test_a_channel_that_is_not_set_is_not_switched_on(keeper: Browser) -> None:
    setup = added(keeper)
    setups.keep(setup, adapters()["hotline"].settings.model_validate({}), "root", NOW)
    Setup.objects.filter(pk=setup.pk).update(hidden=b"AES-256-GCM\nbroken")
    keeper.post(f"/channels/{setup.pk}/", {"do": "on"})
    assert keeper.get(f"/channels/{setup.pk}/").status_code == 200


@pytest.mark.clause("XF-6")
def test_whose_program_may_speak_is_chosen_on_the_page_and_on_record(keeper: Browser) -> None:
    setup = added(keeper)
    page = f"/channels/{setup.pk}/"
    partner("api.reads", scopes=("read",))
    next_door()
    partner("api.away", unit="next-door", scopes=("channel",))
    shown = keeper.get(page).content.decode()
    assert NOBODY in shown
    assert 'value="api.hotline"' in shown
    assert "api.reads" not in shown
    assert "api.away" not in shown
    assert "还没有渠道选它" in keeper.get("/clients/api.hotline/").content.decode()
    wrong = keeper.post(page, {**FORM, "speakers": ["api.away"]})
    assert wrong.status_code == 422
    assert "里没有这一项" in wrong.content.decode()
    assert not Speaker.objects.exists()
    keeper.post(page, FORM)
    assert NOBODY not in keeper.get(page).content.decode()
    assert "市热线" in keeper.get("/clients/api.hotline/").content.decode()
    stop(Account.objects.get(user__username="api.hotline"), "root", None, NOW)
    assert "已停用" in keeper.get(page).content.decode()
    keeper.post(page, {**FORM, "speakers": []})
    row = Speaker.objects.get()
    assert (row.named_by, row.ended_by, row.ended_at is not None) == ("root", "root", True)
    said = [change.sentence for change in Change.objects.order_by("pk")]
    assert "接口账号热线平台（api.hotline）可以往渠道“市热线”送消息。" in said
    assert "接口账号热线平台（api.hotline）不能再往渠道“市热线”送消息。" in said
    assert NOBODY in keeper.get(page).content.decode()


@pytest.mark.clause("XF-6")
def test_trying_it_says_what_came_of_it_and_is_on_record(keeper: Browser) -> None:
    setup = added(keeper)
    page = f"/channels/{setup.pk}/"
    keeper.post(page, FORM)
    keeper.post(page, {"do": "try"})
    assert "不在可以连的地址里" in keeper.get(page).content.decode()
    tried = Passage.objects.get()
    assert (tried.way, tried.fine) == ("tried", False)


@pytest.mark.clause("XF-6")
def test_what_is_stuck_is_tried_again_or_given_up_without_showing_a_case(
    keeper: Browser, hall: Hall
) -> None:
    setup = a_channel(address="https://hotline.example", signing="none")
    case_no = say(their_program(username="api.theirs"), setup, order())["case_no"]
    at = "2026-11-24 14:30"
    hall.do("chen", case_no, "register", at, matter=MATTER, name=NAME, phone=PHONE)
    hall.do("chen", case_no, "accept", at, ground="not_accepted", kind="general")
    setups.tell(NOW)
    rounds.run(NOW)
    letter = letters.stuck([setup.road]).get()
    for path in (f"/channels/{setup.pk}/", f"/channels/{setup.pk}/log", "/channels/"):
        shown = keeper.get(path).content.decode()
        assert case_no not in shown, path
        assert NAME not in shown
        assert MATTER not in shown
    assert "H-77" in keeper.get(f"/channels/{setup.pk}/").content.decode()
    keeper.post(f"/channels/{setup.pk}/", {"do": "again", "letter": letter.pk})
    assert not letters.stuck([setup.road]).exists()
    rounds.run(NOW)
    keeper.post(f"/channels/{setup.pk}/", {"do": "drop", "letter": letter.pk})
    assert Letter.objects.get().dropped_by == "root"
    assert "管信达决定不再送" in Passage.objects.latest("pk").said


@pytest.mark.clause("XF-6", "XF-9.2")
def test_an_attachment_that_is_not_fetched_is_shown_to_the_window_and_named_to_nobody_else(
    keeper: Browser, hall: Hall
) -> None:
    setup = a_channel()
    listed = [{"name": "秦桂芳的病历.jpg", "url": "https://files.example/1.jpg"}]
    told = order(attachments=listed)
    case_no = say(their_program(username="api.theirs"), setup, told)["case_no"]
    page = f"/cases/{case_no}/"
    assert '秦桂芳的病历.jpg</b>　<span class="tag">在取</span>' in shown_to("chen", page)
    rounds.run(NOW)
    seen = shown_to("chen", page)
    assert "取不到</span>" in seen
    assert "渠道的设置里没有这台主机" in seen
    channel = f"/channels/{setup.pk}/"
    for path in (channel, f"{channel}log", "/channels/"):
        shown = keeper.get(path).content.decode()
        assert case_no not in shown, path
        assert "病历" not in shown
    assert "1 封卡住了" in keeper.get("/channels/").content.decode()
    assert "H-77 第1份" in keeper.get(channel).content.decode()
    letter = letters.stuck([setup.file_road]).get()
    keeper.post(channel, {"do": "again", "letter": letter.pk})
    assert not letters.stuck([setup.file_road]).exists()
    rounds.run(NOW)
    keeper.post(channel, {"do": "drop", "letter": letter.pk})
    assert "管信达决定不再取。" in keeper.get(f"{channel}log").content.decode()
    assert "不再取</span>" in shown_to("chen", page)


def shown_to(who: str, page: str) -> str:
    """A page as somebody sees it."""
    return Clerk(who).client.get(page).content.decode()


def test_the_log_is_sifted_and_paged(keeper: Browser) -> None:
    setup = added(keeper)
    for n in range(60):
        setups.log(setup, "came", "派单", NOW, ref=f"H-{n}", fine=n % 10 != 0, said="收到")
    page = f"/channels/{setup.pk}/log"
    assert keeper.get(page).content.decode().count("<b>收到</b>") == 50
    assert keeper.get(page + "?page=2").content.decode().count("<b>收到</b>") == 10
    assert keeper.get(page + "?failed=1").content.decode().count("没成</span>") == 6
    assert "还没有往来" in keeper.get(page + "?way=went").content.decode()


def test_nobody_else_has_any_part_in_it(keeper: Browser, hall: Hall) -> None:
    setup = added(keeper)
    for who in ("chen", "jiang", "mo"):
        for path in ("/channels/", f"/channels/{setup.pk}/", f"/channels/{setup.pk}/log"):
            assert Clerk(who).client.get(path).status_code == 404
        assert Clerk(who).client.post(f"/channels/{setup.pk}/", {"do": "on"}).status_code == 404
    assert not Setup.objects.get().on


def test_what_has_ended_cannot_be_changed_and_its_letters_go_no_more(keeper: Browser) -> None:
    setup = added(keeper)
    letters.write(setup.road, "m-1", "已受理", {"message": "accepted"}, NOW, about="H-1")
    keeper.post(f"/channels/{setup.pk}/", {"do": "end"})
    keeper.post(f"/channels/{setup.pk}/", {"do": "on"})
    ended = Setup.objects.get()
    assert ended.ended_at is not None
    assert not ended.on
    assert Letter.objects.get().dropped_at is not None
