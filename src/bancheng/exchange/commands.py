"""命令编号: made of what is told and by whom, never of the file it came in.

So one telling that comes in two files, because the first was given up and arrived after all, is
done once.
"""

from __future__ import annotations

import hashlib

from bancheng.exchange.partner_row import Partner


def command(*parts: str) -> str:
    """The id of a command of this room."""
    return "exchange-" + hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:40]


def command_from(partner: Partner, *parts: str) -> str:
    """The same for what a partner told: by its units, which a new key does not change."""
    return command(partner.ours.code, partner.theirs.code, *parts)
