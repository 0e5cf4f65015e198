"""The pages of exchange: who sees what, and what they say when something is wrong."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bancheng.exchange.card import in_groups, read_card
from bancheng.exchange.file_row import SentFile
from bancheng.exchange.making import make
from bancheng.exchange.partner_row import Partner
from bancheng.exchange.partners import end
from bancheng.people.appoint import appoint, create_user
from bancheng.people.change import Change
from bancheng.people.models import Unit
from bancheng.people.post import ADMINISTRATOR
from tests.casework.hall import PASSWORD
from tests.exchange.pair import Pair, on
from tests.web.clerk import Clerk

pytestmark = pytest.mark.clause("SC-5.1.d")


def keeper(unit: str) -> Clerk:
    """The administrator of a place."""
    person = create_user("warden", "管天成", PASSWORD, must_change_password=False)
    appoint(person, Unit.objects.get(code=unit), ADMINISTRATOR, date(2026, 1, 1))
    return Clerk("warden")


def file_of(content: bytes, name: str = "x.bcx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_only_who_registers_or_sends_up_exchanges(pair: Pair) -> None:
    bai, land, warden = Clerk("bai"), Clerk("land"), keeper("county")
    assert "青禾县政务服务中心" in bai.get("/exchange/")
    assert "交换" in bai.get("/")
    for other in (land, warden):
        for address in ("/exchange/", "/exchange/take", f"/exchange/{pair.down.pk}/"):
            other.get(address, 404)
    bai.get(f"/exchange/{pair.down.pk}/", 404)
    for somebody in (bai, land):
        for address in ("/partners/", "/partners/new", "/partners/card/town-hall"):
            somebody.get(address, 404)
    warden.get(f"/partners/{pair.up.pk}/", 404)  # another administrator's
    warden.get("/partners/card/town-hall", 404)
    pair.sent_up()
    pair.made("bai", "23 10:10")
    bai.raw(f"/exchange/{pair.up.pk}/sent/1")
    Clerk("xiang").get(f"/exchange/{pair.up.pk}/sent/1", 404)


def test_a_file_is_made_carried_away_and_given_up_on_the_page(pair: Pair) -> None:
    case_no = pair.sent_up()
    bai, here = Clerk("bai"), f"/exchange/{pair.up.pk}/"
    assert "有 1 件有新情况" in bai.get(here)
    told = bai.get(bai.fill_in(here, do="make")["Location"])
    assert "第 1 份做好了" in told
    assert "上报 1 条" in told
    assert "没有回执" in told
    answer = bai.raw(f"{here}sent/1")
    assert answer.content == bytes(SentFile.objects.get().content)
    assert answer["Content-Disposition"].endswith('filename="town-hall-to-county-hall-0001.bcx"')
    assert "还没有回执" in bai.get(f"/cases/{case_no}/")
    told = bai.get(bai.fill_in(here, do="void", serial="1")["Location"])
    assert "第 1 份已作废" in told
    assert "有 1 件有新情况" in told
    bai.get(f"{here}sent/1", 404)
    bai.post(here, 404, do="void", serial="99")


def test_before_sending_up_it_is_said_that_files_go(pair: Pair) -> None:
    case_no = pair.accepted()
    assert "上级用自己的系统" in Clerk("bai").get(f"/cases/{case_no}/send_up")


def test_what_is_no_file_is_refused_in_a_sentence(pair: Pair) -> None:
    xiang = Clerk("xiang")
    for content, said in ((b"%PDF-1.7", "这不是交换件"), (b"", "这不是交换件")):
        answer = xiang.client.post("/exchange/take", {"file": file_of(content)})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    answer = xiang.client.post("/exchange/take", {})
    assert "请选对方给的交换件" in answer.content.decode()
    answer = Clerk("bai").client.post(f"/exchange/{pair.up.pk}/", {"do": "make"})
    assert answer.status_code == 422
    assert "没有新的内容要交给对方" in answer.content.decode()


def test_a_card_is_entered_changed_and_ended_by_the_administrator(pair: Pair) -> None:
    end(pair.down, "keeper", timezone.now())
    warden, town = keeper("county"), keeper_of_the_town()
    page = town.raw("/partners/card/town-hall")
    card = read_card(page.content)
    heard = " ".join(in_groups(card.fingerprint)[-4:])
    assert heard in " ".join(town.get("/partners/").split())
    given = {"pair": "below county-hall far-town-hall", "heard": heard}
    wrong = given | {"heard": "1234", "card": file_of(page.content)}
    answer = warden.client.post("/partners/new", wrong)
    assert answer.status_code == 422
    assert "核对码对不上" in answer.content.decode()
    answer = warden.client.post("/partners/new", given | {"card": file_of(b"x")})
    assert "这不是交换名片" in answer.content.decode()
    answer = warden.client.post("/partners/new", given | {"card": file_of(page.content)})
    assert answer.status_code == 303
    assert "下级中心" not in warden.get("/partners/new"), "it is entered, and offered no more"
    assert "录入对方的名片" not in warden.get("/partners/")
    made = Partner.objects.get(ended_at=None, relation="below")
    here = f"/partners/{made.pk}/"
    again = {"do": "renew", "heard": heard, "card": file_of(page.content)}
    answer = warden.client.post(here, again)
    assert "这就是现在用的密钥" in answer.content.decode()
    assert "密钥已停用" in warden.get(warden.post(here, do="end_key")["Location"])
    assert (
        "请管理员先录入新的名片"
        in Clerk("xiang").post(f"/exchange/{made.pk}/", 422, do="make").content.decode()
    )
    warden.post(here, do="end")
    Clerk("xiang").get("/exchange/", 404)
    sentences = " ".join(Change.objects.values_list("sentence", flat=True))
    for word in ("添加交换对方", "停用“柳河镇便民服务中心”的密钥", "停用交换对方"):
        assert word in sentences


def test_a_page_of_files_costs_the_same_however_many_there_are(pair: Pair) -> None:
    bai, costs = Clerk("bai"), []
    for n in range(4):
        pair.sent_up()
        make(pair.people["bai"], pair.up, None, f"cost-{n}", on("23 12:00"))
        with CaptureQueriesContext(connection) as asked:
            bai.get(f"/exchange/{pair.up.pk}/")
        costs.append(len(asked))
    assert costs[1] == costs[-1]


def keeper_of_the_town() -> Clerk:
    """Another administrator."""
    person = create_user("keeper", "管天朗", PASSWORD, must_change_password=False)
    appoint(person, Unit.objects.get(code="town"), ADMINISTRATOR, date(2026, 1, 1))
    return Clerk("keeper")
