"""办理时手边的: the directory for acts that send people on, ready answers for answering at once."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from bancheng.casework.look import Look
from bancheng.counter import answers, directory
from bancheng.counter.answers import Kept
from bancheng.web.desk import Reader

SENDING_ON = frozenset({"decline", "guide"})
ANSWERING = "answer"
USED = "answer_used"


def beside_act(found: Look, act: str, sent: QueryDict) -> dict[str, object]:
    """What the page of an act shows besides: ``places`` and ``answers``, where they are of use."""
    if not _at_the_counter(found):
        return {}
    if act in SENDING_ON:
        refusal = sent.get("refusal", "")
        return {"places": directory.listed(found.row.chain, found.now, refusal)}
    if act == ANSWERING:
        return {"answers": fitting(found), "answer_used": sent.get(USED, "")}
    return {}


def fitting(found: Look) -> list[Kept]:
    """The ready answers for this case's item and matter."""
    asked = f"{found.text('item') or ''} {found.text('matter') or ''}"
    today = found.calendar.local(found.now).date()
    return answers.fitting(found.row.chain, asked, today)


def begun_with_answer(request: HttpRequest, found: Look, begun: QueryDict) -> QueryDict:
    """The form begun with the answer an address names by ``use``: its number, never its words."""
    wanted = request.GET.get("use", "")
    kept = next((k for k in fitting(found) if k.row.uid == wanted), None) if wanted else None
    if kept is None:
        return begun
    begun["text"], begun[USED] = answer_words(kept), wanted
    return begun


def answer_words(kept: Kept) -> str:
    """What is put into the field: the answer and what it rests on."""
    standing = kept.in_force
    words = standing.words if standing else None
    return f"{words.text}\n依据：{words.basis}" if words else ""


def count_use(reader: Reader, sent: QueryDict) -> None:
    """An answer of the base was given in a case."""
    if used := sent.get(USED, ""):
        answers.used(reader.user, used, "case", reader.now)


def _at_the_counter(found: Look) -> bool:
    rule = found.standard.acts.get("register")
    return bool(rule and set(rule.by) & found.actor.roles)
