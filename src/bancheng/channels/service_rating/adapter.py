"""好差评 as a channel: off until somebody switches it on. Each direction has an address of its own
that may stay empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from bancheng.casework.access import NotFound
from bancheng.casework.look import look_from_outside
from bancheng.channels.adapter import Tried
from bancheng.channels.service_rating import platform, pulling, telling, trying
from bancheng.channels.service_rating.settings import RatingSettings
from bancheng.channels.setup_row import Setup
from bancheng.channels.sound import settings_of
from bancheng.wire.letter_row import Letter
from bancheng.wire.letters import NoLongerError
from bancheng.wire.sending import NotSentError

NOT_SET = "还没有填平台的地址。"


class ServiceRating:
    """The platform on which people rate services."""

    kind = "service_rating"
    term = "好差评"
    about = (
        "把办结的工单和诉求人打的分送到“好差评”平台，也从那里取评价；差评立一件工单，窗口审看。"
        "姓名、电话、证件号和办理内容一样也不送。作风投诉不送。"
    )
    brings = True
    settings: type[BaseModel] = RatingSettings

    def try_it(self, setup: Setup, now: datetime) -> Tried:
        """Look where the addresses lead, ask for one page of ratings, and take nothing."""
        chosen = settings_of(setup, RatingSettings)
        if chosen is None or not (chosen.pull_url or chosen.service_url or chosen.rating_url):
            return Tried(False, NOT_SET)
        return trying.tried(chosen, now)

    def carry(self, setup: Setup, letter: Letter, told: Mapping[str, Any], now: datetime) -> None:
        """A completed case or a rating. Raises NotSentError, NoLongerError."""
        chosen = settings_of(setup, RatingSettings)
        if chosen is None:
            raise NotSentError(NOT_SET)
        try:
            look = look_from_outside("petitioner", letter.case_no, now)
        except NotFound:
            raise NoLongerError("没有这件工单了。") from None
        if look.case.conduct:
            raise NoLongerError("作风投诉不送“好差评”。")
        seq, is_service = int(told["seq"]), told["act"] == "complete"
        made = (telling.service_of if is_service else telling.rating_of)(chosen, look, seq)
        if made is None:
            raise NoLongerError("这个满意度在“好差评”里没有对应的等级。")
        platform.say(chosen, chosen.service_url if is_service else chosen.rating_url, made, now)

    def tell(self, setup: Setup, now: datetime) -> None:
        """Letters about what was completed and rated, and the ratings given elsewhere."""
        chosen = settings_of(setup, RatingSettings)
        if chosen is None:
            return
        if chosen.service_url or chosen.rating_url:
            telling.tell(setup, chosen, now)
        if chosen.pull_url:
            pulling.pull(setup, chosen, now)
