"""Walks every page that can be reached by links, once for each address of the program.

So that a page somebody adds is looked at without anybody remembering to: whatever is linked from
where people start is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from tests.journeys.walker import Walker

LEFT_OUT = frozenset(
    {
        *("sign-out", "health", "file", "file-small", "upload-picture", "blank-form"),
        *("flowchart-sheet", "minutes-file", "paper-file", "papers-file"),
    }
)
"""Not pages: files are handed out as they are."""
MOST = 400  # addresses looked at for one person; far more than there are routes


def routes(walker: Walker, seen: set[str], start: str = "/") -> Iterator[tuple[str, str]]:
    """Goes to every page of a route not ``seen`` yet, and yields (route, address) while there."""
    waiting, known = [start], {start}
    for _ in range(MOST):
        if not waiting:
            return
        address = waiting.pop(0)
        route = route_of(address)
        if route in LEFT_OUT or (route in seen and address != start):
            continue
        answer = walker.page.goto(f"{walker.address}{address}")
        assert answer is not None, address
        assert answer.status < 400, f"{address} answers {answer.status}"
        links = walker.page.locator("a[href^='/']").evaluate_all(
            "nodes => nodes.map(node => node.getAttribute('href'))"
        )
        for link in links:
            if link not in known:
                known.add(link)
                waiting.append(link)
        if route not in seen:
            seen.add(route)
            yield route, address


def route_of(address: str) -> str:
    """The name of the route; an act's page counts as one route for each act."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return address
    act = f":{found.kwargs['act']}" if "act" in found.kwargs else ""
    return f"{found.url_name}{act}"
