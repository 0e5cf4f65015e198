"""The duties page and the search among a hundred thousand cases of a city.

The duties page is held against itself among few cases, as the hall that is measured has the same
under way; a search and a list against an empty page of the same stack. Everything runs in one
process, few cases first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.test import Client

from bench.city import City
from bench.figure import Figure
from bench.timing import in_turn
from tests.casework.hall import PASSWORD

FEW = 1000
ROUNDS = 40
DUTIES_ALLOWED = 1.3
SEARCH_ALLOWED = 3.0
READERS = {"chen": "窗口", "jiang": "办公室", "li": "领导小组", "mo": "部门"}
WORDS = {"材料": "常见", "秦桂": "少见", "鲸鱼": "没有"}
LISTS = {
    "/cases/": "全部",
    "/cases/?stage=archived&kind=general": "按阶段、类别",
    "/cases/?late=1": "有超时的",
    "/cases/?sort=due": "先到期的",
    "/cases/?dissatisfied=1": "不满意的",
}

Works = dict[str, Callable[[], None]]


def figures(city: City) -> Iterator[Figure]:
    """The city grows here, from few cases to as many as it is to have."""
    city.grow(FEW)
    clients = {who: _signed_in(who) for who in READERS}
    duties = {f"我的待办·{READERS[who]}": _page(c, "/") for who, c in clients.items()}
    few = _measured({"空白页": _page(clients["chen"], "/empty")} | duties)
    city.grow(city.cases)
    lists = {f"列表·{name}": _page(clients["chen"], a) for a, name in LISTS.items()}
    searches = {
        f"查找“{word}”（{often}）·{READERS[who]}": _found(clients[who], word)
        for who in ("chen", "mo")
        for word, often in WORDS.items()
    }
    lists["查找“材料”，连同发出·窗口"] = _sent(clients["chen"], "材料")
    lists["列表·全部·部门"] = _page(clients["mo"], "/cases/")
    many = _measured({"空白页": _page(clients["chen"], "/empty")} | duties | searches | lists)
    yield Figure("空白页", many["空白页"], f"{FEW} 件时", few["空白页"])
    drift = many["空白页"] / few["空白页"]  # what else the machine does changes meanwhile
    for name in duties:
        was = few[name] * drift
        yield Figure(name, many[name], f"{FEW} 件时，按空白页折算", was, DUTIES_ALLOWED)
    for name in searches:
        yield Figure(name, many[name], "空白页", many["空白页"], SEARCH_ALLOWED)
    for name in lists:
        yield Figure(name, many[name], "空白页", many["空白页"])


def _measured(works: Works) -> dict[str, float]:
    in_turn(works, rounds=3)  # templates, standard and the engine's own pages are read once
    return in_turn(works, ROUNDS)


def _signed_in(who: str) -> Client:
    client = Client(headers={"host": "localhost"})
    client.post("/sign-in", {"username": who, "password": PASSWORD})
    return client


def _page(client: Client, address: str) -> Callable[[], None]:
    def page() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"

    return page


def _found(client: Client, word: str) -> Callable[[], None]:
    """The page with what was found. What was typed is sent before, which a page's address may not
    hold, and answered by the way there."""
    return _page(client, client.post("/cases/", {"text": word})["Location"])


def _sent(client: Client, word: str) -> Callable[[], None]:
    """From the words sent to the list shown: two answers."""

    def search() -> None:
        way = client.post("/cases/", {"text": word})["Location"]
        assert client.get(way).status_code == 200

    return search
