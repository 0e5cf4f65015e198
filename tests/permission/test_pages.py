"""The permission table on pages: who sees which case, in lists, searches, counts and files, and
what they are offered there."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from django.db.models import Q

from bancheng.casework import access
from bancheng.casework.look import look
from bancheng.core.acts import ACTS
from bancheng.core.permission import why_not
from bancheng.library import standards
from bancheng.people.models import User
from bancheng.web import urls
from tests.casework.hall import PEOPLE
from tests.permission.conftest import NOW, Street, row
from tests.web.clerk import Clerk

pytestmark = pytest.mark.database
ACT_LINK = re.compile(r'href="/cases/[^/"]+/([a-z_]+)(?:\?[^"]*)?"')
NOBODYS = "MQ20261123-999"


def sees(street: Street, username: str, what: str) -> bool:
    """Said by hand, from the standard's ``reads`` and what a complaint is about."""
    if username in ("bai", "keeper"):
        return False
    _, unit, role = PEOPLE[username]
    standard = standards.standard("guilin-xiufeng")
    accused = {"against a department": "housing", "against a clerk": "lin"}.get(what)
    if accused in (unit, username):
        return False
    reads = standard.roles[role].reads
    if reads == "centre":
        return True
    if reads == "conduct":
        return what.startswith("against")
    if reads == "referred":
        return what in ("referred", "determined")
    return unit in {p.unit for p in row(street.cases[what]).placements.all()}


@pytest.mark.clause("XF-9.2.1", "XF-9.2.3", "SC-7.2.3")
def test_every_case_is_seen_by_whom_it_should_be_on_every_road(street: Street) -> None:
    wrong = differences(street, street.everybody)
    assert not wrong, "\n".join(wrong)


def test_a_read_door_that_lets_everybody_through_would_be_noticed(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same check with the door's condition taken away."""
    monkeypatch.setattr(access, "_seen_by", lambda *_args, **_kinds: Q())
    access._statement.cache_clear()
    wrong = differences(street, ("mo",))
    access._statement.cache_clear()
    assert any("against a department page" in line for line in wrong)
    assert any("search" in line for line in wrong)


def differences(street: Street, people: Iterable[str]) -> list[str]:
    """Where a page, a file, a search or an act shows or hides a case it should not."""
    wrong = []
    for username in people:
        clerk = Clerk(username)
        for what, case_no in street.cases.items():
            expected = sees(street, username, what)
            file = f"/cases/{case_no}/files/{street.files[case_no]}"
            found = {
                "page": clerk.client.get(f"/cases/{case_no}/").status_code == 200,
                "file": clerk.client.get(file).status_code == 200,
                "search": f"/cases/{case_no}/" in looked_for(clerk, case_no),
                "act": clerk.client.get(f"/cases/{case_no}/attach").status_code == 200,
            }
            wrong += [
                f"{username} {what} {road}: {seen}, not {expected}"
                for road, seen in found.items()
                if seen != expected
            ]
    return wrong


def looked_for(clerk: Clerk, text: str) -> str:
    """What a search shows, wherever it leads."""
    answer = clerk.client.post("/cases/", {"text": text}, follow=True)
    assert answer.status_code in (200, 403), answer.status_code
    return answer.content.decode() if answer.status_code == 200 else ""


def test_lists_and_counts_know_nothing_of_what_is_not_ones_own(street: Street) -> None:
    pages = ("/", "/oversight/", "/oversight/follow", "/notices/", "/questions/", "/meetings/new")
    wrong = []
    for username in street.everybody:
        clerk = Clerk(username)
        hidden = [
            case_no for what, case_no in street.cases.items() if not sees(street, username, what)
        ]
        for page in pages:
            shown = clerk.client.get(page, follow=True).content.decode()
            wrong += [f"{username} {page}: {case_no}" for case_no in hidden if case_no in shown]
    assert not wrong, "\n".join(wrong)


@pytest.mark.clause("XF-9.2.3")
def test_a_complaint_changes_nothing_for_those_it_is_about(street: Street) -> None:
    """The counts of the accused are those of a day without the complaint."""
    before = {name: Clerk(name).get("/") for name in ("lin", "mo")}
    street.hall.register(
        "2026-11-24 14:00", ground="conduct", accused_units=["housing"], accused_users=["lin"]
    )
    for name, page in before.items():
        assert Clerk(name).get("/") == page, name


def test_pages_offer_what_is_permitted_and_nothing_else(street: Street) -> None:
    wrong = []
    for username in PEOPLE:
        clerk, user = Clerk(username), User.objects.get(username=username)
        for what, case_no in street.cases.items():
            if not sees(street, username, what):
                continue
            found = look(user, case_no, NOW)
            asked = found.question()
            permitted = {act for act in ACTS if why_not(asked, act) is None}
            page = clerk.raw(f"/cases/{case_no}/").content.decode()
            offered = {act for act in ACT_LINK.findall(page) if act in ACTS}
            wrong += [f"{username} {what}: offers {act}" for act in sorted(offered - permitted)]
    assert not wrong, "\n".join(wrong)


CASE_ROUTES = [p for p in urls.urlpatterns if "<str:case_no>" in str(p.pattern)]
EXAMPLES = {
    "<slug:act>": "inform",
    "<slug:field>": "phone",
    "<slug:kind>": "receipt",
    "<int:given>": "1",
}


STRANGERS = (
    ("mo", "against a department"),
    ("lin", "against a clerk"),
    ("rao", "assigned"),
    ("mo", "taken away"),
    ("bai", "ended"),
    ("keeper", "ended"),
)


def test_no_road_tells_a_case_one_may_not_see_from_one_that_is_not(street: Street) -> None:
    """Every address with a case in it, whoever added it: the same answer, byte for byte."""
    wrong = []
    for username, what in STRANGERS:
        clerk, case_no = Clerk(username), street.cases[what]
        for route in CASE_ROUTES:
            for method in ("get", "post"):
                hidden = _asked(clerk, method, str(route.pattern), case_no, street.files[case_no])
                nothing = _asked(clerk, method, str(route.pattern), NOBODYS, street.files[case_no])
                if hidden != nothing or hidden[0] not in (403, 404, 405):
                    wrong.append(f"{username} {what} {method} {route.name}: {hidden[0]}")
    assert not wrong, "\n".join(wrong)
    assert len(CASE_ROUTES) > 12


def _asked(clerk: Clerk, method: str, pattern: str, case_no: str, file: str) -> tuple[int, bytes]:
    for example, value in {**EXAMPLES, "<str:case_no>": case_no, "<str:file_id>": file}.items():
        pattern = pattern.replace(example, value)
    answer = getattr(clerk.client, method)(f"/{pattern}")
    return answer.status_code, answer.content.replace(case_no.encode(), b"")
