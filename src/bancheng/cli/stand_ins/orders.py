"""编的派单: work orders of nobody and what follows on them, in the words of whoever is played."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from bancheng.channels.hotline.mapping import mapping_of

Message = Mapping[str, object]
MATTERS = (
    "食品经营许可证的材料交了三趟，窗口说系统里选不到这个地址",
    "加装电梯的意见，两个窗口互相要对方先出",
    "社保补缴的证明开不出来，原单位已经注销",
    "不动产登记的旧档案查不到，跑了两个中心",
    "公司注销卡在税务清税，说要等线下核对",
)
PEOPLE = ("秦桂芳", "韦明远", "莫小满", "廖长青", "蒙春燕", "石望津")
FIRM = "演示{}号商行"
Lists = Callable[[str], list[dict[str, str]]]
"""From the number of an order to what is attached to it."""
ALIKE = ("id", "order", "kind", "due", "text")


def invented(
    count: int, prefix: str = "H", due: str = "", lists: Lists | None = None
) -> Iterator[dict[str, object]]:
    """Work orders of nobody, in the default's fields, with their attachments."""
    for n in range(1, count + 1):
        told: dict[str, object] = {
            "id": f"{prefix}-{n:05}-1",
            "message": "create",
            "order_no": f"{prefix}-{n:05}",
            "matter": MATTERS[n % len(MATTERS)],
            "name": PEOPLE[n % len(PEOPLE)],
            "phone": f"1390000{n % 10000:04}",
        }
        told |= {"due_at": due} if due else {}
        yield told | ({"attachments": lists(f"{prefix}-{n:05}")} if lists else {})


def followed(order: Message, kind: str, text: str = "", turn: int = 2) -> dict[str, object]:
    """Another message about an order."""
    number = str(order["order_no"])
    return {"id": f"{number}-{turn}", "message": kind, "order_no": number, "text": text}


def with_dues(orders: Iterable[Message], today: date) -> Iterator[Message]:
    """By turns a last moment, a last day without a clock, and none."""
    for n, order in enumerate(orders):
        day = today + timedelta(days=5 + n)
        due = ({"due_at": f"{day} 17:00:00"}, {"due_at": f"{day}"}, {})[n % 3]
        yield {**order, **due}


def lived(orders: Iterable[Message]) -> Iterator[Message]:
    """Each order, then what a hotline says of it later: something to add, and to hurry. The last
    one is withdrawn."""
    last: Message | None = None
    for last in orders:
        yield last
        yield followed(last, "add", "来电人补充：上午又去了一趟，还是没有办成。", 2)
        yield followed(last, "urge", "来电人催办。", 3)
    if last is not None:
        yield followed(last, "withdraw", "来电人说办好了，不用再办。", 4)


def in_words_of(message: Message, begins: str) -> dict[str, object]:
    """A message of the default's fields in those of another kind of channel, as its mapping begins;
    a channel that asks for a firm gets one."""
    ours, theirs = mapping_of("").takes, mapping_of("", begins).takes
    names = {getattr(ours, name): getattr(theirs, name) for name in ALIKE}
    names |= {ours.fields[n]: path for n, path in theirs.fields.items() if n in ours.fields}
    told = {names.get(name, name): value for name, value in message.items()}
    firm = theirs.fields.get("firm")
    if firm and message.get("message") == "create":
        told[firm] = FIRM.format(str(message["order_no"])[-2:])
    return told
