"""短信通知工作人员: one message a round, naming no case, by the gateway of their centre."""

from __future__ import annotations

from django.utils import timezone

from bancheng.channels import failing
from bancheng.channels.for_staff import of_their_centre
from bancheng.channels.setup_row import Setup
from bancheng.channels.setups import in_use, log
from bancheng.channels.sms.gateway import Message, hand_over
from bancheng.channels.sms.settings import SmsSettings
from bancheng.channels.sms.telling import MOBILE
from bancheng.channels.sound import settings_of
from bancheng.wire.sending import NotSentError


class SmsNotices:
    """A road out for notices (``NOTICE_SENDERS``)."""

    term = "短信（手机号）"

    def address_of(self, username: str, chosen: str) -> str:
        """The gateway and the phone; empty where there is neither."""
        found = MOBILE.fullmatch("".join(chosen.split()))
        setup = of_their_centre(username, _for_staff())
        return f"{setup.pk}:{found[1]}" if found and setup else ""

    def is_open(self) -> bool:
        """Whether a centre sends notices by its gateway."""
        return bool(_for_staff())

    def send(self, address: str, text: str) -> None:
        """Raises NotSentError."""
        number, _, phone = address.partition(":")
        now = timezone.now()
        setup = next((one for one in _for_staff() if str(one.pk) == number), None)
        chosen = settings_of(setup, SmsSettings) if setup else None
        if setup is None or chosen is None:
            raise NotSentError("短信渠道没有打开。")
        try:
            hand_over(chosen, Message(phone, text, f"{number}-{now:%Y%m%d%H%M%S%f}"), now)
        except NotSentError as why:
            log(setup, "went", failing.FOR_STAFF, now, fine=False, said=str(why))
            raise
        log(setup, "went", failing.FOR_STAFF, now, said="网关收下了。")


def _for_staff() -> list[Setup]:
    found = []
    for setup in in_use("sms"):
        chosen = settings_of(setup, SmsSettings)
        if chosen is not None and chosen.url and chosen.for_staff:
            found.append(setup)
    return found
