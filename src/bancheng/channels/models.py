"""The tables of this room."""

from __future__ import annotations

from bancheng.channels.followed_row import Followed
from bancheng.channels.handover_row import Handover
from bancheng.channels.message_row import Message
from bancheng.channels.order_row import Order
from bancheng.channels.passage_row import Passage
from bancheng.channels.service_rating.pulled_row import Pulled
from bancheng.channels.setup_row import Setup
from bancheng.channels.sms.text_row import Text
from bancheng.channels.speaker_row import Speaker

__all__ = [
    "Followed",
    "Handover",
    "Message",
    "Order",
    "Passage",
    "Pulled",
    "Setup",
    "Speaker",
    "Text",
]
