"""取附件: what an order lists by links is fetched, looked at as every upload, and put on the case.

Each is a piece of waiting work like a letter (a road of its own, so that a dead host of files holds
back no answer): written down with the message (``asking``), taken up after a tick, tried again with
back-off, listed as stuck where another try cannot mend it. Fetched is only from the hosts that the
channel names, and those are asked through the one place that connects.
"""

from __future__ import annotations

from collections.abc import Mapping as Told
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, cast

from django.utils import timezone

from bancheng.casework.door import Order as Act
from bancheng.casework.door import Outside, handle
from bancheng.casework.folding import case_now
from bancheng.channels import setups
from bancheng.channels.adapter import adapters
from bancheng.channels.hotline.asking import WHAT
from bancheng.channels.hotline.mapping import Mapping
from bancheng.channels.hotline.sending import signed
from bancheng.channels.hotline.setting import OrderSettings
from bancheng.channels.order_row import Order
from bancheng.channels.setup_row import Setup
from bancheng.core.attachment import BESIDE, read
from bancheng.core.refusal import Refusal
from bancheng.core.seal import digest as digest_by
from bancheng.core.stage import Stage
from bancheng.files import limits, uploads
from bancheng.files.taking_in import Taken, take_in
from bancheng.journal import read as journal
from bancheng.wire.letter_row import Letter
from bancheng.wire.letters import NoLongerError
from bancheng.wire.sending import NotSentError, Request, TooLongError, send

ROAD = "files:"
"""How the names of these roads begin."""
SECONDS = 60.0
"""For the whole of one; a letter under way is held for longer."""
PASSING = ("too_many_pending", "disk_full")
"""Why a file was not kept that is no fault of the file's."""
SAYS = {
    401: "对方不让取",
    403: "对方不让取",
    404: "对方那里没有这个文件",
    410: "对方已经删了这个文件",
}


class Orders(Protocol):
    """The adapter of a channel of orders, as far as it is needed here."""

    term: str

    def set_for(self, setup: Setup) -> tuple[OrderSettings, Mapping]: ...


def carry(letter: Letter, told: Told[str, Any], now: datetime) -> None:
    """The carrier of every ``files:`` road. Raises NotSentError or NoLongerError."""
    setup = Setup.objects.select_related("centre").get(pk=int(letter.road.partition(":")[2]))
    if setup.ended_at is not None:
        raise NoLongerError(f"渠道“{setup.name}”停用了。")
    if not setup.on or setup.kind not in adapters():
        raise NotSentError(f"渠道“{setup.name}”没有打开。", counts=False)
    order = Order.objects.filter(setup=setup, case_no=letter.case_no).first()
    if order is None or order.erased:
        raise NoLongerError("本件已过保管期。")
    about = {"ref": letter.about, "case_no": letter.case_no}
    try:
        said = _fetched(_Wanted(setup, cast(Orders, adapters()[setup.kind]), letter, told), now)
    except NotSentError as error:
        setups.log(setup, "came", WHAT, now, fine=False, said=f"没有取到：{error}", **about)
        raise
    setups.log(setup, "came", WHAT, now, said=said, **about)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One attachment that is to be fetched."""

    setup: Setup
    adapter: Orders
    letter: Letter
    told: Told[str, Any]

    @property
    def command(self) -> str:
        return f"channel:{self.setup.pk}:file:{self.letter.mark[:40]}"


def _fetched(wanted: _Wanted, now: datetime) -> str:
    """What became of it."""
    case_no = wanted.letter.case_no
    if wrong := wanted.told.get("wrong"):
        raise NotSentError(str(wrong), again=False)
    if journal.of_command(wanted.command):
        return "以前已经放进工单。"
    if case_now(case_no).stage is Stage.ARCHIVED:
        raise NotSentError("本件已经归档，不能再放进附件。", again=False)
    content = _content(wanted, now)
    taken = _taken(str(wanted.told["name"]), content)
    _must_be_the_one(content, wanted)
    if _has(case_no, taken):
        return "工单里已经有同样的一份，没有再放。"
    owner = wanted.setup.file_road
    try:
        kept = uploads.keep(owner, taken, timezone.localtime(), case_no)
        given = {"text": f"{wanted.adapter.term}带来的附件。", "files": [kept.attachment.id]}
        by, at = Outside("origin", owner=owner), max(now, timezone.localtime())
        handle(by, case_no, [Act("note", given)], wanted.command, None, at)
    except Refusal as refusal:
        passing = refusal.code in PASSING
        raise NotSentError(_without_name(refusal, taken.name), again=passing) from None
    return "已放进工单。"


def _content(wanted: _Wanted, now: datetime) -> bytes:
    """The file as it stands there. Raises NotSentError."""
    try:
        values = wanted.adapter.set_for(wanted.setup)[0]
    except ValueError as wrong:
        raise NotSentError(str(wrong)) from None
    url = values.file_address(str(wanted.told["address"]))
    request = Request("GET", url)
    if values.is_theirs(url):  # nobody but the other side itself sees what we sign with
        request = signed(values, "GET", url, b"", "", now, "*/*")
    try:
        content = send(request, longest=limits.LARGEST_FILE, seconds=SECONDS).body
    except TooLongError as error:
        most = limits.in_words(limits.LARGEST_FILE)
        said = f"文件太大，一个最大 {most}。请对方缩小，或者分成几份。"
        raise NotSentError(said, again=False, status=error.status) from None
    except NotSentError as error:
        plain = SAYS.get(error.status)
        if plain is None:
            raise
        raise NotSentError(f"{plain}（{error}）。", again=False, status=error.status) from None
    return content


def _must_be_the_one(content: bytes, wanted: _Wanted) -> None:
    algorithm, _, right = str(wanted.told["digest"]).partition(":")
    if right and digest_by(algorithm, content) != right:
        said = "取到的内容和对方写的摘要对不上，没有放进工单。请对方核对。"
        raise NotSentError(said, again=False)


def _taken(name: str, content: bytes) -> Taken:
    """Looked at as every upload. What is said of it does not say its name: names of files name
    people, and this stands in the log."""
    try:
        return take_in(name, content)
    except Refusal as refusal:
        raise NotSentError(_without_name(refusal, name), again=False) from None


def _without_name(refusal: Refusal, name: str) -> str:
    sentence = refusal.sentence
    return sentence.partition("没有收：")[2] or sentence.replace(f"“{name}”", "")


def _has(case_no: str, taken: Taken) -> bool:
    """Whether the very same content is among the papers of the case."""
    for (_, field), text in journal.details(case_no).items():
        if not field.startswith(BESIDE) or not text:
            continue
        try:
            about = read(field.removeprefix(BESIDE), text)
        except ValueError:
            continue  # damaged, which `journal verify` names
        algorithm, _, right = about.digest.partition(":")
        if about.size == len(taken.content) and digest_by(algorithm, taken.content) == right:
            return True
    return False
