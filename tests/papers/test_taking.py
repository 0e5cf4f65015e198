"""打印: recorded, drawn as the case stood, masked for everybody else, invisible to strangers."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from bancheng.casework.access import NotFound
from bancheng.casework.look import Look, look
from bancheng.casework.reveal_row import Reveal
from bancheng.core.refusal import Refusal
from bancheng.counter.slip_given_row import SlipGiven
from bancheng.papers import taking
from bancheng.papers.on_offer import offers
from bancheng.papers.taken_row import PaperTaken
from tests.casework.hall import Hall, at
from tests.papers import cases, reading

pytestmark = pytest.mark.database
FORM = "form-registration"
NOW = at("2026-11-24 09:00")


def seen(hall: Hall, who: str, case_no: str, when: str = "2026-11-24 09:00") -> Look:
    return look(hall.people[who], case_no, at(when))


def took(
    hall: Hall, who: str, case_no: str, paper: str = FORM, *, whole: bool = True
) -> PaperTaken:
    found = seen(hall, who, case_no)
    return taking.take(hall.people[who], found, paper, "pdf", f"{who}-{paper}", whole=whole)


@pytest.mark.clause("XF-A2")
def test_whoever_prints_names_and_phones_is_on_record(hall: Hall) -> None:
    case_no = cases.half_way(hall)
    row = took(hall, "mo", case_no)
    assert {(r.user, r.field) for r in Reveal.objects.all()} == {("mo", "name"), ("mo", "phone")}
    assert "打印“" in Reveal.objects.all()[0].reason
    assert took(hall, "mo", case_no).pk == row.pk
    assert Reveal.objects.count() == 2
    took(hall, "gu", case_no, whole=False)
    assert Reveal.objects.count() == 2


def test_a_paper_is_drawn_again_as_the_case_stood(hall: Hall) -> None:
    case_no = cases.half_way(hall)
    row = took(hall, "chen", case_no)
    first = taking.file_of(hall.people["chen"], row, NOW)
    hall.do("mo", case_no, "claim", "2026-11-24 09:10")
    reply = {"answer": "result", "text": cases.RESULT, "signature": "莫海涛"}
    hall.do("mo", case_no, "reply", "2026-11-24 09:20", **reply)
    assert taking.file_of(hall.people["chen"], row, at("2026-11-24 10:00")) == first


def test_the_next_day_and_for_others_names_are_masked(hall: Hall) -> None:
    case_no = cases.half_way(hall)
    row = took(hall, "chen", case_no)
    day = reading.text_of(taking.file_of(hall.people["chen"], row, NOW))
    later = reading.text_of(taking.file_of(hall.people["chen"], row, at("2026-11-25 09:00")))
    other = reading.text_of(taking.file_of(hall.people["lin"], row, NOW))
    assert "秦桂芳" in day
    for told in (later, other):
        assert "秦*芳" in told
        assert "秦桂芳" not in told


def test_a_case_one_may_not_see_has_no_papers(hall: Hall) -> None:
    case_no = cases.half_way(hall)
    row = took(hall, "chen", case_no)
    with pytest.raises(NotFound):
        taking.file_of(hall.people["rao"], row, NOW)


def test_a_complaints_papers_are_kept_from_those_complained_of(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00", ground="conduct", accused_units=["housing"])
    row = took(hall, "gu", case_no)
    with pytest.raises(NotFound):
        taking.file_of(hall.people["mo"], row, NOW)


def test_papers_for_the_petitioner_are_the_counters_and_count_as_given(hall: Hall) -> None:
    case_no = cases.half_way(hall)
    assert "slip-receipt" in [o.name for o in offers(seen(hall, "chen", case_no))]
    assert "slip-receipt" not in [o.name for o in offers(seen(hall, "mo", case_no))]
    took(hall, "chen", case_no, "slip-receipt")
    given = SlipGiven.objects.get()
    assert (given.kind, given.how, given.by) == ("receipt", "printed", "chen")
    with pytest.raises(Refusal, match="no_such_paper"):
        took(hall, "mo", case_no, "slip-receipt")


def test_a_paper_there_is_not_is_refused_in_a_sentence(hall: Hall) -> None:
    case_no = hall.register("2026-11-23 09:00")
    for paper in ("form-nothing", "slip-result", "supervision-3", "minutes-1", "x", ""):
        with pytest.raises(Refusal, match="no_such_paper"):
            took(hall, "chen", case_no, paper)
    with pytest.raises(Refusal, match="unknown_option"):
        taking.take(hall.people["chen"], seen(hall, "chen", case_no), FORM, "exe", "c", whole=True)
    assert not PaperTaken.objects.exists()


@pytest.mark.clause("XF-A2")
def test_several_cases_make_one_file_in_their_order(hall: Hall) -> None:
    numbers = [cases.half_way(hall), hall.register("2026-11-23 10:00"), cases.whole_way(hall)]
    chen = hall.people["chen"]
    looks = [seen(hall, "chen", n, "2026-11-27 09:00") for n in numbers]
    rows = taking.take_together(chen, looks, FORM, "together-1", whole=True)
    content = taking.file_together(chen, rows, at("2026-11-27 09:00"))
    assert len(reading.pages(content)) == 3
    for page, number in enumerate(numbers):
        assert f"工单编号：{number}" in reading.text_of(content, page)
    assert reading.marks_of(content) == {"part": "2", "conformance": "B"}
    assert PaperTaken.objects.filter(batch="together-1").count() == 3


def test_an_erased_case_leaves_no_name_in_the_record_of_papers(hall: Hall) -> None:
    case_no = cases.half_way(hall)
    row = took(hall, "chen", case_no)
    kept = " ".join(str(value) for value in vars(row).values())
    assert "秦桂芳" not in kept
    assert cases.MATTER[:6] not in kept


def test_choosing_a_paper_costs_no_more_for_an_old_case(
    hall: Hall, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case_no = cases.whole_way(hall)
    found = seen(hall, "chen", case_no, "2026-11-27 09:00")
    with django_assert_max_num_queries(1):
        offers(found)
