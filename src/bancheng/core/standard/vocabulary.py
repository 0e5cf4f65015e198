"""The words of a standard: roles, channels, kinds, grounds, refusals, traits, fields."""

from __future__ import annotations

from typing import Literal

from bancheng.core.standard.keeping import InHall
from bancheng.core.standard.sourced import Many, NonEmpty, Sourced, Strict


class Role(Strict):
    """Who acts, and what they may read of a centre's cases.

    ``reads``: ``centre`` all cases of the centre; ``placed`` those placed with the reader's unit;
    ``referred`` those put to the body; ``conduct`` those about conduct; ``none``.
    ``in_hall`` marks leaders who take days in the hall.
    """

    label: NonEmpty
    reads: Literal["centre", "placed", "referred", "conduct", "none"] = "centre"
    in_hall: InHall | None = None


class Labelled(Sourced):
    """A word people see, with its source; ``plain`` is the same as a petitioner would say it."""

    label: NonEmpty
    plain: NonEmpty | None = None


class Channel(Labelled):
    """受理渠道. ``elsewhere`` marks a channel whose cases come with a number of their own;
    ``below`` the one by which a station, or a centre of the level below, hands in its cases;
    ``page`` the one by which petitioners hand in themselves, on the centre's own page."""

    elsewhere: bool = False
    page: bool = False
    below: Literal["station", "centre"] | None = None


class Signs(Sourced):
    """识别词: what people say when they mean this; only ever offered to a clerk, with its reason.

    ``…`` within a word stands for anything in the same sentence.
    """

    words: Many


class Kind(Labelled):
    """问题类别, a tree by ``under``. ``declared`` marks the kind that 客观上无法解决 leads to."""

    under: str | None = None
    asks: Many = ()
    declared: bool = False
    signs: Signs | None = None


class Ground(Labelled):
    """受理情形. ``conduct`` marks complaints that are kept from those complained of."""

    conduct: bool = False
    asks: Many = ()
    papers_may_lack: bool = False
    signs: Signs | None = None


class RefusalReason(Labelled):
    """不予受理情形, with where to send people as far as it is known."""

    where_to_go: str | None = None


class Trait(Labelled):
    """特殊群体."""


class ExtraField(Labelled):
    """A field that only this region asks: text, or one of ``choices``."""

    shape: Literal["text", "line", "code", "number", "date"] = "line"
    choices: dict[str, NonEmpty] = {}
