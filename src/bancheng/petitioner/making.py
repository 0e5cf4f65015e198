"""给查询码: made with the receipt at the counter, or as the petitioner hands the matter in.

A new one ends the one before; who made it when is kept, the code is not. It is shown once, on the
paper that goes home with the petitioner.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bancheng.casework import access
from bancheng.core.refusal import Refusal
from bancheng.journal import append, read
from bancheng.petitioner import code as codes
from bancheng.petitioner.code_row import QueryCode
from bancheng.petitioner.keyed import digest

CODE, SECOND = "query code", "second part of a query code"
DIGITS = 4
PETITIONER = "petitioner"


def in_force(case_no: str) -> QueryCode | None:
    """The code of a case that opens it now."""
    return QueryCode.objects.filter(case_no=case_no, ended_at=None).first()


def make(
    case_no: str, made_by: str, uid: str, now: datetime, *, word: str = "", code: str = ""
) -> str | None:
    """A new code for a case, for showing once; None where this command made it before.

    ``word``: four digits agreed with somebody who left no phone. ``code``: one drawn already.
    Raises Refusal where there is neither a phone nor a word.
    """
    with transaction.atomic():
        append.lock(access.place_of(case_no).chain)
        if QueryCode.objects.filter(uid=uid).exists():
            return None
        phone = last_of(phone_of(case_no))
        second = phone or agreed(word)
        drawn = code or codes.draw()
        QueryCode.objects.filter(case_no=case_no, ended_at=None).update(
            ended_at=now, ended_by=made_by
        )
        kept = digest(CODE, drawn)
        QueryCode.objects.create(
            case_no=case_no,
            digest=kept,
            second=digest(SECOND, kept, second),
            by_word=not phone,
            uid=uid,
            made_by=made_by,
            made_at=now,
            followed_at=now,
        )
        return drawn


def is_of(code: str, case_no: str) -> bool:
    """Whether this code was ever given for this case."""
    return QueryCode.objects.filter(case_no=case_no, digest=digest(CODE, code)).exists()


def phone_of(case_no: str) -> str:
    """The phone on record as it stands; empty where there is none, or it was erased."""
    texts = list(read.details_of([case_no], ("phone",)).values())
    return (texts[-1] or "") if texts else ""


def last_of(phone: str) -> str:
    """The last four digits; empty where there are not so many."""
    digits = "".join(c for c in phone.partition("转")[0] if c.isdigit())
    return digits[-DIGITS:] if len(digits) >= DIGITS else ""


def agreed(word: str) -> str:
    """Four digits agreed at the counter. Raises Refusal for anything else."""
    told = word.strip()
    if len(told) == DIGITS and told.isascii() and told.isdigit():
        return told
    sentence = "没有登记电话的，请诉求人说四位好记的数字，填在这里；查进度时和查询码一起填。"
    raise Refusal("word_missing", sentence, field="word")


def end(case_no: str, ended_by: str, now: datetime) -> bool:
    """The code in force opens nothing any more; False where there was none."""
    return bool(
        QueryCode.objects.filter(case_no=case_no, ended_at=None).update(
            ended_at=now, ended_by=ended_by
        )
    )
