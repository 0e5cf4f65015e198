"""常用语: per person and per centre, filled from the case, and never with a person."""

from __future__ import annotations

import pytest

from bancheng.casework import access
from bancheng.casework.look import look
from bancheng.core.refusal import Refusal
from bancheng.people.models import Unit
from bancheng.workbench import ready_text_places, ready_texts
from bancheng.workbench.ready_text_places import UNKNOWN
from bancheng.workbench.ready_text_row import ReadyText
from tests.casework.hall import Hall, at

pytestmark = pytest.mark.database
NOW = at("2026-11-24 10:00")
THANKS = {"name": "谢谢", "text": "谢谢您告诉我们，编号 {工单编号}。"}


def centre() -> Unit:
    return Unit.objects.get(code="hall")


def keep(
    hall: Hall, who: str = "chen", entry: str = "", *, shared: bool = False, **given: str
) -> ReadyText:
    return ready_texts.save(
        hall.people[who], centre(), entry, shared, {**THANKS, **given}, NOW
    )  # fmt: skip


def names(hall: Hall, who: str) -> list[str]:
    return [ready.name for ready in ready_texts.listed(hall.people[who], centre())]


def test_ones_own_are_for_oneself_and_the_centres_for_everybody(hall: Hall) -> None:
    keep(hall, "chen", name="自己的")
    keep(hall, "lin", shared=True, name="共用的")
    assert names(hall, "chen") == ["自己的", "共用的"]
    assert names(hall, "lin") == ["共用的"]
    assert names(hall, "mo") == ["共用的"]


def test_a_department_keeps_its_own_and_leaves_the_centres_alone(hall: Hall) -> None:
    shared = keep(hall, shared=True)
    keep(hall, "mo", name="部门的")
    assert names(hall, "mo") == ["部门的", "谢谢"]
    with pytest.raises(Refusal):
        keep(hall, "mo", shared=True)
    for change in (
        lambda: keep(hall, "mo", shared.entry),
        lambda: ready_texts.end(hall.people["mo"], centre(), shared.entry, NOW),
    ):
        with pytest.raises(access.NotFound):
            change()


def test_a_change_ends_the_text_before_which_stays_on_record(hall: Hall) -> None:
    entry = keep(hall, shared=True).entry
    keep(hall, "lin", entry, text="谢谢您。")
    (ready,) = ready_texts.listed(hall.people["chen"], centre())
    assert (ready.text, ready.made_by) == ("谢谢您。", "lin")
    before = ReadyText.objects.get(entry=entry, ended_by="lin")
    assert before.made_by == "chen"


def test_what_was_taken_out_is_offered_no_more_and_ones_own_words_are_gone(hall: Hall) -> None:
    mine, shared = keep(hall), keep(hall, shared=True, name="共用的")
    for row in (mine, shared):
        ready_texts.end(hall.people["chen"], centre(), row.entry, NOW)
    assert names(hall, "chen") == []
    assert [row.entry for row in ReadyText.objects.all()] == [shared.entry]


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": " "}, "name"), ({"text": ""}, "text"), ({"text": "找 {姓名}"}, "text")],
)
def test_what_cannot_be_filled_is_refused_with_what_can(
    hall: Hall, given: dict[str, str], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        ready_texts.save(hall.people["chen"], centre(), "", False, {**THANKS, **given}, NOW)
    assert refused.value.field == field
    assert ReadyText.objects.count() == 0


def test_no_place_stands_for_a_person_of_the_case() -> None:
    for word in ("姓名", "诉求人", "电话", "反映的事"):
        assert word not in ready_text_places.KNOWN


def test_places_are_filled_from_the_case_and_the_hall(hall: Hall) -> None:
    case_no = hall.register("2026-11-24 09:00", kind="consultation", ground="other")
    chen = hall.people["chen"]
    around = ready_text_places.around(chen, centre(), NOW, look(chen, case_no, NOW))
    told = ready_text_places.filled("{工单编号}：{期限}答复，{今天}，{首问}，{我的姓名}", around)
    assert told == f"{case_no}：11月24日 13:00 前（当场答复）答复，11月24日，陈晓岚，陈晓岚"


def test_what_is_not_known_yet_is_left_to_be_written_by_hand(hall: Hall) -> None:
    case_no = hall.register("2026-11-24 09:00")
    chen = hall.people["chen"]
    with_case = ready_text_places.around(chen, centre(), NOW, look(chen, case_no, NOW))
    assert ready_text_places.filled("{承办部门}", with_case) == UNKNOWN
    assert ready_text_places.filled(
        "{工单编号}", ready_text_places.around(chen, centre(), NOW)
    ) == (UNKNOWN)
    assert ready_text_places.filled("{随便}", with_case) == "{随便}"


def test_no_ready_text_lies_in_plain_text(hall: Hall) -> None:
    row = keep(hall, text="请找值班的秦阿姨")
    assert "秦阿姨".encode() not in bytes(ReadyText.objects.get(pk=row.pk).words)
