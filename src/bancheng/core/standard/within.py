"""The limits a standard may write: a counted limit, or one of a few words."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from bancheng.core.calendar import Limit

AS_DECIDED = "as decided"  # set by the body that studied the case
AS_PROMISED = "as promised"  # the day named in the reply for carrying an opinion out
BEFORE_DUE = "before due"  # while the duty it belongs to still runs


def _within(text: str) -> str:
    if text not in (AS_DECIDED, AS_PROMISED, BEFORE_DUE):
        Limit.parse(text)
    return text


def _counted(text: str) -> str:
    Limit.parse(text)
    return text


WithinText = Annotated[str, AfterValidator(_within)]
CountedText = Annotated[str, AfterValidator(_counted)]
