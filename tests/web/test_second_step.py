"""两步登录: nobody is in before both steps, no code opens twice, and nobody is told who has it."""

from __future__ import annotations

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import F
from django.test import Client

from bancheng.identity import checking
from bancheng.identity.models import Factor, RecoveryCode
from bancheng.people.appoint import appoint, create_user, disable
from bancheng.people.change import Change
from bancheng.people.establish import create_unit
from bancheng.people.models import User
from bancheng.people.unit import Form, Unit
from tests.casework.hall import PASSWORD
from tests.web.clerk import words
from tests.web.conftest import Clock
from tests.web.second_step import Somebody

pytestmark = pytest.mark.django_db


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


@pytest.mark.database
def test_after_both_steps_one_is_in(chen: Somebody) -> None:
    assert chen.password()["Location"] == "/sign-in/code"
    assert chen.code(chen.now())["Location"] == "/"
    assert chen.is_in()


def test_after_the_password_alone_nobody_is_in(chen: Somebody) -> None:
    chen.password()
    assert "_auth_user_id" not in chen.client.session
    for address in ("/", "/account/", "/password", "/account/second-step"):
        assert chen.client.get(address)["Location"].startswith("/sign-in"), address


def test_a_code_without_a_password_is_worth_nothing(chen: Somebody) -> None:
    answer = chen.code(chen.now())
    assert answer["Location"] == "/sign-in"
    assert not chen.is_in()
    assert Factor.objects.get().last_step < chen.clock.now.timestamp() // 30 - 1


def test_the_session_key_is_new_after_each_step(chen: Somebody) -> None:
    chen.client = Client()
    session = chen.client.session
    session["planted"] = "x"
    session.save()
    keys = [session.session_key]
    chen.password()
    keys.append(chen.client.session.session_key)
    chen.code(chen.now())
    keys.append(chen.client.session.session_key)
    assert len(set(keys)) == 3
    assert not Session.objects.filter(pk__in=keys[:2]).exists()


@pytest.mark.database
def test_a_code_is_taken_once(chen: Somebody) -> None:
    code = chen.now()
    chen.password()
    chen.code(code)
    other = Somebody("chen", chen.clock)
    other.password()
    answer = other.code(code)
    assert answer.status_code == 403
    assert "用过的不能再用" in words(answer)
    assert not other.is_in()


def test_no_code_of_an_earlier_step_is_taken_after_a_later_one(chen: Somebody) -> None:
    chen.password()
    chen.code(chen.now(steps=1))
    assert chen.is_in()
    other = Somebody("chen", chen.clock)
    other.password()
    assert other.code(chen.now()).status_code == 403


def test_the_code_that_set_it_up_does_not_sign_in(plain: Somebody) -> None:
    plain.sets_up()
    code = plain.now()
    plain.leaves()
    plain.password()
    assert plain.code(code).status_code == 403


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_phone_may_be_one_step_off_and_no_more(chen: Somebody, steps: int, taken: bool) -> None:
    chen.clock.pass_by(minutes=5)
    chen.password()
    assert (chen.code(chen.now(steps)).status_code == 302) is taken


@pytest.mark.parametrize("written", ["{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}", " {0} ", "{0}"])
def test_a_code_may_be_written_with_blanks_or_full_width(chen: Somebody, written: str) -> None:
    chen.password()
    code = written.format(chen.now())
    wide = code.translate({ord(digit): ord("０") + int(digit) for digit in "0123456789"})
    assert chen.code(wide).status_code == 302


@pytest.mark.parametrize("junk", ["", "0", "abcdef", "1" * 5000, "١٢٣", "½½½½½½", "-00001", "\0"])
def test_whatever_is_typed_as_a_code_gets_an_answer(chen: Somebody, junk: str) -> None:
    chen.password()
    answer = chen.code(junk)
    assert answer.status_code == 403
    assert not chen.is_in()


@pytest.mark.database
def test_wrong_codes_pause_the_name_at_this_address_as_wrong_passwords_do(chen: Somebody) -> None:
    chen.password()
    wrong = chen.phone.wrong(chen.clock.now)
    said = [words(chen.code(wrong)) for _ in range(5)]
    assert all("不对" in each for each in said[:4])
    assert "以后可以再试" in said[4]
    assert "以后可以再试" in words(chen.code(chen.now()))
    assert "以后可以再试" in words(chen.password())
    assert not chen.is_in()


def test_the_right_password_does_not_clear_the_count_of_wrong_codes(chen: Somebody) -> None:
    wrong = chen.phone.wrong(chen.clock.now)
    for _ in range(2):
        chen.password()
        chen.code(wrong)
        chen.code(wrong)
    chen.password()
    assert "以后可以再试" in words(chen.code(wrong))


def test_wrong_codes_elsewhere_keep_nobody_out_here(chen: Somebody) -> None:
    thief = Somebody("chen", chen.clock)
    thief.phone = chen.phone
    for n in range(7):
        thief.password(at="10.9.9.9")
        thief.code(chen.phone.wrong(chen.clock.now), at="10.9.9.9")
        assert n < 5 or "以后可以再试" in words(thief.password(at="10.9.9.9"))
    chen.password()
    assert chen.code(chen.now()).status_code == 302
    assert "密码对、动态码错的有" in chen.reads("/account/")


def test_a_guesser_with_many_addresses_finds_codes_closed_and_the_owner_still_gets_in(
    chen: Somebody,
) -> None:
    Factor.objects.update(wrong=F("wrong") + 49)
    thief = Somebody("chen", chen.clock)
    thief.password(at="10.9.9.9")
    thief.code(chen.phone.wrong(chen.clock.now), at="10.9.9.9")
    thief.password(at="10.9.9.8")
    assert "只能用恢复码" in words(thief.code(chen.now(), at="10.9.9.8"))
    chen.password()
    assert chen.code(chen.codes[0]).status_code == 302
    chen.leaves()
    chen.signs_in()


def test_until_the_password_is_right_nobody_learns_who_has_a_second_step(
    chen: Somebody, region: Unit
) -> None:
    create_user("lin", "林晚秋", PASSWORD, must_change_password=False)
    answers = []
    for name in ("chen", "lin", "nobody"):
        client = Client()
        answer = client.post("/sign-in", {"username": name, "password": "no"})
        told = answer.content.decode().replace(f'value="{name}"', "")
        answers.append((answer.status_code, told, client.get("/sign-in/code").status_code))
    tokenless = [(status, words_without_token(told), code) for status, told, code in answers]
    assert tokenless[0] == tokenless[1] == tokenless[2]


def words_without_token(page: str) -> str:
    """The page but for the token that differs each time."""
    before, _, rest = page.partition('name="csrfmiddlewaretoken" value="')
    return before + rest.partition('"')[2]


def test_the_second_step_is_open_for_five_minutes(chen: Somebody) -> None:
    chen.password()
    chen.clock.pass_by(minutes=5, seconds=1)
    assert chen.code(chen.now())["Location"] == "/sign-in"
    assert "五分钟" in chen.reads("/sign-in")


def test_who_is_stopped_between_the_steps_stays_out(chen: Somebody, user: User) -> None:
    chen.password()
    disable(user)
    assert chen.code(chen.now())["Location"] == "/sign-in"
    assert not chen.is_in()


def test_a_password_changed_between_the_steps_asks_for_the_new_one(
    chen: Somebody, user: User
) -> None:
    chen.password()
    user.set_password("another-Quiet-river")
    user.save()
    assert chen.code(chen.now())["Location"] == "/sign-in"
    assert not chen.is_in()


def test_going_back_and_sending_again_opens_nothing(chen: Somebody) -> None:
    chen.password()
    code = chen.now()
    chen.code(code)
    assert chen.code(code)["Location"] == "/", "already in: on to the page"
    chen.leaves()
    assert chen.code(code)["Location"] == "/sign-in"
    assert not chen.is_in()


def test_a_form_of_before_the_first_step_cannot_be_sent_again_after_it(chen: Somebody) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.get("/sign-in").content.decode()
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    fields = {"username": "chen", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert strict.post("/sign-in", fields).status_code == 302
    strict.post("/sign-in/code", {"code": chen.now()})
    assert strict.post("/sign-in", fields).status_code == 403


@pytest.mark.database
def test_of_two_browsers_with_one_code_at_the_same_moment_one_gets_in(
    chen: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Factor.objects.get()
    monkeypatch.setattr(checking, "factor_of", lambda user: before)  # both read before either wrote
    others = [Somebody("chen", chen.clock) for _ in range(2)]
    for other in others:
        other.password()
    code = chen.now()
    assert [other.code(code).status_code for other in others] == [302, 403]


def test_pages_of_both_steps_are_kept_by_no_browser(chen: Somebody) -> None:
    chen.password()
    for answer in (chen.client.get("/sign-in/code"), chen.code("000000")):
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.database
def test_each_recovery_code_opens_once(chen: Somebody) -> None:
    assert len(set(chen.codes)) == 10
    chen.password()
    assert chen.code(chen.codes[3].upper().replace("-", " ")).status_code == 302
    assert "还剩 9 个" in chen.reads("/account/")
    chen.leaves()
    chen.password()
    assert chen.code(chen.codes[3]).status_code == 403
    assert chen.code(chen.codes[4]).status_code == 302


@pytest.mark.database
def test_the_owner_is_told_that_a_recovery_code_was_used(chen: Somebody) -> None:
    thief = Somebody("chen", chen.clock)
    thief.password()
    thief.code(chen.codes[0])
    assert "刚才用掉了一个恢复码" in thief.reads("/account/")
    assert "用恢复码登录了一次" in Change.objects.get(sentence__contains="恢复码登录").sentence
    chen.signs_in()
    told = chen.reads("/account/")
    assert "有人用您的恢复码登录过（共 1 次）" in told
    assert "最近一次用恢复码" in told
    chen.leaves()
    chen.signs_in()
    assert "有人用您的恢复码登录过" not in chen.reads("/account/")


@pytest.mark.database
def test_new_recovery_codes_end_the_old_ones(chen: Somebody) -> None:
    old = chen.codes
    chen.signs_in()
    answer = chen.sends("/account/second-step", do="codes")
    assert "只显示这一次" in words(answer)
    assert old[0] not in words(answer)
    chen.leaves()
    chen.password()
    assert chen.code(old[0]).status_code == 403


@pytest.mark.database
def test_neither_secret_nor_recovery_code_lies_in_plain_in_any_table(chen: Somebody) -> None:
    everything = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the tables' own names
            everything += [repr(row) for row in cursor.fetchall()]
    stored = "\n".join(everything)
    assert "陈晓岚" in stored, "the search finds what is there"
    for secret in (chen.phone.key.hex(), repr(chen.phone.key)[2:-1], *chen.codes):
        assert secret not in stored
        assert secret.replace("-", "") not in stored
    hidden = bytes(Factor.objects.get().hidden)
    assert chen.phone.key not in hidden


def test_a_code_that_was_tried_is_nowhere_on_record(chen: Somebody) -> None:
    chen.password()
    wrong = chen.phone.wrong(chen.clock.now)
    chen.code(wrong)
    record = AccessAttempt.objects.get()
    assert wrong not in f"{record.get_data}{record.post_data}{record.path_info}"


def test_a_set_up_that_is_not_confirmed_asks_for_nothing(plain: Somebody) -> None:
    plain.sends("/account/second-step", do="begin")
    assert plain.sends("/account/second-step", do="confirm", code="000000").status_code == 422
    plain.leaves()
    assert plain.password()["Location"] == "/"
    assert plain.is_in()


@pytest.mark.database
def test_switching_off_takes_the_password_and_a_code(chen: Somebody) -> None:
    chen.signs_in()
    chen.clock.pass_by(seconds=60)
    off = {"do": "off"}
    address = "/account/second-step"
    assert chen.sends(address, **off, password="no", code=chen.now()).status_code == 422
    assert chen.sends(address, **off, password=PASSWORD, code="000000").status_code == 422
    assert Factor.objects.filter(ended_at=None).count() == 1
    answer = chen.sends(address, **off, password=PASSWORD, code=chen.now())
    assert answer["Location"] == "/account/"
    assert bytes(Factor.objects.get().hidden) == b""
    assert not RecoveryCode.objects.filter(used_at=None).exists()
    chen.leaves()
    assert chen.password()["Location"] == "/"


def test_what_is_done_about_it_is_on_record(chen: Somebody) -> None:
    chen.signs_in()
    chen.sends("/account/second-step", do="codes")
    chen.clock.pass_by(seconds=60)
    chen.sends("/account/second-step", do="off", password=PASSWORD, code=chen.now())
    said = " ".join(Change.objects.values_list("sentence", flat=True))
    for words_ in ("开了两步登录", "换了一组新的恢复码", "关了自己的两步登录"):
        assert words_ in said


@pytest.mark.database
def test_who_must_have_it_sets_it_up_at_the_next_sign_in_before_all_else(
    keeper: Somebody,
) -> None:
    assert keeper.sends("/second-step-rule/", roles="administrator").status_code == 302
    assert keeper.is_in(), "only from the next sign-in"
    keeper.leaves()
    keeper.password()
    for address in ("/overview/", "/account/", "/staff/", "/second-step-rule/"):
        assert keeper.client.get(address)["Location"] == "/account/second-step", address
    assert "请先设置好" in keeper.reads("/account/second-step")
    keeper.sets_up()
    assert keeper.is_in()
    keeper.leaves()
    keeper.signs_in()
    keeper.clock.pass_by(seconds=60)
    refused = keeper.sends("/account/second-step", do="off", password=PASSWORD, code=keeper.now())
    assert "必须用两步登录，不能关" in words(refused)


def test_the_first_password_is_changed_before_the_second_step_is_set_up(
    keeper: Somebody, region: Unit
) -> None:
    keeper.sends("/second-step-rule/", roles="administrator")
    fresh = create_user("fresh", "新来的", PASSWORD)
    appoint(fresh, region, "administrator")
    somebody = Somebody("fresh", keeper.clock)
    somebody.password()
    assert somebody.client.get("/overview/")["Location"] == "/password"
    new = "another-Quiet-river"
    somebody.sends("/password", old=PASSWORD, password=new, again=new)
    assert somebody.client.get("/overview/")["Location"] == "/account/second-step"


@pytest.mark.database
def test_taken_off_the_list_nobody_has_to(keeper: Somebody) -> None:
    keeper.sends("/second-step-rule/", roles="administrator")
    keeper.sends("/second-step-rule/")
    keeper.leaves()
    keeper.password()
    assert keeper.is_in()
    said = " ".join(Change.objects.values_list("sentence", flat=True))
    assert "规定系统管理员必须用两步登录" in said
    assert "不再规定系统管理员必须用两步登录" in said


def test_a_role_that_is_none_is_refused_and_nothing_changes(keeper: Somebody) -> None:
    assert keeper.sends("/second-step-rule/", roles="emperor").status_code == 422
    assert not Change.objects.filter(sentence__contains="必须用两步登录").exists()


@pytest.mark.database
def test_an_administrator_ends_a_lost_one_and_its_owner_is_told(
    chen: Somebody, keeper: Somebody
) -> None:
    answer = keeper.sends("/staff/chen/", do="end-second-step")
    assert answer.status_code == 302
    assert chen.password()["Location"] == "/"
    assert "管信达于 11-24" in chen.reads("/account/")
    assert "结束了您的两步登录" not in chen.reads("/account/")
    assert "结束了陈晓岚（chen）的两步登录" in Change.objects.latest("id").sentence


def test_an_administrator_does_not_end_their_own_there(keeper: Somebody) -> None:
    keeper.sets_up()
    answer = keeper.sends("/staff/keeper/", do="end-second-step")
    assert answer.status_code == 422
    assert "请另一位管理员" in words(answer)
    assert Factor.objects.filter(ended_at=None).exists()


def test_nobody_else_ends_anybodys(chen: Somebody, region: Unit, clock: Clock) -> None:
    create_user("lin", "林晚秋", PASSWORD, must_change_password=False)
    lin = Somebody("lin", clock)
    lin.password()
    assert lin.sends("/staff/chen/", do="end-second-step").status_code == 404
    assert lin.sends("/second-step-rule/", roles="window").status_code == 404
    assert Factor.objects.filter(ended_at=None).exists()


def test_a_secret_that_no_longer_opens_says_whom_to_ask(chen: Somebody) -> None:
    Factor.objects.update(hidden=b"AES-256-GCM\nbroken")
    chen.password()
    answer = chen.code(chen.now())
    assert answer.status_code == 403
    assert "请系统管理员" in words(answer)
    assert chen.code(chen.codes[0]).status_code == 302, "recovery codes need no secret"
