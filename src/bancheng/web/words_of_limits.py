"""时限的说法: a standard's limit as people read it, also where it is no count."""

from __future__ import annotations

from bancheng.core.calendar import Limit
from bancheng.core.standard.within import AS_DECIDED, AS_PROMISED, BEFORE_DUE

NOT_COUNTED = {
    AS_DECIDED: "按研究确定的期限",
    AS_PROMISED: "按答复中写明的日期",
    BEFORE_DUE: "到期之前",
}


def limit_words(text: str) -> str:
    """``5 working days`` in official Chinese."""
    return NOT_COUNTED.get(text) or Limit.parse(text).in_chinese()
