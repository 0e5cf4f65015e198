"""权限项: what a client can be given: to read, to speak for a channel, each act people do."""

from __future__ import annotations

from bancheng.clients.client_row import CHANNEL, READ
from bancheng.core.acts import ACTS

FILES = "files"
"""To send files that acts then bring; reading those of a case is a part of reading it."""

BY_PEOPLE: tuple[str, ...] = tuple(name for name, act in ACTS.items() if act.core_by != ("system",))
"""The acts that another system may do in the name of its account; the clock's own are not."""

SCOPES: dict[str, str] = {
    READ: "读取工单",
    CHANNEL: "给渠道送消息",
    FILES: "传附件",
    **{name: ACTS[name].term for name in BY_PEOPLE},
}
