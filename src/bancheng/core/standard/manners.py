"""How a region goes about it: tiers, returns, cards, feedback, callback, reclassifying."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from bancheng.core.calendar import Limit
from bancheng.core.standard.sourced import Many, NonEmpty, Sourced, Strict
from bancheng.core.standard.within import CountedText


class Tier(Sourced):
    """A level of handling within the case (提级), and the role that holds it."""

    label: NonEmpty
    holder: str


class Returns(Sourced):
    """退单: by when after the transfer, how often, and what follows then.

    ``by_kind`` gives a kind, and those under it, a limit of its own.
    """

    within: CountedText
    by_kind: dict[str, CountedText] = {}
    times: int | None = Field(None, ge=1)
    then: Literal["designate", "keep", "escalate"] = "designate"
    silence: Literal["deemed_claimed", "still_owed"] = "still_owed"


def _card_time(text: str) -> str:
    if text == "first day late":
        return text
    if not text.endswith(" before due"):
        raise ValueError(
            "要写成 «1 working day before due»、«2 hours before due» 或 «first day late»"
        )
    Limit.parse(text.removesuffix(" before due"))
    return text


class Card(Sourced):
    """预警: when it shows and whom it tells."""

    label: NonEmpty
    at: Annotated[str, AfterValidator(_card_time)]
    tell: Many


class Feedback(Sourced):
    """反馈诉求人: the ways in which the petitioner may be told."""

    means: dict[str, NonEmpty]


class Grade(Strict):
    """One step of a satisfaction scale and what it is worth."""

    label: NonEmpty
    worth: Literal["good", "fair", "bad"]


class Callback(Sourced):
    """回访: with which answers, by whom, and after how many vain attempts it ends unanswered."""

    solved: dict[Literal["solved", "partly", "unsolved", "other"], NonEmpty]
    scale: dict[str, Grade]
    by_other_than_handler: bool = False
    unreached_after: int | None = Field(None, ge=1)


class Reclassified(Sourced):
    """A kind changed midway: where the new limit starts, and what if it has passed already."""

    start: Literal["kept", "restarts"] = "kept"
    when_already_past: Literal["running_limit", "at_once"] = "running_limit"


class Leading(Sourced):
    """牵头: what the lead's reply does to the supporting departments' duties, and who leads."""

    reply: Literal["ends_supporting", "waits_for_supporting"] = "waits_for_supporting"
    several_led_by: str | None = None


class Retention(Sourced):
    """保管期限."""

    years: int | None = None
    permanent: bool = False


class Reading(Sourced):
    """解释: how a silent or unclear place of the text is read here, shown to people."""

    text: NonEmpty


class Numbering(Sourced):
    """工单编号: ``pattern`` with {centre}, {date}, {year} and {n:03}."""

    pattern: NonEmpty
