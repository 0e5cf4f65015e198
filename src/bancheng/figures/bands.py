"""档: lengths of time as bands, and shares as intervals. Few cases bear bands, not ranks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt

HIDDEN_BELOW = 5
"""In anything public a smaller number is not shown: somebody might be known by it."""
Z = 1.96
DAY = timedelta(days=1)
BANDS: dict[str, tuple[timedelta, str]] = {
    "a": (DAY / 2, "半天以内"),
    "b": (DAY, "半天到 1 天"),
    "c": (3 * DAY, "1 到 3 天"),
    "d": (7 * DAY, "3 到 7 天"),
    "e": (15 * DAY, "7 到 15 天"),
    "f": (30 * DAY, "15 到 30 天"),
    "g": (timedelta.max, "30 天以上"),
}
"""Upper ends (inclusive) in natural time and their words; a band's code sorts as its length."""


def band(lasted: timedelta) -> str:
    """The band that a length of time falls into."""
    return next(code for code, (most, _) in BANDS.items() if lasted <= most)


def middle_band(counted: Mapping[str, int]) -> str:
    """The band in which the middle one of all lies; empty where there is none."""
    whole, so_far = sum(counted.values()), 0
    for code in BANDS:
        so_far += counted.get(code, 0)
        if whole and 2 * so_far >= whole:
            return code
    return ""


@dataclass(frozen=True, slots=True)
class Share:
    """``k`` of ``n``, with the 95 % interval (Wilson) of what it may be at the long run."""

    k: int
    n: int

    @property
    def value(self) -> float | None:
        """In per cent; None of nothing: no cases is no failure."""
        return 100 * self.k / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Per cent, lower and upper end."""
        if not self.n:
            return None
        p, n, z2 = self.k / self.n, self.n, Z * Z
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        reach = Z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        return max(0.0, 100 * (middle - reach)), min(100.0, 100 * (middle + reach))


def public(n: int) -> int | None:
    """A number as the public may see it: none at all between 1 and 4."""
    return None if 0 < n < HIDDEN_BELOW else n
