"""要取的附件: what a message lists is written down to be fetched, each link once.

A newer link to the same file takes the place of one that still waits. Whether it is the same is
never guessed from a name: either both were listed with one digest, or the newer one came when the
message was sent again, stands where the older one stood in a list as long, under the same name, and
differs only behind the question mark.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as Told
from datetime import datetime
from typing import Any

from bancheng.channels import setups
from bancheng.channels.hotline.arriving import Arrived
from bancheng.channels.hotline.links import host_of, without_query
from bancheng.channels.hotline.listed_files import ListedFile
from bancheng.channels.order_row import Order
from bancheng.channels.setup_row import Setup
from bancheng.journal.keyed import digest
from bancheng.wire import letters
from bancheng.wire.letter_row import Letter
from bancheng.wire.sending import NotSentError

WHAT = "附件"
RENEWED = "换了新链接"
"""Who gave up what a newer link took the place of: nobody did."""
SHOWN = 60
"""Characters of the order's number beside the number of the file."""


def ask_for(setup: Setup, order: Order, message: Arrived, now: datetime) -> int:
    """Write down what is to be fetched of a message, within its transaction; how many are new.

    What of the list could not be read is written down too: it waits for a person as any other that
    leads nowhere.
    """
    older = _waiting(setup, order)
    of_order = Letter.objects.filter(road=setup.file_road, case_no=order.case_no).count()
    marks, new = set[str](), list[dict[str, Any]]()
    for number, one in enumerate(message.files, 1):
        told = _told(one, message, number)
        mark = _mark(order, message, one)
        marks.add(mark)
        about = f"{order.number[:SHOWN]} 第{of_order + len(new) + 1}份"
        road, case_no, host = setup.file_road, order.case_no, host_of(one.address)
        if letters.write(road, mark, WHAT, told, now, case_no=case_no, about=about, host=host):
            new.append(told)
    for letter, told in older:
        if letter.mark not in marks and _has_a_newer(told, message, new):
            letters.drop(letter, RENEWED, now)
            names = {"ref": letter.about, "case_no": letter.case_no}
            setups.log(setup, "came", WHAT, now, said="对方重新列了，旧的不再取。", **names)
    return sum(not told["wrong"] for told in new)


def _mark(order: Order, message: Arrived, one: ListedFile) -> str:
    """The same link of an order is one letter; what cannot be read is one of its message."""
    of_message = f"{message.mark}\n" if one.wrong else ""
    return digest("channel file", f"{order.number}\n{of_message}{one.identity}")


def _told(one: ListedFile, message: Arrived, number: int) -> dict[str, Any]:
    place = f"{number}/{len(message.files)}"
    told = {"name": one.name, "address": one.address, "digest": one.digest, "wrong": one.wrong}
    return told | {"message": message.mark, "place": place}


def _waiting(setup: Setup, order: Order) -> list[tuple[Letter, dict[str, Any]]]:
    """What of an order is not there yet, and can still be read."""
    found = []
    for letter in letters.waiting().filter(road=setup.file_road, case_no=order.case_no):
        try:
            found.append((letter, letters.told_by(letter)))
        except NotSentError:
            continue
    return found


def _has_a_newer(old: Told[str, Any], message: Arrived, new: Collection[Told[str, Any]]) -> bool:
    """Whether what waits is among what is asked for anew. What could not be read in a sending has
    its place taken by the next sending of that message."""
    if old.get("wrong"):
        return bool(old["message"] == message.mark)
    return any(_is_the_same(old, one) for one in new if not one["wrong"])


def _is_the_same(old: Told[str, Any], new: Told[str, Any]) -> bool:
    if old["digest"] or new["digest"]:
        return bool(old["digest"] == new["digest"])
    same = all(old.get(key) == new[key] for key in ("name", "message", "place"))
    return same and without_query(str(old["address"])) == without_query(str(new["address"]))
