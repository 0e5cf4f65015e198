"""The tables of this room."""

from __future__ import annotations

from bancheng.webhooks.hook_key_row import HookKey
from bancheng.webhooks.position_row import ToldUpTo
from bancheng.webhooks.subscription_row import Subscription

__all__ = ["HookKey", "Subscription", "ToldUpTo"]
