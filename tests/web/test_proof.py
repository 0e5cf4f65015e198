"""再核验: a few acts ask again who sits there, lose nothing typed, and do nothing before."""

from __future__ import annotations

import html
import re

import pytest

from bancheng.channels.models import Setup
from bancheng.clients.models import Client, Key
from bancheng.identity.models import Factor, MustHave
from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import create_unit
from bancheng.people.models import Post, Unit, User
from bancheng.people.unit import Form
from tests.casework.hall import PASSWORD
from tests.web.clerk import words
from tests.web.conftest import Clock
from tests.web.sign_in.somebody import Somebody

pytestmark = pytest.mark.django_db

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
CLIENT = {
    "username": "api.hotline",
    "name": "热线平台",
    "role": "window",
    "addresses": "10.0.0.0/24",
    "scopes": "read",
}


@pytest.fixture
def region(db: None) -> Unit:
    return create_unit("region", "某区", Form.REGION)


@pytest.fixture
def hall(region: Unit) -> Unit:
    details = {"standard": "guilin-xiufeng", "office_hours": ["09:00-17:00"]}
    return create_unit("hall", "某某区政务服务中心", Form.CENTRE, region, **details)


@pytest.fixture
def keeper(clock: Clock, region: Unit) -> Somebody:
    """The administrator, eleven minutes after signing in."""
    user = create_user("keeper", "管信达", PASSWORD, must_change_password=False)
    appoint(user, region, "administrator")
    somebody = Somebody("keeper", clock)
    somebody.password()
    clock.pass_by(minutes=11)
    return somebody


@pytest.fixture
def chen(region: Unit) -> User:
    return create_user("chen", "陈晓岚", PASSWORD, must_change_password=False)


def carried(page: str) -> dict[str, str]:
    """What the page that asks carries along of what was typed."""
    found = {name: html.unescape(value) for name, value in HIDDEN.findall(page)}
    found.pop("csrfmiddlewaretoken", None)
    return found


@pytest.mark.database
def test_a_client_is_let_in_after_the_password_and_nothing_is_typed_twice(
    keeper: Somebody, hall: Unit
) -> None:
    asked = keeper.sends("/clients/new?at=hall", **CLIENT)
    assert asked.status_code == 403
    assert "请再确认是您本人" in words(asked)
    assert not Client.objects.exists()
    along = carried(asked.content.decode())
    assert along == CLIENT | {"proving": "1"}
    refused = keeper.sends("/clients/new?at=hall", **along, password="no")
    assert "还没有办" in words(refused)
    assert carried(refused.content.decode()) == along
    assert not Client.objects.exists()
    done = keeper.sends("/clients/new?at=hall", **along, password=PASSWORD)
    assert done["Location"] == "/clients/api.hotline/"
    assert keeper.sends("/clients/api.hotline/", do="issue", algorithm="hmac-sha256")
    assert Key.objects.count() == 1, "good for ten minutes"
    keeper.clock.pass_by(minutes=10)
    assert keeper.sends("/clients/api.hotline/", do="issue", algorithm="hmac-sha256")
    assert Key.objects.count() == 1


def test_a_post_of_an_administrator_is_given_and_taken_after_the_password(
    keeper: Somebody, region: Unit, chen: User
) -> None:
    post = {"do": "post", "unit": "region", "role": "administrator"}
    assert keeper.sends("/staff/chen/", **post).status_code == 403
    assert not Post.objects.filter(user=chen).exists()
    proved = {"proving": "1", "password": PASSWORD}
    assert keeper.sends("/staff/chen/", **post, **proved).status_code == 302
    keeper.clock.pass_by(minutes=11)
    held = Post.objects.get(user=chen)
    assert keeper.sends("/staff/chen/", do="end", post=str(held.pk)).status_code == 403
    assert Post.objects.get(user=chen).until_on is None


def test_an_account_that_begins_as_administrator_takes_the_password_too(
    keeper: Somebody, region: Unit
) -> None:
    given = {"username": "xin", "name": "新来的", "phone": "", "role": "administrator"}
    assert keeper.sends("/staff/new?at=region", **given).status_code == 403
    assert not User.objects.filter(username="xin").exists()
    proved = {"proving": "1", "password": PASSWORD}
    assert keeper.sends("/staff/new?at=region", **given, **proved).status_code == 302
    assert Post.objects.get(user__username="xin").role == "administrator"


@pytest.mark.database
def test_where_a_channel_leads_is_changed_after_the_password(keeper: Somebody, hall: Unit) -> None:
    new, given = "/channels/new?at=hall&kind=hotline", {"name": "热线", "channel": "hotline"}
    assert keeper.sends(new, **given).status_code == 403
    assert not Setup.objects.exists()
    proved = {"proving": "1", "password": PASSWORD}
    page = keeper.sends(new, **given, **proved)["Location"]
    keeper.clock.pass_by(minutes=11)
    for do in ({"s_signing": "none", **given}, {"do": "on"}, {"do": "end"}, {"do": "drop"}):
        assert keeper.sends(page, **do).status_code == 403
    for do in ({"do": "try"}, {"do": "off"}, {"do": "again"}):
        assert keeper.sends(page, **do).status_code == 302
    setup = Setup.objects.get()
    assert (setup.on, setup.ended_at) == (False, None)


def test_other_changes_of_a_person_ask_for_nothing_more(keeper: Somebody, chen: User) -> None:
    answer = keeper.sends("/staff/chen/", name="陈小岚", phone="")
    assert answer.status_code == 302
    assert User.objects.get(username="chen").name == "陈小岚"


def test_ending_a_second_step_and_the_list_of_roles_ask_for_it(
    keeper: Somebody, chen: User
) -> None:
    assert keeper.sends("/staff/chen/", do="end-second-step").status_code == 403
    assert keeper.sends("/second-step-rule/", roles="administrator").status_code == 403
    assert not MustHave.objects.exists()


def test_who_has_a_second_step_is_asked_for_both(keeper: Somebody, clock: Clock) -> None:
    keeper.leaves()
    keeper.password()
    keeper.sets_up()
    clock.pass_by(minutes=11)
    rule = {"roles": "administrator", "proving": "1"}
    assert "动态码" in words(keeper.sends("/second-step-rule/", roles="administrator"))
    assert keeper.sends("/second-step-rule/", **rule, password=PASSWORD).status_code == 403
    both = {"password": PASSWORD, "code": keeper.now()}
    assert keeper.sends("/second-step-rule/", **rule, **both).status_code == 302
    assert MustHave.objects.get().role == "administrator"


def test_setting_up_at_an_unattended_desk_takes_the_password(
    keeper: Somebody,
) -> None:
    assert keeper.sends("/account/second-step", do="begin").status_code == 403
    assert not Factor.objects.exists()


def test_a_fresh_key_of_the_session_comes_with_the_proof(keeper: Somebody) -> None:
    before = keeper.client.session.session_key
    proved = {"do": "begin", "proving": "1", "password": PASSWORD}
    keeper.sends("/account/second-step", **proved)
    assert keeper.client.session.session_key != before
    assert keeper.is_in()


def test_wrong_passwords_there_count_as_at_the_door(keeper: Somebody) -> None:
    wrong = {"do": "begin", "proving": "1", "password": "no"}
    said = [words(keeper.sends("/account/second-step", **wrong)) for _ in range(5)]
    assert "以后可以再试" in said[4]
    right = {"do": "begin", "proving": "1", "password": PASSWORD}
    assert "以后可以再试" in words(keeper.sends("/account/second-step", **right))
