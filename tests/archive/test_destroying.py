"""到期销毁: two people, a ground, and a record that stays when the package is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bancheng.archive import destroying, keeping, shelf
from bancheng.archive.destruction_row import Destruction
from bancheng.archive.making import make_package
from bancheng.archive.package_row import Package
from bancheng.core.refusal import Refusal
from bancheng.files.keeping import LostFileError
from tests.archive.conftest import NOW
from tests.archive.test_pages import complaint
from tests.casework.hall import Hall
from tests.web.clerk import Clerk

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-12", "SC-7.4")]
BASIS, REASON = "2026 年 11 月 20 日鉴定，无保存价值", "同意鉴定意见"
ADDRESS = "/archive/destroying/"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def over(hall: Hall, archived: str) -> Package:
    """A package whose time ended yesterday."""
    return ended(make_package(hall.people["chen"], archived, "over", NOW))


def ended(package: Package) -> Package:
    package.due_on = (NOW - timedelta(days=1)).date()
    package.save()
    return package


def proposed(package: Package) -> Destruction:
    Clerk("chen").post(ADDRESS, do="propose", package=package.pk, basis=BASIS)
    return Destruction.objects.get(package=package, decided_at=None)


def test_one_proposes_another_approves_and_the_record_stays(over: Package, archived: str) -> None:
    one = proposed(over)
    own = Clerk("chen").post(
        ADDRESS, 422, do="approve", destruction=one.pk, reason=REASON, sure="1"
    )
    assert "请另一位来决定" in own.content.decode()
    assert shelf.path_of(over.file_id).exists()
    jiang = Clerk("jiang")
    assert over.number in jiang.get(ADDRESS)
    jiang.post(ADDRESS, do="approve", destruction=one.pk, reason=REASON, sure="1")
    assert not shelf.path_of(over.file_id).exists()
    gone = Package.objects.get(pk=over.pk)
    assert (gone.digest, gone.number, bytes(gone.wrapped)) == (over.digest, over.number, b"")
    with pytest.raises(LostFileError):
        keeping.content(gone)
    told = jiang.get(ADDRESS)
    for words in (over.number, over.digest, "江望舒批准", REASON, "陈晓岚", BASIS, "已销毁"):
        assert words in told
    page = Clerk("chen").get(f"/cases/{archived}/package/")
    assert f"江望舒批准（{REASON}）；陈晓岚提出，依据：{BASIS}" in page
    assert over.digest in page
    assert "取出归档包" not in page
    assert "已经销毁，不再做" in page
    refused = Clerk("chen").post(f"/archive/{over.pk}/take", 422, reason="移交", command_id="t")
    assert "已经销毁，取不出来了" in refused.content.decode()
    assert archived in Clerk("chen").get("/archive/?due=gone")
    assert archived not in Clerk("chen").get("/archive/?due=over")


def test_neither_without_a_ground_nor_without_a_look_at_the_appraisal(over: Package) -> None:
    refused = Clerk("chen").post(ADDRESS, 422, do="propose", package=over.pk, basis=" ")
    assert "请写明鉴定的意见" in refused.content.decode()
    assert not Destruction.objects.exists()
    one = proposed(over)
    for sent, said in (
        ({"reason": REASON}, "已经核对鉴定意见"),
        ({"reason": "", "sure": "1"}, "请写明批准或者不批准的理由"),
    ):
        answer = Clerk("jiang").post(ADDRESS, 422, do="approve", destruction=one.pk, **sent)
        assert said in answer.content.decode()
    assert shelf.path_of(over.file_id).exists()
    assert Destruction.objects.get().decided_at is None


def test_one_refused_is_kept_and_may_be_proposed_again(over: Package) -> None:
    one = proposed(over)
    assert over.number not in Clerk("chen").get(ADDRESS).partition("已经到期的")[2]
    Clerk("jiang").post(ADDRESS, do="refuse", destruction=one.pk, reason="另案还要用")
    assert "继续保管" in Clerk("chen").get(ADDRESS)
    assert shelf.path_of(over.file_id).exists()
    assert proposed(over).pk != one.pk
    assert Destruction.objects.count() == 2


def test_what_is_not_over_or_dealt_with_again_is_left_alone(
    hall: Hall, archived: str, over: Package
) -> None:
    chen, jiang = hall.people["chen"], hall.people["jiang"]
    one = proposed(over)
    Package.objects.filter(pk=over.pk).update(due_on=NOW.date())
    with pytest.raises(Refusal, match="没有满"):
        destroying.decide(jiang, [one.pk], True, REASON, NOW)
    Package.objects.filter(pk=over.pk).update(due_on=None)  # kept for ever
    assert not destroying.due_for(chen, NOW).exists()
    ended(over)
    hall.do("jiang", archived, "reopen", "2026-11-27 09:00", reason="又办不成")
    with pytest.raises(Refusal, match="又在办理"):
        destroying.decide(jiang, [one.pk], True, REASON, NOW)
    assert shelf.path_of(over.file_id).exists()


def test_a_department_and_strangers_have_no_part_in_it(over: Package) -> None:
    one = proposed(over)
    for somebody in ("mo", "li", "rao"):
        Clerk(somebody).raw(ADDRESS, 404)
        Clerk(somebody).post(
            ADDRESS, 404, do="approve", destruction=one.pk, reason=REASON, sure="1"
        )
    lin = Clerk("lin")  # a colleague at the window proposes too, but does not decide
    answer = lin.post(ADDRESS, 422, do="approve", destruction=one.pk, reason=REASON, sure="1")
    assert "由督办本中心工单的" in answer.content.decode()
    assert shelf.path_of(over.file_id).exists()


@pytest.mark.clause("XF-7.5", "SC-5.1.c")
def test_a_complaint_is_kept_from_those_complained_of_here_too(hall: Hall) -> None:
    case_no = complaint(hall)
    package = ended(make_package(hall.people["chen"], case_no, "c", NOW))
    assert package.number in Clerk("chen").get(ADDRESS)
    lin = Clerk("lin")
    assert package.number not in lin.get(ADDRESS)
    lin.post(ADDRESS, do="propose", package=package.pk, basis=BASIS)
    assert not Destruction.objects.exists()
    proposed(package)
    assert package.number not in lin.get(ADDRESS)


def test_what_a_power_cut_spared_is_swept_away(over: Package) -> None:
    Package.objects.filter(pk=over.pk).update(destroyed_at=NOW, wrapped=b"")
    keeping.sweep(NOW + timedelta(days=400))
    assert not shelf.path_of(over.file_id).exists()
