"""小题 on the form to hand in: there where much is coming in, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from bancheng.core.refusal import Refusal
from bancheng.petitioner import limits, question
from bancheng.petitioner.question import ANSWER, CARRIED, Question
from bancheng.web.public.english import english
from bancheng.web.public.visit import Visit

HOLLOW = "website"
"""A field nobody sees. What fills it in is most likely a program, and sometimes a browser that
means well: it is asked, too."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The question of a form, where there is one: how it was answered, or why that does not let
    in."""

    question: Question | None = None
    typed: str = ""
    wrong: Refusal | None = None


def to_be_asked(visit: Visit) -> Asking:
    """What a form that is opened now is to show."""
    if limits.asks(visit.centre.code, visit.address, visit.now):
        return Asking(question.draw(visit.centre.code, visit.now))
    return Asking()


def answer_of(request: HttpRequest, visit: Visit) -> Asking:
    """What a form that came now was asked and has answered."""
    code, sent = visit.centre.code, request.POST
    if not (sent.get(HOLLOW) or limits.asks(code, visit.address, visit.now)):
        return Asking()
    asked = question.opened(sent.get(CARRIED, ""), code, visit.now)
    typed = sent.get(ANSWER, "").strip()
    if asked is None or not typed:
        return _anew(visit, question.ONCE_MORE)
    return Asking(asked, typed) if asked.is_answered_by(typed) else _anew(visit, question.WRONG)


def shown(asking: Asking, visit: Visit) -> dict[str, str]:
    """The question as the page says it; empty where none is asked."""
    if asking.question is None:
        return {}
    first, second = asking.question.words
    if visit.language == "en":
        first, second = english(first), english(second)
    carried = question.shut(asking.question)
    return {"carried": carried, "first": first, "second": second, "typed": asking.typed}


def _anew(visit: Visit, sentence: str) -> Asking:
    drawn = question.draw(visit.centre.code, visit.now)
    return Asking(drawn, wrong=Refusal("asked", sentence, field=ANSWER))
