"""随件删除: an erased case's order keeps its number, so that nothing opens it anew, and no more."""

from __future__ import annotations

from bancheng.channels.message_row import Message
from bancheng.channels.order_row import Order
from bancheng.journal.erase import overwrite_what_is_deleted


def forget_case(case_no: str) -> None:
    """Within the transaction that erases."""
    overwrite_what_is_deleted()
    for order in Order.objects.filter(case_no=case_no):
        Message.objects.filter(setup=order.setup, number=order.number).update(
            hidden=b"", content=""
        )
        Order.objects.filter(pk=order.pk).update(erased=True, due=None, content="")
