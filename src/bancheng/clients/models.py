"""The tables of this room, each in a file of its own; Django looks for them here."""

from __future__ import annotations

from bancheng.clients.client_row import Client
from bancheng.clients.key_row import Key, Nonce
from bancheng.clients.once_row import Once

__all__ = ["Client", "Key", "Nonce", "Once"]
