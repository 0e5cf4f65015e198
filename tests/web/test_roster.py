"""人员名册、培训、制度: who works here, whose B is who, and the rules at hand."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.people.appoint import appoint, create_user, end_post
from bancheng.people.models import CentreRule, Post, Substitute, Training, Unit
from tests.casework.hall import PASSWORD, Hall, at
from tests.web.clerk import Clerk
from tests.web.test_pages_are_cheap import asked

pytestmark = pytest.mark.database

TRAINING: dict[str, Any] = {
    "do": "train",
    "topic": "一次性告知怎么说",
    "held_on": "2026-11-20",
    "hours": "1.5",
    "result": "合格",
}
RULE: dict[str, Any] = {
    "hall": "hall",
    "title": "首问负责制",
    "issued_on": "2026-10-01",
    "in_force_on": "2026-10-08",
    "reference": "某中心〔2026〕3 号",
    "body": "谁先接待，谁负责到底。",
}


@pytest.mark.clause("SC-6.2.1")
def test_the_roster_lists_posts_substitutes_trainings_and_who_is_away(
    hall: Hall, chen: Clerk
) -> None:
    office = Clerk("jiang")
    post = Post.objects.get(user=hall.people["chen"])
    office.post("/roster/chen/", do="substitute", post=post.pk, person="lin")
    office.post("/roster/chen/", **TRAINING)
    page = chen.get("/roster/")
    assert (
        "陈晓岚 某区政务服务中心 “办不成事”反映窗口工作人员 2026-11-24 起 林佩文 1.5 学时" in page
    )
    assert "参与本中心办件的其他单位 6 人" in page
    one = Clerk("lin").get("/roster/chen/")
    assert "一次性告知怎么说" in one
    assert "江望舒 记" in one
    assert "也是 陈晓岚（“办不成事”反映窗口工作人员） 的 B 角" in chen.get("/roster/lin/")


@pytest.mark.clause("SC-6.2.1")
def test_a_post_that_ended_stays_on_the_persons_page(hall: Hall) -> None:
    end_post(Post.objects.get(user=hall.people["lin"]))
    assert "林佩文" not in Clerk("jiang").get("/roster/")
    assert "2026-11-24 起，至 2026-11-24" in Clerk("jiang").get("/roster/lin/")


def test_only_those_who_look_after_somebody_record_their_training(hall: Hall, chen: Clerk) -> None:
    chen.post("/roster/lin/", 404, **TRAINING)
    chen.post("/roster/chen/", 404, **TRAINING)
    Clerk("jiang").post("/roster/mo/", 404, **TRAINING)
    assert not Training.objects.exists()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"topic": " "}, "内容"),
        ({"held_on": ""}, "请写明哪一天"),
        ({"held_on": "2026-12-01"}, "还没到"),
        ({"hours": "many"}, "学时“many”不对"),
        ({"hours": "-1"}, "不对"),
        ({"hours": "1.55"}, "最多一位小数"),
    ],
)
def test_a_training_without_sense_is_refused(hall: Hall, fields: dict[str, Any], why: str) -> None:
    answer = Clerk("jiang").post("/roster/chen/", 422, **{**TRAINING, **fields})
    assert why in answer.content.decode()
    assert not Training.objects.exists()


def test_a_training_entered_by_mistake_is_struck_and_stays(hall: Hall, chen: Clerk) -> None:
    office = Clerk("jiang")
    office.post("/roster/chen/", **TRAINING)
    office.post("/roster/chen/", do="untrain", training=Training.objects.get().pk)
    assert "江望舒 撤" in chen.get("/roster/chen/")
    assert "没有记录" in chen.get("/roster/")


def test_a_clerk_names_a_substitute_of_the_same_post_and_no_other(hall: Hall, chen: Clerk) -> None:
    post = Post.objects.get(user=hall.people["chen"]).pk
    chen.post("/roster/chen/", do="substitute", post=post, person="lin")
    refused = chen.post("/roster/chen/", 422, do="substitute", post=post, person="mo")
    assert "要排班的人或者管理员来定" in refused.content.decode()
    others = Post.objects.get(user=hall.people["lin"]).pk
    chen.post("/roster/lin/", 422, do="substitute", post=others, person="")
    assert [one.user.username for one in Substitute.objects.filter(ended_at=None)] == ["lin"]


def test_somebody_of_another_hall_is_not_found(hall: Hall, chen: Clerk) -> None:
    create_user("stranger", "路人甲", PASSWORD, must_change_password=False)
    chen.get("/roster/stranger/", 404)
    chen.get("/roster/nobody/", 404)
    Clerk("stranger").get("/roster/chen/", 404)


def test_the_roster_asks_no_more_for_many_people(hall: Hall, chen: Clerk) -> None:
    few = len(asked(chen, "/roster/"))
    for n in range(20):
        user = create_user(f"clerk{n}", f"甲{n}", None)
        appoint(user, Unit.objects.get(code="hall"), "window")
    assert len(asked(chen, "/roster/")) == few
    assert few <= 3 + 4


@pytest.mark.clause("XF-5", "SC-6.2.2")
def test_the_centres_own_rules_are_on_file_dated_and_replaced(hall: Hall, chen: Clerk) -> None:
    office = Clerk("jiang")
    office.post("/rules/new", **RULE)
    first = CentreRule.objects.get()
    newer: dict[str, Any] = {
        **RULE,
        "issued_on": "2026-11-20",
        "in_force_on": "2026-12-01",
        "replaces": first.pk,
    }
    office.post("/rules/new", **newer)
    page = chen.get("/rules/")
    assert page.index("本中心现行的制度") < page.index("2026-10-08 起施行，2026-12-01 停止")
    assert "将要施行" in page
    assert "谁先接待，谁负责到底。" in chen.get(f"/rules/{first.pk}/")
    assert "改为" in chen.get(f"/rules/{first.pk}/")
    assert first.holds(at("2026-11-30 12:00").date())
    kept = CentreRule.objects.get(pk=first.pk)
    assert kept.holds(at("2026-11-30 12:00").date())
    assert not kept.holds(at("2026-12-01 12:00").date())


@pytest.mark.clause("SC-6.2.2")
def test_the_documents_the_standard_refers_to_stand_on_the_page(hall: Hall) -> None:
    town = create_user("town", "镇上的", PASSWORD, must_change_password=False)
    place = Unit.objects.create(
        code="town-hall",
        name="某镇便民服务中心",
        form="centre",
        parent=Unit.objects.get(code="district"),
        standard="sichuan-township",
    )
    appoint(town, place, "window")
    page = Clerk("town").get("/rules/")
    assert "乡镇（街道）便民服务中心窗口服务规范" in page


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"title": ""}, "名称"),
        ({"issued_on": ""}, "请写明印发日期"),
        ({"in_force_on": "2026-09-01"}, "施行日期早于印发日期"),
        ({"reference": "", "body": ""}, "请写正文"),
    ],
)
def test_a_rule_without_sense_is_refused(hall: Hall, fields: dict[str, Any], why: str) -> None:
    answer = Clerk("jiang").post("/rules/new", 422, **{**RULE, **fields})
    assert why in answer.content.decode()
    assert not CentreRule.objects.exists()


def test_a_rule_is_withdrawn_once_and_by_those_who_may(hall: Hall, chen: Clerk) -> None:
    office = Clerk("jiang")
    office.post("/rules/new", **RULE)
    address = f"/rules/{CentreRule.objects.get().pk}/"
    chen.post("/rules/new", 404, **RULE)
    chen.post(address, 404, on="2026-11-24")
    assert "请写明从哪天起" in office.post(address, 422, on="").content.decode()
    office.post(address, on="2026-11-24")
    assert "已于 2026-11-24 停止施行" in office.post(address, 422, on="2026-11-25").content.decode()
    assert "已经停止施行 1 份" in chen.get("/rules/")
