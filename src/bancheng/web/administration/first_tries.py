"""错码暂停: wrong opening codes are counted in the process; after a few there is a pause.

There is no account yet that could be locked, and nobody else to be locked out.
"""

from __future__ import annotations

import time

from bancheng.people.errors import PeopleError

MOST, PAUSE = 5, 60.0  # wrong codes before a pause, its length in seconds
_wrong_at: list[float] = []


def must_wait() -> None:
    """``PeopleError`` while the pause lasts."""
    since = time.monotonic() - PAUSE
    _wrong_at[:] = [at for at in _wrong_at if at > since]
    if len(_wrong_at) >= MOST:
        raise PeopleError("开通码错了太多次，请过一分钟再试。", "code")


def count_wrong() -> None:
    """One more."""
    _wrong_at.append(time.monotonic())
