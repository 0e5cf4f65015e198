"""Every public page, in every state these tests reach, in both standards: words anybody knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from bancheng.casework.door import Order, open_case
from bancheng.cli.demonstration.plan import plans
from bancheng.cli.demonstration.settle import settle
from bancheng.library.places import standards_dir
from bancheng.library.standards import standard
from bancheng.petitioner import acting, limits, plain
from bancheng.web.public import urls
from bancheng.web.wrong import TO_VISITORS
from tests.casework.hall import COMMANDS, PASSWORD, Hall, at
from tests.petitioner.plain_language import LONGEST, TRADE, faults
from tests.petitioner.test_own_acts import inside
from tests.petitioner.visitor import PLAIN, Visitor
from tests.web.clerk import words

pytestmark = pytest.mark.database
DAY = "2026-11-20 09:00"
BESIDES = frozenset(
    {
        "public-leave",
        "public-look",
        "public-mine",
        "public-act",
        "public-paper",
        "public-handed-over",
    }
)
"""No pages to open, or such as are read in every state of a case."""


def states(hall: Hall) -> Iterator[tuple[str, str]]:
    """A case at every place a petitioner can find it at, by what it is."""
    given = {"matter": "装电梯", "name": "秦桂芳", "phone": "13900005512", "channel": "counter"}

    def registered() -> str:
        number = f"test-{next(COMMANDS)}"
        orders = [Order("register", given)]
        return open_case(hall.people["chen"], "hall", orders, number, at(DAY)).case_no

    yield "submitted", Visitor().hands_in()[0]
    yield "registered", registered()
    noticed = registered()
    hall.do("chen", noticed, "give_notice", DAY, missing="身份证", next_step="补来就办")
    yield "awaiting papers", noticed
    declined = registered()
    hall.do("chen", declined, "decline", DAY, refusal="law", basis="第八条", where_to_go="派出所")
    yield "declined", declined
    hall.do("chen", declined, "inform", DAY, means="phone")
    yield "told where to go", declined
    accepted = hall.register(DAY)
    yield "accepted", accepted
    hall.do("jiang", accepted, "screen", DAY)
    yield "screened", accepted
    for kind in ("consultation", "suggestion"):
        yield kind, hall.register(DAY, kind=kind, ground="other")
    complex_ = hall.register(DAY, kind="complex", complex_because="several")
    hall.do("jiang", complex_, "refer", DAY, question="哪个部门办")
    yield "referred", complex_
    helped = hall.register(DAY, traits=["elderly"])
    yield "elderly", helped
    hall.do("chen", helped, "open_green_channel", DAY, departments_told=["housing"])
    hall.do("chen", helped, "assist", DAY, helper="lin", papers_taken="身份证一张")
    yield "helped", helped
    placed = hall.placed(DAY)
    yield "placed", placed
    hall.do("mo", placed, "object", DAY, reason="不归我们")
    yield "objected", placed
    slow = hall.placed(DAY)
    hall.do("mo", slow, "claim", DAY)
    hall.do("mo", slow, "declare_unsolvable", DAY, reason="没有依据")
    yield "unsolvable", slow
    for n, case_no in enumerate([hall.ended(DAY), hall.ended(DAY)]):
        yield f"ended {n}", case_no
        if n:
            hall.do("petitioner", case_no, "rate", DAY, satisfaction="dissatisfied", said="没好")
            yield "rated badly", case_no
            hall.do("jiang", case_no, "reopen", "2026-11-20 10:00", reason="没好")
            yield "reopened", case_no
    taken_back = hall.register(DAY)
    hall.do("petitioner", taken_back, "withdraw", DAY)
    yield "withdrawn", taken_back


@pytest.mark.clause("XF-9.1", "SC-7.1.1")
def test_every_page_about_a_case_is_plain_in_every_state(hall: Hall) -> None:
    wrong: list[str] = []
    read = 0
    for state, case_no in states(hall):
        visitor = inside(case_no)
        found = acting.their_case(case_no, timezone.now())
        for page in ("/mine", *(f"/mine/{act}" for act in acting.open_acts(found))):
            wrong += [f"{state} {page}: {f}" for f in faults(visitor.get(page).content.decode())]
            read += 1
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert read > 40


def test_every_page_for_everybody_is_plain_in_both_standards(hall: Hall) -> None:
    for plan in plans(standards_dir()):
        settle(plan.centre, PASSWORD, timezone.now())
    wrong: list[str] = []
    for centre in ("hall", "xf-hall", "sc-liuhe-hall"):
        visitor = Visitor(centre=centre)
        for route in urls.urlpatterns:
            if route.name in BESIDES:
                continue
            page = f"/{str(route.pattern).partition('/')[2].partition('/')[2]}"
            wrong += [f"{centre} {page}: {f}" for f in faults(visitor.get(page).content.decode())]
    for _ in range(limits.CEILING_PER_ADDRESS):
        limits.sent("elsewhere", "10.8.0.1", timezone.now() - timedelta(minutes=10))
    answers = [
        Visitor().asks("x", "1", 422),
        Visitor().sends("/submit", 422, **{**PLAIN, "phone": ""}),
        Visitor().sends("/submit", 422, **{**PLAIN, "website": "x"}),
        Visitor("10.8.0.1").sends("/submit", 429, **PLAIN),
        Visitor().sends("/submit", 200, **PLAIN),
        Visitor().posts("/leave", 200),
        Visitor().get("/nowhere", 404),
    ]
    for answer in answers:
        wrong += [f"{answer.status_code}: {f}" for f in faults(answer.content.decode())]
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_what_goes_wrong_is_said_to_a_petitioner_in_plain_words(hall: Hall) -> None:
    for title, sentence in TO_VISITORS.values():
        assert not faults(f"<p>{title}</p><p>{sentence}</p>")
    assert "回到我的待办" not in words(Visitor().get("/nowhere", 404))


@pytest.mark.parametrize("name", ["guilin-xiufeng", "sichuan-township"])
def test_the_plain_words_of_each_act_are_plain(name: str) -> None:
    found = standard(name)
    for act in plain.PLAIN:
        for said in (plain.step(act, found), plain.coming(act, found), plain.told(act, found)):
            assert not faults(f"<p>{said}</p>"), said
    for word in (*found.grounds.values(), *found.refusals.values()):
        assert word.plain, word.label


def test_a_page_that_is_not_plain_would_be_noticed() -> None:
    """The control."""
    assert faults(f"<p>{'很' * (LONGEST + 1)}</p>")
    assert not faults(f"<p>{'很' * LONGEST}，{'很' * LONGEST}</p>")
    for word, meaning in TRADE.items():
        assert faults(f"<p>已经{word}了</p>")
        if meaning:
            assert not faults(f"<p>已经{word}（{meaning}）了</p>")
