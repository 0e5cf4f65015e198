"""短信 as a channel: texts to petitioners, notices to staff, reports of what arrived."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from bancheng.casework.access import NotFound
from bancheng.casework.look import look_from_outside
from bancheng.channels.adapter import NotTakenError, Tried
from bancheng.channels.setup_row import Setup
from bancheng.channels.sms import arriving, telling
from bancheng.channels.sms.gateway import Message, hand_over
from bancheng.channels.sms.settings import SmsSettings
from bancheng.channels.sms.text_row import GONE, Text
from bancheng.channels.sound import settings_of
from bancheng.people.user import User
from bancheng.wire.letter_row import Letter
from bancheng.wire.letters import NoLongerError
from bancheng.wire.sending import NotSentError

MOST_REPORTS = 1000


class Sms:
    """An HTTP gateway by template."""

    kind = "sms"
    term = "短信"
    about = (
        "收下、要补材料、有答复、办完时给诉求人发一条短信，只说编号和打哪个电话；"
        "也可以给工作人员发通知。要有短信网关的地址、账号和接口说明。"
    )
    brings = False
    settings: type[BaseModel] = SmsSettings
    hears = "reports"

    def try_it(self, setup: Setup, now: datetime) -> Tried:
        """A text to the number set for it."""
        chosen = settings_of(setup, SmsSettings)
        if chosen is None or not chosen.url:
            return Tried(False, "还没有填网关的地址。")
        if not chosen.try_phone:
            return Tried(False, "请先填“试一下发到”的手机号。")
        text = f"{setup.centre.name}：这是一条试发的短信。"
        try:
            hand_over(chosen, Message(chosen.try_phone, text, f"try-{now:%Y%m%d%H%M%S}"), now)
        except NotSentError as why:
            return Tried(False, str(why))
        return Tried(True, "网关收下了，请看手机。")

    def carry(self, setup: Setup, letter: Letter, told: Mapping[str, Any], now: datetime) -> None:
        """One text to a petitioner. Raises NotSentError, NoLongerError."""
        chosen = settings_of(setup, SmsSettings)
        if chosen is None or not chosen.url:
            raise NotSentError("还没有填网关的地址。")
        text = Text.objects.filter(setup=setup, pk=int(told["text"])).first()
        message = _message(chosen, text, letter.case_no, now) if text else None
        if text is None or message is None:
            raise NoLongerError("诉求人没有留手机号，或者已经改掉了。")
        arriving.settle(text, GONE, now, ref=hand_over(chosen, message, now))

    def tell(self, setup: Setup, now: datetime) -> None:
        """Letters about what happened since, and what became of those that left."""
        chosen = settings_of(setup, SmsSettings)
        if chosen is None:
            return
        arriving.fetch(setup, chosen, now)
        if chosen.for_petitioners:
            telling.tell(setup, chosen, now)

    def hear(
        self, setup: Setup, told: Mapping[str, Any], by: User, now: datetime
    ) -> Mapping[str, Any]:
        """Reports as the gateway brings them, in its own words. Raises NotTakenError."""
        del by
        chosen = settings_of(setup, SmsSettings)
        found = told.get("reports")
        if chosen is None or not isinstance(found, list) or len(found) > MOST_REPORTS:
            said = f"reports 要是一个列表，最多 {MOST_REPORTS} 条。"
            raise NotTakenError("wrong_shape", said, "请照接口说明改好再发。", "reports")
        if not all(isinstance(one, Mapping) for one in found):
            raise NotTakenError("wrong_shape", "每条报告要是一个对象。", "请改好再发。", "reports")
        return {"taken": arriving.take(setup, chosen, found, now)}


def _message(chosen: SmsSettings, text: Text, case_no: str, now: datetime) -> Message | None:
    try:
        look = look_from_outside("petitioner", case_no, now)
    except NotFound:
        return None
    return telling.message_of(chosen, text, look)
