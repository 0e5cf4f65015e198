"""A line that is slow by turns, for every journey: `BANCHENG_SLOW_LINE=1`, which the night sets.

On a quick machine a page's scripts are there before anybody can press a key, and what is wrong with
a page whose scripts come late is never seen. On this line they come up to a second after the page.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.servers.basehttp import ServerHandler

SCRIPTS = (0.0, 0.1, 0.5, 0.9)
PAGES = (0.0, 0.0, 0.05, 0.3)
"""Seconds, one of them at random before each answer."""


@pytest.fixture(scope="session", autouse=True)
def slow_line() -> Iterator[None]:
    """Every server of the run answers late, if the night asks for it."""
    if not os.environ.get("BANCHENG_SLOW_LINE"):
        yield
        return
    run, drawn = ServerHandler.run, random.Random()

    def late(self: ServerHandler, application: Any) -> None:
        is_script = self.base_env["PATH_INFO"].endswith(".js")
        time.sleep(drawn.choice(SCRIPTS if is_script else PAGES))
        run(self, application)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ServerHandler, "run", late)
        yield
