"""没写完的: the pages by which a draft is kept, found and let go."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from bancheng.workbench.draft_row import Draft
from tests.casework.hall import Hall
from tests.web.clerk import PLAIN, Clerk, words
from tests.web.test_enquiry_log import SAID

pytestmark = pytest.mark.database
SENT = {
    "form": "register",
    "title": "登记",
    "address": "/register/",
    "command_id": "form-1",
    "field.phone": "13900005512",
    "field.name": "秦桂芳",
    "field.matter": "装电梯的材料交了四趟",
}


def saved(clerk: Clerk, status: int = 200, **fields: Any) -> dict[str, Any]:
    """What the server says to a saving."""
    answer = clerk.client.post("/drafts/save", {**SENT, **fields})
    assert answer.status_code == status, words(answer)
    found: dict[str, Any] = answer.json()
    return found


def found(clerk: Clerk, **asked: str) -> Any:
    """The draft a form would go on with."""
    return clerk.client.get("/drafts/of", {"form": "register", **asked}).json()["draft"]


def test_a_form_goes_on_with_what_was_typed(hall: Hall, chen: Clerk) -> None:
    told = saved(chen)
    assert told["saved"] == "今天 14:30"
    draft = found(chen)
    assert draft["name"] == told["name"]
    assert ["matter", "装电梯的材料交了四趟"] in draft["fields"]
    assert draft["saved"] == "今天 14:30"
    assert found(chen, form="note") is None


def test_another_tab_is_told_when_the_first_saved(hall: Hall, chen: Clerk) -> None:
    told = saved(chen)
    saved(chen, draft=told["name"], revision=1)
    other: dict[str, Any] = {"command_id": "form-2", "draft": told["name"], "revision": "1"}
    assert saved(chen, 409, **other) == {"saved": "今天 14:30", "revision": 2}


def test_the_duties_page_lists_it_with_the_name_masked(hall: Hall, chen: Clerk) -> None:
    assert "没写完的" not in chen.get("/")
    name = saved(chen)["name"]
    page = chen.get("/")
    assert "没写完的" in page
    assert "秦*芳" in page
    assert "秦桂芳" not in page
    assert "13900005512" not in page
    assert f'href="/register/?draft={name}"' in chen.raw("/").content.decode()


def test_handing_the_form_in_ends_its_draft(hall: Hall, chen: Clerk) -> None:
    name = saved(chen, command_id="another")["name"]
    chen.registers(draft=name)
    assert Draft.objects.count() == 0
    assert "没写完的" not in chen.get("/")


def test_whoever_goes_back_to_a_form_is_told_whether_it_arrived(hall: Hall, chen: Clerk) -> None:
    def arrived(command: str) -> Any:
        asked = {"form": "register", "sent": command}
        return chen.client.get("/drafts/of", asked).json()["handed_in"]

    matter, enquiry = uuid4().hex, uuid4().hex
    assert not arrived(matter)
    chen.registers(command_id=matter, draft="")
    assert arrived(matter)
    sent = {"command_id": enquiry, "draft": "", **SAID}
    assert chen.fill_in("/enquiries/", **sent).status_code == 303
    assert arrived(enquiry)
    assert arrived(matter), "the journal knows it without the cookie"
    assert not arrived("form-1"), "what can be guessed is not answered"


def test_a_form_that_is_refused_keeps_its_draft(hall: Hall, chen: Clerk) -> None:
    name = saved(chen)["name"]
    answer = chen.registers(422, draft=name, matter="")
    assert f'name="draft" value="{name}"' in answer.content.decode()
    assert Draft.objects.count() == 1


def test_an_act_that_is_done_ends_its_draft(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 09:00")
    act: dict[str, Any] = {"form": "note", "case_no": case_no, "address": f"/cases/{case_no}/note"}
    name = saved(chen, **act)["name"]
    page = chen.raw(f"/cases/{case_no}/note").content.decode()
    assert f'data-draft="note" data-draft-case="{case_no}"' in page
    chen.does(case_no, "note", text="来电催问", draft=name)
    assert Draft.objects.count() == 0


def test_it_can_be_read_and_thrown_away_without_any_script(hall: Hall, chen: Clerk) -> None:
    name = saved(chen)["name"]
    page = chen.get(f"/drafts/{name}/")
    assert "装电梯的材料交了四趟" in page
    assert "只有您自己看得见" in page
    answer = chen.post(f"/drafts/{name}/discard")
    assert answer["Location"] == "/"
    chen.get(f"/drafts/{name}/", 404)


def test_nobody_elses_draft_can_be_opened(hall: Hall, chen: Clerk) -> None:
    name = saved(chen)["name"]
    lin = Clerk("lin")
    lin.get(f"/drafts/{name}/", 404)
    assert found(lin, draft=name) is None
    lin.post(f"/drafts/{name}/discard")
    assert Draft.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"), [("form", ""), ("form", "a b"), ("field.matter", "字" * 100_001)]
)
def test_what_is_no_draft_is_refused_in_words(
    hall: Hall, chen: Clerk, field: str, value: str
) -> None:
    assert saved(chen, 422, **{field: value})["told"]
    assert Draft.objects.count() == 0


def test_an_address_of_another_host_is_not_kept(hall: Hall, chen: Clerk) -> None:
    for odd in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        name = saved(chen, address=odd)["name"]
        assert "接着写" not in chen.get(f"/drafts/{name}/")


def test_a_case_one_may_not_see_takes_no_draft(hall: Hall, clock: object) -> None:
    case_no = hall.register("2026-11-24 09:00")
    mo = Clerk("mo")
    answer = mo.client.post("/drafts/save", {**SENT, "form": "reply", "case_no": case_no})
    assert answer.status_code == 404
    nowhere = mo.client.post("/drafts/save", {**SENT, "form": "reply", "case_no": "MQ-none"})
    assert answer.content == nowhere.content


def test_registering_says_which_form_it_is(chen: Clerk) -> None:
    page = chen.raw("/register/").content.decode()
    assert 'data-draft="register"' in page
    assert "data-typed" not in page
    assert "data-typed" in chen.registers(422, **{**PLAIN, "matter": ""}).content.decode()
