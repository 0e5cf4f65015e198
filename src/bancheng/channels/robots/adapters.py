"""企业微信、钉钉的群机器人: a text to the address that the group gave out.

Both answer 200 also when they refuse, and say so in ``errcode``; both take twenty messages a minute
from one robot and then none for ten minutes (their public manuals).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel

from bancheng.channels.adapter import Tried
from bancheng.channels.robots import telling
from bancheng.channels.robots.settings import RobotSettings, SignedRobotSettings
from bancheng.channels.setup_row import Setup
from bancheng.channels.sound import settings_of
from bancheng.channels.template import hushed
from bancheng.people import seats
from bancheng.wire.letter_row import Letter
from bancheng.wire.letters import NoLongerError
from bancheng.wire.sending import NotSentError, Request, send

A_MINUTE = timedelta(minutes=1)
MOST_A_MINUTE = 20
PAUSE = 600
"""Seconds that a robot keeps silent once it was asked too often."""
NOT_SET = "还没有填机器人的网址。"


class Robot:
    """What both have in common."""

    about = "在工作人员的群里说有几件事要办、最早什么时候到期。不说是哪件事，也不说是谁的。"
    brings = False
    settings: type[BaseModel] = RobotSettings
    kind = term = ""
    too_often: frozenset[int] = frozenset()
    busy: frozenset[int] = frozenset({-1})

    def try_it(self, setup: Setup, now: datetime) -> Tried:
        """A line to the group."""
        chosen = settings_of(setup, self.settings)
        unit = chosen.unit if isinstance(chosen, RobotSettings) else ""
        if unit and unit not in {one.code for one in seats.handling_units(setup.centre)}:
            return Tried(False, f"本中心没有代码是“{unit}”的部门，请在“机构与人员”里查代码。")
        try:
            self._say(setup, "办成：这是一条试发的消息。", now)
        except NotSentError as why:
            return Tried(False, str(why))
        return Tried(True, "机器人收下了，请看群里。")

    def carry(self, setup: Setup, letter: Letter, told: Mapping[str, Any], now: datetime) -> None:
        """What waits by now. Raises NotSentError, NoLongerError."""
        chosen = settings_of(setup, self.settings)
        if not isinstance(chosen, RobotSettings):
            raise NotSentError(NOT_SET)
        found = telling.waiting(setup, chosen, now)
        if not found.count:
            raise NoLongerError("现在没有要办的了。")
        if now.timestamp() > float(told["until"]):
            raise NoLongerError("过了时候，不再说。")
        gone = setup.passages.filter(way="went", fine=True, at__gt=now - A_MINUTE)
        if gone.count() >= MOST_A_MINUTE:
            raise NotSentError("这一分钟说得太多了，等一下再说。", after=60)
        self._say(setup, telling.sentence(found, now), now)

    def tell(self, setup: Setup, now: datetime) -> None:
        """Letters at the set times, and for what is new."""
        chosen = settings_of(setup, self.settings)
        if isinstance(chosen, RobotSettings):
            telling.tell(setup, chosen, now)

    def address(self, chosen: RobotSettings, now: datetime) -> str:
        """Where a message goes."""
        return chosen.url.get_secret_value()

    def _say(self, setup: Setup, text: str, now: datetime) -> None:
        chosen = settings_of(setup, self.settings)
        if not isinstance(chosen, RobotSettings) or not chosen.url.get_secret_value():
            raise NotSentError(NOT_SET)
        body = json.dumps({"msgtype": "text", "text": {"content": text}}, ensure_ascii=False)
        headers = {"Content-Type": "application/json; charset=utf-8"}
        answer = send(Request("POST", self.address(chosen, now), body.encode(), headers))
        try:
            told = json.loads(answer.body)
            code, why = int(told["errcode"]), str(told.get("errmsg", ""))
        except (ValueError, TypeError, KeyError):
            raise NotSentError("机器人的应答读不懂，看不出收没收下。") from None
        if code == 0:
            return
        said = hushed(f"机器人没有收下（{code}）：{why[:100]}")
        often = code in self.too_often
        raise NotSentError(said, again=often or code in self.busy, after=PAUSE if often else 0)


class WeComRobot(Robot):
    """企业微信群机器人."""

    kind = "wecom_robot"
    term = "企业微信群机器人"
    too_often = frozenset({45009})


class DingTalkRobot(Robot):
    """钉钉群机器人, with each message signed where the group asks for it."""

    kind = "dingtalk_robot"
    term = "钉钉群机器人"
    settings: type[BaseModel] = SignedRobotSettings
    too_often = frozenset({130101, 410100})

    def address(self, chosen: RobotSettings, now: datetime) -> str:
        """With the time and its signature: HMAC-SHA256 of ``time\\nsecret`` under the secret."""
        url = chosen.url.get_secret_value()
        secret = chosen.secret.get_secret_value() if isinstance(chosen, SignedRobotSettings) else ""
        if not secret:
            return url
        at = str(int(now.timestamp() * 1000))
        made = hmac.new(secret.encode(), f"{at}\n{secret}".encode(), hashlib.sha256).digest()
        signed = urlencode({"timestamp": at, "sign": base64.b64encode(made).decode()})
        return f"{url}{'&' if '?' in url else '?'}{signed}"
