"""通知: a bell that counts, a list that leads on, quiet when one asks for it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from bancheng.notices import spreading
from bancheng.notices.notice import Notice
from bancheng.people.sessions import SEEN_AT
from tests.casework.hall import Hall
from tests.web.clerk import Clerk
from tests.web.conftest import Clock

pytestmark = pytest.mark.database


@pytest.fixture
def lin(hall: Hall, clock: Clock) -> Clerk:
    """A colleague who has news: somebody else registered a case."""
    hall.register("2026-11-24 14:00", kind="consultation", ground="other")
    spreading.run(timezone.now())
    return Clerk("lin")


def test_the_bell_counts_and_the_list_leads_to_the_case(lin: Clerk) -> None:
    assert "没看的通知" in lin.get("/notices/count")
    page = lin.get("/notices/")
    assert "新的事" in page
    number = Notice.objects.filter(username="lin").order_by("pk").values_list("pk", flat=True)[0]
    answer = lin.post(f"/notices/{number}", 303)
    assert answer["Location"].startswith("/cases/MQ")
    for other in Notice.objects.filter(username="lin", read_at=None):
        lin.post(f"/notices/{other.pk}", 303)
    assert lin.get("/notices/count").strip() == ""
    assert "都看过了" in lin.get("/notices/")


def test_all_at_once(lin: Clerk) -> None:
    lin.post("/notices/", 302)
    assert "都看过了" in lin.get("/notices/")


def test_another_persons_notice_does_not_exist(lin: Clerk, hall: Hall) -> None:
    number = Notice.objects.filter(username="lin").values_list("pk", flat=True)[0]
    Clerk("chen").post(f"/notices/{number}", 404)


def test_quiet_hours_silence_the_bell_and_not_the_list(lin: Clerk) -> None:
    wanted = {"quiet_from": "12:00", "quiet_until": "16:00", "wanted": ["duty_opened", "warned"]}
    lin.post("/notices/quiet", 302, **wanted)
    assert lin.get("/notices/count").strip() == ""
    page = lin.get("/notices/")
    assert "没看" in page
    assert "到 16:00" in page


def test_a_half_given_quiet_is_refused_and_kept_as_typed(lin: Clerk) -> None:
    answer = lin.post("/notices/quiet", 422, quiet_from="12:00")
    assert "要写两头" in answer.content.decode()
    assert 'value="12:00"' in answer.content.decode()


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(lin: Clerk, clock: Clock) -> None:
    seen = lin.client.session[SEEN_AT]
    for _ in range(4):
        clock.pass_by(minutes=6)
        lin.get("/notices/count")
    assert lin.client.session[SEEN_AT] == seen
    clock.pass_by(minutes=7)
    assert lin.client.get("/notices/count").status_code == 302
