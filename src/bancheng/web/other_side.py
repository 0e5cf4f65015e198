"""上下级联办的卡片: on the case page, what this side may know of the other."""

from __future__ import annotations

from bancheng.casework import other_side
from bancheng.casework.look import Look
from bancheng.web.exchange.on_case import down_hint, exchange_cards
from bancheng.web.other_side_card import Card
from bancheng.web.words_of_time import due_words


def linked_cards(look: Look) -> list[Card]:
    """One for the level above, one for the level below; mostly none."""
    found = exchange_cards(look)
    above, below = other_side.above(look), other_side.below(look)
    if above is not None:
        found.append(_above(above, look))
    if below is not None:
        rows = [("工单编号", below.case_no), ("来件单位", below.centre), ("联系电话", below.phone)]
        hint = "这里办出的结果由系统转给它，由它告诉诉求人；它的办理经过在它自己的工单上。"
        hint = down_hint(look) or hint
        found.append(Card("来件", [row for row in rows if row[1]], None, hint))
    return found


def _above(above: other_side.Above, look: Look) -> Card:
    if above.case_no is None:
        hint = "上级还没有收件，一分钟以内会给编号。"
        return Card("上级的工单", [("提交到", above.centre)], None, hint)
    rows = [
        ("工单编号", above.case_no),
        ("办理单位", above.centre),
        ("联系电话", above.phone),
        ("办到", above.stage),
        ("在等", above.promise),
    ]
    due = above.due if above.awaited else None
    words = due_words(due, look.now, above.provisional) if due else None
    hint = "结果会自己转下来，不用抄。急的可以“催办”，上级那边会看到。" if above.awaited else ""
    return Card("上级的工单", [row for row in rows if row[1]], words, hint)
