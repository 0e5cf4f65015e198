"""办公室的话和典型案例: what people add to a draft, kept between drafts and under keys that go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bancheng.bulletin import authority
from bancheng.bulletin.issue_row import Issue
from bancheng.bulletin.issuing import draft_for
from bancheng.bulletin.remark_row import Remark
from bancheng.bulletin.typical_row import Typical
from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.core.refusal import Refusal
from bancheng.improvement import kept_texts
from bancheng.journal import read
from bancheng.journal.append import lock
from bancheng.journal.erase import overwrite_what_is_deleted
from bancheng.people.user import User

LONGEST = 3000
MOST_TYPICAL = 8
ERASED = "（补充的话已依法删除）"
PERSONAL = ("name", "phone", "agent", "agent_phone", "id_number", "address")
LONG_NUMBER = re.compile(r"\d{11,}|\d{17}[\dXx]")


@dataclass(frozen=True)
class Account:
    """One typical case. ``text`` is empty where it was erased with the case."""

    pk: int
    case_no: str
    text: str
    erased: bool


def remarks_of(issue: Issue) -> dict[str, str]:
    """Section → what stands there; of what was erased, that it was."""
    rows = list(issue.remarks.all())
    texts = kept_texts.opened(rows, issue.owner)
    last = {
        row.section: ERASED if row.erased else said.get("text", "")
        for row, said in zip(rows, texts, strict=True)
    }
    return {section: text for section, text in last.items() if text}


def erase_remarks(user: User, key: str, section: str, now: datetime) -> Issue:
    """Erase what the office wrote to a section, all that ever stood there, also of an issue that
    went out: words about somebody may have to go. Who did it is kept. Raises NotFound."""
    issue = authority.issue_for(user, key, now)
    if not authority.writes(user, issue.centre, now):
        raise access.NotFound(key)
    with transaction.atomic():
        lock(issue.centre)
        overwrite_what_is_deleted()
        written = issue.remarks.filter(section=section)
        if kept_texts.wipe(written):
            Remark.objects.create(
                issue=issue, section=section, by=user.username, at=now, erased=True
            )
        return issue


def remark(user: User, key: str, said: dict[str, str], now: datetime) -> Issue:
    """Write what differs from what stands. Raises Refusal naming the section that is too long."""
    with transaction.atomic():
        issue = draft_for(user, key, now)
        known, sections = remarks_of(issue), authority.rule_of(issue.centre).sections
        for section, raw in said.items():
            text = raw.replace("\r\n", "\n").replace("\x00", "").strip()
            if section not in sections or text == known.get(section, ""):
                continue
            if len(text) > LONGEST:
                sentence = f"“{sections[section]}”最多补充 {LONGEST} 个字，现在有 {len(text)} 个。"
                raise Refusal("too_long", sentence, field=section)
            row = Remark(issue=issue, section=section, by=user.username, at=now)
            kept_texts.shut(row, {"text": text}, issue.owner)
            row.save()
        return issue


def typical_of(issue: Issue) -> list[Account]:
    """The cases that were chosen, in their order; one that turned out to be a complaint about
    conduct is told of no more."""
    rows = list(issue.typical.filter(until=None))
    hidden = set(
        CaseRow.objects.filter(case_no__in=[r.about for r in rows], conduct=True).values_list(
            "case_no", flat=True
        )
    )
    texts = kept_texts.opened(rows, issue.owner)
    return [
        Account(row.pk, row.about, said.get("text", ""), row.erased)
        for row, said in zip(rows, texts, strict=True)
        if row.about not in hidden
    ]


def tell(user: User, key: str, case_no: str, text: str, now: datetime) -> Issue:
    """Choose a case and tell of it. Raises Refusal where it is none to be told of, or where the
    words name somebody."""
    number, words = case_no.strip(), text.replace("\r\n", "\n").replace("\x00", "").strip()
    with transaction.atomic():
        issue = draft_for(user, key, now)
        _may_be_told(user, issue, number)
        if not words:
            raise Refusal("missing", "请写明这件事是怎么办成的，不写姓名和电话。", field="text")
        if len(words) > LONGEST:
            sentence = f"一个案例最多 {LONGEST} 个字，现在有 {len(words)} 个。"
            raise Refusal("too_long", sentence, field="text")
        _names_nobody(number, words)
        known = issue.typical.filter(until=None)
        if known.exclude(about=number).count() >= MOST_TYPICAL:
            sentence = f"一期最多 {MOST_TYPICAL} 个典型案例，请先拿掉一个。"
            raise Refusal("too_many", sentence, field="case_no")
        known.filter(about=number).update(ended_by=user.username, until=now)
        row = Typical(issue=issue, about=number, by=user.username, at=now)
        kept_texts.shut(row, {"text": words}, issue.owner)
        row.save()
        return issue


def untell(user: User, key: str, pk: int, now: datetime) -> Issue:
    """Take a typical case off the draft."""
    with transaction.atomic():
        issue = draft_for(user, key, now)
        issue.typical.filter(pk=pk, until=None).update(ended_by=user.username, until=now)
        return issue


def forget_case(case_no: str) -> None:
    """Called within the transaction that erases a case's personal details."""
    overwrite_what_is_deleted()
    kept_texts.wipe(Typical.objects.filter(about=case_no))


def _may_be_told(user: User, issue: Issue, number: str) -> None:
    row = access.visible(user).filter(case_no=number, chain=issue.centre).first()
    if row is None:
        raise Refusal("no_such_case", "没有找到这个编号的工单，请核对。", field="case_no")
    if row.conduct:
        sentence = "反映作风问题的件不写进通报，请选别的件。"
        raise Refusal("walled_off", sentence, field="case_no")
    if row.ended_at is None:
        raise Refusal("not_ended", "这件还没有办结，办结了再作典型案例。", field="case_no")


def _names_nobody(number: str, words: str) -> None:
    """What the case knows of its people must not stand in words that go to many."""
    plain = re.sub(r"[\s\-]", "", words)
    for (_, _, field), value in read.details_of([number], PERSONAL).items():
        known = re.sub(r"[\s\-]", "", value or "")
        if len(known) > 1 and known in plain:
            what = "电话" if "phone" in field else "姓名、住址等个人信息"
            sentence = f"这段话里有诉求人的{what}，通报要发给多人，请改成“一位群众”这样的说法。"
            raise Refusal("names_somebody", sentence, field="text")
    if LONG_NUMBER.search(plain):
        sentence = "这段话里有像电话或者证件号的长数字，请去掉。"
        raise Refusal("names_somebody", sentence, field="text")
