"""A gateway that brings its reports: signed as everything else, in its own words."""

from __future__ import annotations

import pytest
from django.utils import timezone

from bancheng.channels import setups
from bancheng.channels.models import Passage, Text
from bancheng.channels.setup_row import Setup
from bancheng.channels.sms import arriving
from bancheng.cli.stand_ins.sms import Gateway
from bancheng.cli.stand_ins.stand import Stand
from bancheng.wire import rounds
from bancheng.wire.client import Client, Refused
from tests.casework.hall import Hall, at
from tests.channels.orders import their_program
from tests.small_channels.conftest import Opened
from tests.web.conftest import NOW, Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(NOW)
    monkeypatch.setattr(timezone, "now", clock)
    return clock


def bring(client: Client, setup: Setup, *reports: object) -> object:
    return client.request("POST", f"/channels/{setup.pk}/reports", body={"reports": reports}).body


@pytest.mark.database
def test_a_report_that_is_brought_says_that_a_text_did_not_arrive(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand, clock: Clock
) -> None:
    setup = opened("sms", line, url=f"{line.url}/send", for_petitioners=True)
    case_no = hall.register("2026-11-24 09:00")
    setups.tell(at("2026-11-24 09:01"))
    rounds.run(at("2026-11-24 09:01"))
    ref = Text.objects.get().ref
    client = their_program()
    assert bring(client, setup, {"id": ref, "status": "ACCEPTD"}) == {"taken": 0}
    assert bring(client, setup, {"id": "not ours", "status": "UNDELIV"}) == {"taken": 0}
    assert arriving.not_arrived(case_no) is None
    failed = {"id": ref, "status": "UNDELIV", "why": "13900005512 空号"}
    for _ in range(2):
        assert bring(client, setup, failed) == {"taken": 1}
    told = arriving.not_arrived(case_no)
    assert told is not None
    assert told.why == "… 空号"
    assert Passage.objects.filter(way="came").count() == 1
    assert bring(client, setup, {"id": ref, "status": "DELIVRD"}) == {"taken": 1}
    assert arriving.not_arrived(case_no) is None


@pytest.mark.parametrize("told", [{}, {"reports": "x"}, {"reports": [1]}, {"reports": [{}] * 1001}])
def test_a_report_that_is_none_is_refused_with_what_to_do(
    hall: Hall, opened: Opened, line: Stand, clock: Clock, told: dict[str, object]
) -> None:
    setup = opened("sms", line, url=f"{line.url}/send")
    with pytest.raises(Refused) as refused:
        their_program().request("POST", f"/channels/{setup.pk}/reports", body=told)
    assert refused.value.status == 422
    assert refused.value.problem["field"] == "reports"
