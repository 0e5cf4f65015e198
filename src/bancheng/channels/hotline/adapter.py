"""12345热线: orders in, answers out."""

from __future__ import annotations

from collections.abc import Mapping as Told
from datetime import datetime, timedelta
from typing import Any, ClassVar

from pydantic import BaseModel

from bancheng.casework.look import look_from_outside
from bancheng.channels import setups
from bancheng.channels.adapter import NotTakenError, Tried
from bancheng.channels.hotline.arriving import MEND, arrived
from bancheng.channels.hotline.mapping import Mapping, default_text, mapping_of
from bancheng.channels.hotline.sending import ask, composed, send_message
from bancheng.channels.hotline.setting import OrderSettings, default_settings
from bancheng.channels.hotline.taking import SAID, Taken, take
from bancheng.channels.hotline.telling import close_return, tell
from bancheng.channels.message_row import Message
from bancheng.channels.setup_row import Setup
from bancheng.core.glossary import OUTCOME_TERMS
from bancheng.core.permission import stage_term
from bancheng.core.refusal import Refusal
from bancheng.core.stage import CLOSED
from bancheng.people.user import User
from bancheng.wire.letter_row import Letter
from bancheng.wire.sending import NotSentError

WHY = {
    "missing": "有一栏没有写",
    "wrong_shape": "有一栏写得不对",
    "unknown_message": "不认得是哪种消息",
    "message_reused": "这个消息编号已经用在别的内容上",
}
WAITS = timedelta(days=90)
NO_SUCH_PATH = 404
ANOTHER_PATH = "连上了，可是对方没有“{}”这个路径（404）。请问对方哪个可以试，在栏目对照里改 ping。"
KINDS = {"create": "派单", "add": "补充", "withdraw": "撤单", "urge": "催办"}


class Hotline:
    """Every call is for one setup; nothing is kept here."""

    kind = "hotline"
    term = "12345热线"
    about = (
        "热线派单、补充、撤单、催办自动进来，受理、退单、进展、结果、回访自动送回去。"
        "要对方给：地址、密钥、栏名对照；没有接口的，用表格导入、导出。"
    )
    brings = True
    hears = "messages"
    begins: ClassVar[str] = "plain"
    """The default mapping, by the name of its file."""
    settings: type[BaseModel] = default_settings("plain")

    def set_for(self, setup: Setup) -> tuple[OrderSettings, Mapping]:
        """What is set, and the mapping. ValueError where it no longer fits."""
        values = setups.values_of(setup)
        assert isinstance(values, OrderSettings)  # noqa: S101 - of our own model
        return values, mapping_of(values.mapping, self.begins)

    def beside(self) -> tuple[tuple[str, str], ...]:
        """The default mapping, which a centre changes in part."""
        begins = dict.fromkeys(("plain", self.begins))
        return tuple((f"默认的栏目对照：{name}.yaml", default_text(name)) for name in begins)

    def try_it(self, setup: Setup, now: datetime) -> Tried:
        """Ask for their status."""
        try:
            values, mapping = self.set_for(setup)
            if not values.address:
                return Tried(True, "没有填对方的地址：用表格导入、导出，不连网。")
            answer = ask(values, mapping, now)
        except (NotSentError, ValueError) as error:
            none = isinstance(error, NotSentError) and error.status == NO_SUCH_PATH
            return Tried(False, ANOTHER_PATH.format(mapping.ping) if none else str(error))
        return Tried(True, f"连上了，对方应答 {answer.status}。")

    def carry(self, setup: Setup, letter: Letter, told: Told[str, Any], now: datetime) -> None:
        """Take a message there; a result that arrived counts as returned."""
        try:
            values, mapping = self.set_for(setup)
        except ValueError as wrong:
            raise NotSentError(str(wrong)) from None
        if not values.address:
            raise NotSentError("没有填对方的地址。", again=False)
        send_message(values, mapping, told, now)
        if told.get("message") == "result" and letter.case_no:
            close_return(setup, letter.case_no, now)

    def tell(self, setup: Setup, now: datetime) -> None:
        """Write what happened since; where there is no interface, nothing waits to go. What waited
        for its order in vain is forgotten, and the log says so."""
        for row in Message.objects.filter(setup=setup, taken="kept", came_at__lt=now - WAITS):
            said = f"等了 {WAITS.days} 天没有等到派单，不再等了。"
            setups.log(setup, "came", row.kind, now, ref=row.number, fine=False, said=said)
            row.delete()
        try:
            values, mapping = self.set_for(setup)
        except ValueError:
            return  # the page says so; nothing is lost, as what was not told is told later
        if values.address:
            tell(setup, mapping, now)

    def hear(self, setup: Setup, told: Told[str, Any], by: User, now: datetime) -> Told[str, Any]:
        """A message of theirs, answered in their fields."""
        try:
            _, mapping = self.set_for(setup)
        except ValueError:
            said = "这条渠道的设置读不出来了。"
            raise NotTakenError("channel_off", said, "请让系统管理员重新设置。") from None
        number = ""
        try:
            message = arrived(told, mapping)
            number = message.number
            taken = take(setup, message, by.username, self.term, now)
        except NotTakenError as wrong:
            self._not_taken(setup, "消息", number, wrong.code, wrong.field, now)
            raise
        except Refusal as refusal:
            theirs = _in_their_words(refusal, mapping)
            self._not_taken(setup, KINDS[message.kind], number, "", theirs.field, now)
            raise theirs from None
        again = "（重发的，没有重复办）" if taken.repeated else ""
        setups.log(
            setup,
            "came",
            KINDS[message.kind],
            now,
            ref=number,
            case_no=taken.case_no,
            said=SAID[taken.became] + again,
        )
        said = self.answer_to(taken, message.kind, now)
        if message.unread:
            said += f"附件有 {len(message.unread)} 处读不出来：{message.unread[0]}"
        values = {
            "id": message.mark,
            "order": message.number,
            "taken": taken.became,
            "case_no": taken.case_no,
            "text": said,
            "unread": "".join(message.unread),
        }
        return composed(mapping.answers, values, mapping)

    def _not_taken(
        self, setup: Setup, what: str, number: str, code: str, field: str, now: datetime
    ) -> None:
        """On record is why and in which field; what stood there may name somebody."""
        said = f"没有收：{WHY.get(code, '不合规则')}" + (f"（{field}）。" if field else "。")
        setups.log(setup, "came", what, now, ref=number, fine=False, said=said)

    def answer_to(self, taken: Taken, kind: str, now: datetime) -> str:
        """What became of it; to whoever urges or takes back, or adds to what is over, how it
        stands."""
        said = SAID[taken.became]
        asks = kind in ("urge", "withdraw") or taken.became == "noted"
        if not asks or not taken.case_no:
            return said
        found = look_from_outside("origin", taken.case_no, now)
        stands = stage_term(found.standard, found.case.stage)
        if found.case.stage in CLOSED and found.case.outcome:
            outcome = found.case.outcome
            named = found.standard.words.get(f"outcome.{outcome}")
            stands += f"（{named or OUTCOME_TERMS[outcome]}）"
        return f"{said}本件现在：{stands}。"


def _in_their_words(refusal: Refusal, mapping: Mapping) -> NotTakenError:
    """What the rules say no to, at the field as they call it."""
    fields = {str(ours): theirs for ours, theirs in mapping.takes.fields.items()}
    field = {**fields, "text": mapping.takes.text, "origin_no": mapping.takes.order}.get(
        refusal.field or "", ""
    )
    return NotTakenError(refusal.code, refusal.sentence, MEND, field)
