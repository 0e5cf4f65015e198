"""谁可以往这里送: which of the centre's clients may speak into a channel, chosen on its page."""

from __future__ import annotations

from datetime import datetime

from bancheng.channels import speakers
from bancheng.channels.adapter import Adapter, Hears
from bancheng.channels.models import Setup
from bancheng.clients.models import Client
from bancheng.web.administration.boxes import Box

NAME = "speakers"
NONE_YET = "这个中心还没有接口账号勾了“给渠道送消息”，先到“接口账号”给对方建一个"
WHICH = "只有勾上的接口账号能往这里送；一个也不勾，谁也送不进来"


def speaker_boxes(setup: Setup, adapter: Adapter, now: datetime) -> tuple[Box, ...]:
    """What is asked of a channel that the other side speaks into."""
    if not isinstance(adapter, Hears):
        return ()
    offered = speakers.offered(setup, now)
    choices = {
        one.client.user.username: f"{one.name}{f'：{one.lacks}' if one.lacks else ''}"
        for one in offered
    }
    hint = WHICH if choices else NONE_YET
    return (Box(NAME, "对方用哪个接口账号送", hint, widget="picks", choices=choices),)


def named_now(setup: Setup, now: datetime) -> list[str]:
    """Those that are chosen, as the box knows them."""
    return [one.client.user.username for one in speakers.named(setup, now)]


def name_them(setup: Setup, chosen: object, by: str, now: datetime) -> None:
    """Exactly those that were ticked."""
    usernames = chosen if isinstance(chosen, list) else []
    clients = Client.objects.filter(user__username__in=usernames).select_related("user")
    speakers.name(setup, clients, by, now)
