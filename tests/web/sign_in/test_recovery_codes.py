"""恢复码: each opens once, its use is told to its owner, and no secret lies in plain."""

from __future__ import annotations

import pytest
from django.db import connection

from bancheng.identity.models import Factor
from bancheng.people.change import Change
from tests.web.clerk import words
from tests.web.sign_in.somebody import Somebody

pytestmark = pytest.mark.django_db


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
