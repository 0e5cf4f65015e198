"""收件: a message becomes an act through the write door, in one transaction with the note of it.

One order is one case, however often and in whatever order its messages come. What comes for an
order that is not there yet is kept and applied when that comes. What the standard does not give
the channel, or the case no longer allows, becomes a remark on it, so that the window reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping as Told
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal, cast

from django.utils import timezone

from bancheng.casework.door import Doer, Outside, handle, open_case
from bancheng.casework.door import Order as Act
from bancheng.casework.folding import case_now
from bancheng.channels.adapter import NotTakenError
from bancheng.channels.hotline.arriving import LONGEST_TEXT, Arrived
from bancheng.channels.hotline.asking import ask_for
from bancheng.channels.hotline.listed_files import ListedFile
from bancheng.channels.message_row import Message
from bancheng.channels.order_row import Order
from bancheng.channels.setup_row import Setup
from bancheng.core.decider import FIELDS
from bancheng.core.phone import read_phone
from bancheng.core.refusal import Refusal
from bancheng.core.stage import CLOSED
from bancheng.core.uscc import is_uscc
from bancheng.journal import append, engine
from bancheng.journal.kept_apart import box_for_writing, box_of
from bancheng.journal.keyed import digest

ORIGIN: Doer = Outside("origin")
Became = Literal["created", "added", "withdrawn", "urged", "noted", "kept", "known", "over"]
SAID: dict[Became, str] = {
    "created": "已收到，等窗口登记。",
    "added": "补充内容已记在工单上。",
    "withdrawn": "已按撤单办结。",
    "urged": "已催办。",
    "noted": "已记在工单上，由窗口人员处理。",
    "kept": "还没有收到这个编号的派单，先留着，派单到了就办。",
    "known": "这个工单以前已经收到，内容没有变。",
    "over": "本件已过保管期，不再收补充。",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a message. ``repeated``: it had been taken before."""

    became: Became
    case_no: str = ""
    repeated: bool = False


def take(setup: Setup, message: Arrived, by: str, term: str, now: datetime) -> Taken:
    """All of it or nothing. ``by``: whose account or hand it came through, for the command's id;
    ``term``: what people call the other side. Raises NotTakenError, Refusal."""
    with engine.writing():
        append.lock(setup.centre.code)
        # whoever held the lock may have acted since this request came in: it is not before them
        now = max(now, timezone.localtime())
        before = Message.objects.filter(setup=setup, mark=message.mark).first()
        if before is not None:
            return _again(before, message, setup, now)
        row = Message(
            setup=setup,
            mark=message.mark,
            number=message.number,
            kind=message.kind,
            content=message.words,
            came_at=now,
        )
        taken = _Taking(setup, by, term, now).take(message)
        row.taken = taken.became
        if taken.became == "kept":
            row.hidden = _shut(setup, message)
        row.save(force_insert=True)
        return taken


def _again(before: Message, message: Arrived, setup: Setup, now: datetime) -> Taken:
    """The same words under the same number. Their links may be newer than those that came with
    them, and are asked for: whoever signs links signs them anew for each sending."""
    order = Order.objects.filter(setup=setup, number=before.number).first()
    if order is not None and order.erased:  # what it said is gone too
        return Taken("over", order.case_no, repeated=True)
    known = (message.words, message.content)
    if before.kind != message.kind or before.content not in known:
        said = "这个消息编号已经用在别的内容上了。"
        raise NotTakenError("message_reused", said, "内容变了的，请换一个消息编号再发。")
    if order is not None:
        ask_for(setup, order, message, now)
    elif before.taken == "kept" and message.files:
        before.hidden = _shut(setup, message)
        before.save(update_fields=["hidden"])
    case_no = order.case_no if order is not None else ""
    return Taken(cast(Became, before.taken), case_no, repeated=True)


@dataclass(frozen=True, slots=True)
class _Taking:
    setup: Setup
    by: str
    term: str
    now: datetime

    def take(self, message: Arrived) -> Taken:
        order = Order.objects.filter(setup=self.setup, number=message.number).first()
        if order is None:
            return self._open(message) if message.kind == "create" else Taken("kept")
        if order.erased:
            return Taken("over", order.case_no)
        if message.due and message.due != order.due:
            order.due = message.due
            order.save(update_fields=["due"])
        return Taken(self._apply(order, message), order.case_no)

    def _open(self, message: Arrived) -> Taken:
        given = {**_submitted(message), "channel": self.setup.channel}
        command = self._command(f"order {message.number}")
        done = open_case(ORIGIN, self.setup.centre.code, [Act("submit", given)], command, self.now)
        order = Order.objects.create(
            setup=self.setup,
            number=message.number,
            case_no=done.case_no,
            content=message.words,
            due=message.due,
            came_at=self.now,
        )
        ask_for(self.setup, order, message, self.now)
        self._apply_kept(order)
        return Taken("created", done.case_no)

    def _apply_kept(self, order: Order) -> None:
        """What came before its order, in the order it came."""
        waiting = Message.objects.filter(setup=self.setup, number=order.number, taken="kept")
        for row in waiting.order_by("came_at", "pk"):
            message = _opened(self.setup, row)
            row.taken = self._apply(order, message) if message else "noted"
            row.hidden = b""
            row.save(update_fields=["taken", "hidden"])
            if message and message.due and message.due != order.due:
                order.due = message.due
                order.save(update_fields=["due"])

    def _apply(self, order: Order, message: Arrived) -> Became:
        files = ask_for(self.setup, order, message, self.now)
        if message.kind == "create":
            if message.words == order.content:
                return self._added(order) if files else "known"
            order.content = message.words
            order.save(update_fields=["content"])
            said = "；".join(message.given.values())[:LONGEST_TEXT]
            return self._note(order, message, f"再次派单，内容有变：{said}", self._added(order))
        if message.kind == "add":
            said = message.text or ("附件" if message.files else "没有写内容")
            return self._note(order, message, f"补充：{said}", self._added(order))
        if case_now(order.case_no).stage in CLOSED:
            return self._note(order, message, _words(message), "noted")
        act, became = ACTS[message.kind]
        given = {"reason": f"{self.term}撤单：{message.text or '没有写理由'}"}
        if act == "remind":
            given = {"text": f"{self.term}催办：{message.text}"} if message.text else {}
        try:
            self._do(order, Act(act, given), message)
        except Refusal:
            return self._note(order, message, _words(message), "noted")
        return became

    def _added(self, order: Order) -> Became:
        """Of a case that is over nobody goes on by itself, and that is said."""
        return "noted" if case_now(order.case_no).stage in CLOSED else "added"

    def _note(self, order: Order, message: Arrived, said: str, became: Became) -> Became:
        self._do(order, Act("note", {"text": f"{self.term}{said}"}), message)
        return became

    def _do(self, order: Order, act: Act, message: Arrived) -> None:
        command = self._command(f"{act.act} {message.mark}")
        with engine.writing():
            handle(ORIGIN, order.case_no, [act], command, None, self.now)

    def _command(self, what: str) -> str:
        return f"channel:{self.setup.pk}:{self.by}:{digest('channel command', what)[:40]}"


ACTS: dict[str, tuple[str, Became]] = {
    "withdraw": ("withdraw", "withdrawn"),
    "urge": ("remind", "urged"),
}
"""Which act a message is, where the standard gives it to the channel."""


def _can_be_dialled(text: str) -> bool:
    try:
        return bool(read_phone(text))
    except Refusal:
        return False


FITTING = {"uscc": is_uscc, "phone": _can_be_dialled, "agent_phone": _can_be_dialled}
"""What is no reason to leave an order with the other side, where it cannot be read."""


def _words(message: Arrived) -> str:
    what = "撤单" if message.kind == "withdraw" else "催办"
    return f"{what}：{message.text}" if message.text else what


def _submitted(message: Arrived) -> Told[str, str]:
    """What a new order says, as the act asks it."""
    given = {**message.given, "origin_no": message.number}
    for name, fits in FITTING.items():
        if name in given and not fits(given[name]):  # kept as they wrote it, for the window to ask
            term = FIELDS[name].term
            told = f"{term}（对方写的）：{given.pop(name)}"
            given["reason"] = "\n".join(filter(None, (given.get("reason"), told)))
    if given.get("firm"):
        given["petitioner_kind"] = "firm"
    return given


def _shut(setup: Setup, message: Arrived) -> bytes:
    told = asdict(message) | {"due": message.due.isoformat() if message.due else None}
    return box_for_writing(_owner(setup)).shut(message.mark, json.dumps(told, ensure_ascii=False))


def _opened(setup: Setup, row: Message) -> Arrived | None:
    """A kept message again; None where it no longer opens."""
    try:
        told = json.loads(box_of(_owner(setup)).opened(row.mark, row.hidden))
    except ValueError:
        return None
    due = datetime.fromisoformat(told["due"]) if told["due"] else None
    files = tuple(ListedFile(**one) for one in told.get("files", ()))
    return Arrived(**told | {"due": due, "files": files})


def _owner(setup: Setup) -> str:
    return f"channel {setup.pk}"
