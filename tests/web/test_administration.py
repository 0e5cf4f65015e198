"""设置: everything a centre needs is set up by pages, checked, and written into the record."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bancheng.library import calendars
from bancheng.people import seats
from bancheng.people.appoint import appoint, create_user
from bancheng.people.change import Change
from bancheng.people.models import Closure, Post, Unit, User, Window
from bancheng.people.opening_code import opening_code
from bancheng.web.administration import first_tries
from tests.casework.hall import PASSWORD, Hall
from tests.web.clerk import Clerk, words

pytestmark = pytest.mark.database


@pytest.fixture
def keeper(hall: Hall) -> Clerk:
    """Who looks after the district and everything in it."""
    user = create_user("keeper", "管事的", PASSWORD, must_change_password=False)
    appoint(user, Unit.objects.get(code="district"), "administrator")
    return Clerk("keeper")


def recorded() -> str:
    return "\n".join(Change.objects.values_list("sentence", flat=True))


def test_a_department_is_added_and_changed(keeper: Clerk) -> None:
    keeper.post("/units/new?under=district", 302, form="department", code="water", name="水务局")
    keeper.post("/units/water/", 302, name="水利局", sort="3", active="true", phone="0770-1")
    unit = Unit.objects.get(code="water")
    assert (unit.name, unit.sort) == ("水利局", 3)
    assert "水利局" in keeper.get("/overview/")
    assert "名称：水务局 → 水利局" in recorded()
    assert "管事的" in keeper.get("/changes/")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "Water"}, "小写字母"),
        ({"code": "hall"}, "已经用过"),
        ({"name": ""}, "请填“名称”"),
        ({"sort": "first"}, "排序写一个"),
        ({"form": "station"}, "没有这一项"),
    ],
)
def test_a_wrong_unit_is_refused_and_what_was_typed_stays(
    keeper: Clerk, wrong: dict[str, str], said: str
) -> None:
    sent = {"form": "department", "code": "water", "name": "水务局", **wrong}
    answer = keeper.post("/units/new?under=district", 422, **sent)
    assert said in words(answer)
    assert f'value="{sent["code"]}"' in answer.content.decode()
    assert not Unit.objects.filter(code="water").exists()
    assert recorded() == ""


def test_a_unit_at_which_somebody_works_is_not_put_out_of_use(keeper: Clerk) -> None:
    answer = keeper.post("/units/housing/", 422, name="住建局", sort="1")
    assert "请先结束他们的任职" in words(answer)
    assert Unit.objects.get(code="housing").active


@pytest.mark.clause("XF-5", "SC-6.1.1", "SC-6.1.2")
def test_a_window_is_set_up_with_place_hours_and_phone(keeper: Clerk) -> None:
    wanted = {"name": "二号专窗", "place": "二楼西侧", "hours": "09:00-11:30", "phone": "0770-2"}
    keeper.post("/windows/new?at=hall", 302, **wanted)
    window = Window.objects.get(name="二号专窗")
    keeper.post(f"/windows/{window.pk}/", 302, **{**wanted, "place": "二楼东侧", "active": "true"})
    page = Clerk("chen").get("/standard/")
    assert "二楼东侧" in page
    assert "09:00-11:30" in page
    wrong = {**wanted, "hours": "9点到12点", "active": "true"}
    assert "看不懂" in words(keeper.post(f"/windows/{window.pk}/", 422, **wrong))


@pytest.mark.clause("SC-6.2.1")
def test_a_new_colleague_gets_an_account_and_a_post(keeper: Clerk) -> None:
    sent = {"username": "he.qing", "name": "何清", "phone": "13900002222", "role": "window"}
    keeper.post("/staff/new?at=hall", 302, **sent)
    page = keeper.get("/staff/he.qing/")
    found = re.search(r"首次密码：(\S+)", page)
    assert found is not None
    assert "首次密码" not in keeper.get("/staff/he.qing/"), "shown once"
    client = Client()
    client.post("/sign-in", {"username": "he.qing", "password": found[1]})
    assert client.get("/")["Location"] == "/password"
    assert "window" in seats.roles_at("he.qing", "hall")
    assert found[1] not in recorded()


def test_a_post_ends_and_rights_end_with_the_next_request(keeper: Clerk) -> None:
    chen = Clerk("chen")
    assert chen.raw("/register/")
    post = Post.objects.get(user__username="chen", role="window")
    keeper.post("/staff/chen/", 302, do="end", post=str(post.pk))
    chen.raw("/register/", 403)
    assert "结束了" in recorded()


def test_a_role_that_the_standard_does_not_know_is_refused(keeper: Clerk) -> None:
    answer = keeper.post("/staff/chen/", 422, do="post", unit="housing", role="emperor")
    assert "没有这一项" in words(answer)


def test_an_administrator_is_no_party_to_cases(keeper: Clerk) -> None:
    sent = {"do": "post", "unit": "district", "role": "administrator"}
    assert "不能同时兼任" in words(keeper.post("/staff/chen/", 422, **sent))


def test_an_account_is_closed_and_opened_and_never_ones_own(keeper: Clerk) -> None:
    keeper.post("/staff/chen/", 302, do="close")
    assert not User.objects.get(username="chen").is_active
    keeper.post("/staff/chen/", 302, do="open")
    assert Clerk("chen")
    assert "不能停用自己" in words(keeper.post("/staff/keeper/", 422, do="close"))


def test_a_forgotten_password_is_set_anew_and_shown_once(keeper: Clerk) -> None:
    keeper.post("/staff/chen/", 302, do="password")
    assert re.search(r"首次密码：\S+", keeper.get("/staff/chen/"))
    answer = Client().post("/sign-in", {"username": "chen", "password": PASSWORD})
    assert answer.status_code == 403


def test_a_closed_day_is_set_and_taken_back(keeper: Clerk) -> None:
    sent = {"falls_on": "2099-03-02", "works": "closed", "reason": "设备检修"}
    keeper.post("/units/hall/days", 302, **sent)
    assert Closure.objects.get().reason == "设备检修"
    keeper.post("/units/hall/days", 302, cancel="2099-03-02")
    assert not Closure.objects.exists()
    assert recorded().count("2099-03-02") == 2
    past = {**sent, "falls_on": "2020-03-02"}
    assert "过去的日子不能再改" in words(keeper.post("/units/hall/days", 422, **past))


YEAR = """year: 2027
notice: [https://example.gov.cn/2027]
rest: {元旦: [2027-01-01, 2027-01-02, 2027-01-03]}
work: {元旦: [2027-01-09]}
"""


@pytest.fixture
def own_calendars(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Imports go to a folder that ends with the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BANCHENG_DATA", str(tmp_path_factory.mktemp("data")))
        calendars.forget()
        yield
    calendars.forget()


def test_a_published_year_is_taken_in_whole_or_not_at_all(
    keeper: Clerk, own_calendars: None
) -> None:
    wrong = SimpleUploadedFile("2027.yaml", YEAR.replace("01-09", "01-06").encode())
    page = words(keeper.post("/calendar/", 422, file=wrong))
    assert "不是周末" in page
    assert 2027 not in calendars.national()[1]
    keeper.post("/calendar/", 302, file=SimpleUploadedFile("2027.yaml", YEAR.encode()))
    assert 2027 in calendars.national()[1]
    assert "2027 年放假安排" in recorded()


@pytest.mark.parametrize("address", ["/staff/", "/changes/", "/units/hall/", "/units/hall/days"])
def test_nobody_else_gets_there(hall: Hall, chen: Clerk, address: str) -> None:
    chen.raw(address, 404)


def test_an_administrator_keeps_to_their_own_units(hall: Hall) -> None:
    user = create_user("keeper2", "管家二", PASSWORD, must_change_password=False)
    appoint(user, Unit.objects.get(code="hall"), "administrator")
    clerk = Clerk("keeper2")
    clerk.raw("/units/hall/")
    clerk.raw("/units/housing/", 404)
    clerk.raw("/calendar/", 404)
    clerk.raw("/units/new?under=district", 404)
    housing = Post.objects.filter(unit__code="housing").first()
    assert housing is not None
    clerk.raw(f"/staff/{housing.user.username}/", 404)


ANSWERS = {
    "name": "望舒镇便民服务中心",
    "region": "望舒镇",
    "hours": "09:00-12:00，13:00-17:00",
    "window_place": "一楼进门右手",
    "window_phone": "0770-3",
    "admin_name": "管信达",
    "admin": "guan",
    "password": "long enough 42",
    "again": "long enough 42",
}


@pytest.fixture
def answers() -> dict[str, str]:
    first_tries._wrong_at.clear()
    from bancheng.library import standards

    return {**ANSWERS, "standard": standards.ids()[0], "code": opening_code()}


def test_a_new_installation_asks_five_questions_and_works(
    db: None, client: Client, answers: dict[str, str]
) -> None:
    assert client.get("/sign-in")["Location"] == "/start"
    page = client.get("/start").content.decode()
    assert all(f"{number}、" in page for number in "一二三四五")
    assert client.post("/start", answers)["Location"] == "/sign-in"
    clerk = Clerk("guan", ANSWERS["password"])
    page = clerk.get("/overview/")
    assert "望舒镇便民服务中心" in page
    assert "一楼进门右手" in page
    assert client.get("/start").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "guessed"}, "开通码不对"),
        ({"again": "something else"}, "两次输入的密码不一样"),
        ({"password": "short", "again": "short"}, "密码太短，至少要 10 个字符"),
        ({"hours": "早九晚五"}, "看不懂"),
        ({"admin": "Guan"}, "登录名"),
        ({"window_place": ""}, "请填“位置”"),
    ],
)
def test_a_wrong_answer_sets_nothing_up(
    db: None, client: Client, answers: dict[str, str], wrong: dict[str, str], said: str
) -> None:
    answer = client.post("/start", {**answers, **wrong})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert ANSWERS["name"] in answer.content.decode()
    assert not Unit.objects.exists()
    assert not User.objects.exists()


def test_guessing_the_opening_code_is_slow(
    db: None, client: Client, answers: dict[str, str]
) -> None:
    for _ in range(first_tries.MOST):
        client.post("/start", {**answers, "code": "guessed"})
    assert "过一分钟再试" in client.post("/start", answers).content.decode()
    assert not Unit.objects.exists()
    first_tries._wrong_at.clear()
