"""时限的写法: the limits a standard may write, a counted one or one of a few words, and how people
read them."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from bancheng.core.calendar import Limit

AS_DECIDED = "as decided"  # set by the body that studied the case
AS_PROMISED = "as promised"  # the day named in the reply for carrying an opinion out
BEFORE_DUE = "before due"  # while the duty it belongs to still runs
NOT_COUNTED = {
    AS_DECIDED: "按研究确定的期限",
    AS_PROMISED: "按答复中写明的日期",
    BEFORE_DUE: "到期之前",
}


def _within(text: str) -> str:
    if text not in NOT_COUNTED:
        Limit.parse(text)
    return text


def _counted(text: str) -> str:
    Limit.parse(text)
    return text


WithinText = Annotated[str, AfterValidator(_within)]
CountedText = Annotated[str, AfterValidator(_counted)]


def limit_words(text: str) -> str:
    """``5 working days`` in official Chinese."""
    return NOT_COUNTED.get(text) or Limit.parse(text).in_chinese()
