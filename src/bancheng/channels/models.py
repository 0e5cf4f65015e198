"""The tables of this room."""

from __future__ import annotations

from bancheng.channels.message_row import Message
from bancheng.channels.order_row import Order
from bancheng.channels.passage_row import Passage
from bancheng.channels.setup_row import Setup

__all__ = ["Message", "Order", "Passage", "Setup"]
