"""咨询登记: fifteen to thirty plain enquiries come for every case; each is two fields and a key.

What was asked and what was answered or where the person was sent; who noted it, when, at which
window. A clerk corrects their own notes, and what stood before stays readable as long as the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from bancheng.casework import access, masking
from bancheng.casework.door import Order, handle
from bancheng.casework.surroundings import calendar_of
from bancheng.core.phone import read_phone
from bancheng.core.refusal import Refusal
from bancheng.counter import found_by
from bancheng.counter.enquiry_row import Enquiry, EnquiryBefore
from bancheng.counter.staff import must_work_at, window_now
from bancheng.journal.kept_apart import Box, box_for_writing, box_of
from bancheng.people.user import User

UID = re.compile(r"[0-9a-f]{32}")
LONGEST = 2000
SHOWN = 100
TERMS = {"asked": "问的是什么", "answered": "怎么答的、请去哪里"}


@dataclass(frozen=True, slots=True)
class Words:
    """What was asked, what was answered, and perhaps a phone."""

    asked: str
    answered: str
    phone: str = ""

    @property
    def masked_phone(self) -> str:
        """The phone as a list may show it."""
        return masking.phone(self.phone) if self.phone else ""


@dataclass(frozen=True, slots=True)
class Noted:
    """An enquiry as its readers see it; ``words`` is None where they are gone."""

    row: Enquiry
    words: Words | None
    before: tuple[tuple[datetime, Words], ...] = ()


def checked(given: Mapping[str, str]) -> Words:
    """The words as typed. Refusal where one is missing, too long, or the phone is none."""
    told = {name: given.get(name, "").replace("\r\n", "\n").strip() for name in TERMS}
    for name, text in told.items():
        if not text:
            raise Refusal("missing", f"请写“{TERMS[name]}”。", field=name)
        if len(text) > LONGEST:
            raise Refusal("too_long", f"“{TERMS[name]}”最多 {LONGEST} 个字。", field=name)
    phone = given.get("phone", "").strip()
    return Words(**told, phone=read_phone(phone) if phone else "")


def note(
    user: User, centre: str, given: Mapping[str, str], command_id: str, now: datetime
) -> Enquiry:
    """Note an enquiry; repeating a command gives the same one. Raises NotFound, Refusal."""
    must_work_at(user, centre)
    words = checked(given)
    with transaction.atomic():
        known = Enquiry.objects.filter(uid=command_id).first()
        if known is not None and known.by == user.username:
            return known
        uid = command_id if UID.fullmatch(command_id) and known is None else uuid4().hex
        return Enquiry.objects.create(
            uid=uid,
            centre=centre,
            window=window_now(user, centre, now),
            by=user.username,
            at=now,
            asked_on=calendar_of(centre).local(now).date(),
            words=_shut(box_for_writing(centre), uid, 1, words),
            tokens=_tokens(words),
        )


def correct(user: User, uid: str, given: Mapping[str, str], now: datetime) -> Enquiry:
    """Put one's own note right. Raises NotFound, Refusal."""
    words = checked(given)
    with transaction.atomic():
        row = _own(user, uid)
        if not bytes(row.words):
            raise Refusal("words_gone", "这条的文字已经不在登记里了，不能再改。")
        EnquiryBefore.objects.create(
            enquiry=row, number=row.version, words=bytes(row.words), ended_at=now
        )
        row.version += 1
        row.words = _shut(box_for_writing(row.centre), uid, row.version, words)
        row.tokens = _tokens(words)
        row.save(update_fields=["version", "words", "tokens"])
        return row


def strike(user: User, uid: str, now: datetime) -> None:
    """Noted by mistake (twice, say): it no longer counts. Raises NotFound, Refusal."""
    with transaction.atomic():
        row = _own(user, uid)
        row.struck_at = now
        row.save(update_fields=["struck_at"])


def became_case(user: User, uid: str, case_no: str, now: datetime) -> None:
    """The enquiry names the case it became. Its words go into the case as a note, where they lie
    under its own key and rights, and are deleted here. Raises NotFound, Refusal."""
    with transaction.atomic():
        row = seen(user).select_for_update().filter(uid=uid).first()
        if row is None:
            raise access.NotFound(uid)
        if row.case_no is not None:
            return
        words = _open(box_of(row.centre), uid, row.version, row.words)
        if words is not None:
            told = f"由咨询转来。当时问的是：{words.asked}\n当时答的是：{words.answered}"
            order = Order("note", {"text": told})
            handle(user, case_no, [order], f"enquiry-{uid}", None, now)
        row.case_no, row.became_at, row.cleared_at = case_no, now, now
        row.words, row.tokens = b"", ""
        row.save()
        row.before.all().delete()


def seen(user: User) -> QuerySet[Enquiry]:
    """The enquiries this person may see. One that became a case is seen by those who see the
    case: else a complaint about conduct would show to those complained of."""
    centres = [unit.code for unit in access.may_open_cases_at(user)]
    case = access.visible(user).filter(case_no=OuterRef("case_no"))
    return Enquiry.objects.filter(Q(case_no=None) | Q(Exists(case)), centre__in=centres)


def of_day(user: User, centre: str, day: date) -> list[Noted]:
    """The enquiries of one day, the newest first."""
    rows = seen(user).filter(centre=centre, asked_on=day).select_related("window")
    return opened(centre, rows.order_by("-at", "-pk")[:SHOWN])


def found(user: User, centre: str, text: str) -> tuple[list[Noted], bool]:
    """Those that hold every word, the newest first, and whether there are more than are shown."""
    wanted = found_by.every_word(text)
    if wanted is None:
        return [], False
    rows = seen(user).filter(wanted, centre=centre, struck_at=None).select_related("window")
    some = list(rows.order_by("-at", "-pk")[: SHOWN + 1])
    return opened(centre, some[:SHOWN]), len(some) > SHOWN


def counts_by_day(user: User, centre: str, since: date) -> dict[date, tuple[int, int]]:
    """How many on each day, and how many of them became a case; those struck do not count."""
    rows = seen(user).filter(centre=centre, asked_on__gte=since, struck_at=None)
    counted = rows.order_by("-asked_on").values_list("asked_on")
    both = counted.annotate(all=Count("pk"), cases=Count("case_no"))
    return {day: (all_, cases) for day, all_, cases in both}


def read(user: User, uid: str) -> Noted:
    """One enquiry. Raises NotFound."""
    row = seen(user).select_related("window").filter(uid=uid).first()
    if row is None:
        raise access.NotFound(uid)
    return opened(row.centre, [row])[0]


def _own(user: User, uid: str) -> Enquiry:
    row = seen(user).select_for_update().filter(uid=uid).first()
    if row is None:
        raise access.NotFound(uid)
    if row.by != user.username:
        raise Refusal("not_your_act", "这条是同事记的，只能由本人更正。")
    if row.case_no is not None:
        raise Refusal("became_case", f"这条已经转为工单 {row.case_no}，请在工单上更正。")
    if row.struck_at is not None:
        raise Refusal("struck", "这条已经作废。")
    return row


def opened(centre: str, rows: Iterable[Enquiry]) -> list[Noted]:
    """Enquiries of one centre with their words, for those who may see them."""
    listed, box = list(rows), box_of(centre)
    before: dict[int, list[tuple[datetime, Words]]] = {}
    changed = [row.pk for row in listed if row.version > 1]
    uid_of = {row.pk: row.uid for row in listed}
    older = EnquiryBefore.objects.filter(enquiry__in=changed).order_by("-number") if changed else ()
    for past in older:
        words = _open(box, uid_of[past.enquiry_id], past.number, past.words)
        if words is not None:
            before.setdefault(past.enquiry_id, []).append((past.ended_at, words))
    return [
        Noted(row, _open(box, row.uid, row.version, row.words), tuple(before.get(row.pk, ())))
        for row in listed
    ]


def _shut(box: Box, uid: str, version: int, words: Words) -> bytes:
    told = {"asked": words.asked, "answered": words.answered, "phone": words.phone}
    return box.shut(f"enquiry {uid}.{version}", json.dumps(told, ensure_ascii=False))


def _open(box: Box, uid: str, version: int, stored: object) -> Words | None:
    text = box.opened(f"enquiry {uid}.{version}", stored)
    if not text:
        return None
    try:
        return Words(**json.loads(text))
    except ValueError:
        return Words(text, "")  # the sentence that it is damaged


def _tokens(words: Words) -> str:
    return found_by.tokens_of(words.asked, words.answered, words.phone)
