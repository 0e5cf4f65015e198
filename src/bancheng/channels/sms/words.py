"""短信的话: what is told of which act. It says what to do and by when, and nothing of the matter.

Whoever picks up the telephone may read it, and it passes through other hands on the way: so the
number, the date and whom to call, never a name, never what it is about, no result. A standard may
say it in its own words (``words``: ``sms.accept`` …), and a centre in the settings of its channel.
A sentence with a place that has no value is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bancheng.channels.template import as_it_is, filled, mapping, places
from bancheng.core.standard.standard import Standard

KNOWN = ("centre", "number", "until", "phone", "page")
LONGEST = 200
_BEFORE_TWICE = re.compile(r"\{until\}(?=[ \t]*(?:之|以)?前)")
"""A centre may well write {until}前, where the value says «before» itself."""
_SENTENCE = re.compile(r"[^。！？]*[。！？]?")

WORDS: dict[str, str] = {
    "accept": "{centre}：您反映的事收下了，编号 {number}。最晚 {until} 答复您。有事打 {phone}。",
    "give_notice": "{centre}：您反映的事（{number}）还缺材料。缺什么，请打 {phone}。",
    "decline": "{centre}：您反映的事（{number}），窗口看过了。请打 {phone} 听答复。",
    "transfer": "{centre}：您反映的事（{number}）交给部门去办了。最晚 {until} 答复您。",
    "explain_extension": "{centre}：您反映的事（{number}）要多办几天。最晚 {until} 答复您。",
    "answer": "{centre}：您反映的事（{number}）答复了。没听清的，请打 {phone}。",
    "guide": "{centre}：您反映的事（{number}）答复了。没听清的，请打 {phone}。",
    "explain": "{centre}：您反映的事（{number}）答复了。没听清的，请打 {phone}。",
    "inform": "{centre}：您反映的事（{number}）有结果了，告诉过您。没听清的，请打 {phone}。",
    "call_unanswered": "{centre}：刚才给您打电话，没有打通（{number}）。请您有空时打 {phone}。",
    "tell_review": "{centre}：您要求再看一次的事（{number}）有结论了。没听清的，请打 {phone}。",
    "complete": "{centre}：您反映的事（{number}）办完了。没有解决的，请打 {phone}。",
    "reopen": "{centre}：您反映的事（{number}）重新开始办。有事打 {phone}。",
}


def words_for(act: str, standard: Standard, own: str) -> str:
    """What is told of an act; empty where nothing is."""
    chosen = mapping(own)
    if act in chosen:
        return chosen[act]
    return standard.words.get(f"sms.{act}", WORDS.get(act, ""))


def filled_in(words: str, values: Mapping[str, str]) -> str:
    """The words with their places filled; without the sentences that lack a value."""
    known = {name for name in KNOWN if values.get(name)}
    kept = (s for s in _SENTENCE.findall(words) if not (places(s) & set(KNOWN)) - known)
    day = values.get("until", "").removesuffix("前").rstrip()
    said = _BEFORE_TWICE.sub(lambda _: day, "".join(kept))
    return filled(said, values, as_it_is)[:LONGEST]


def checked_words(lines: str) -> str:
    """Raises ValueError with the first line that has an unknown place or is too long."""
    for act, words in mapping(lines).items():
        if unknown := sorted(places(words) - set(KNOWN)):
            raise ValueError(f"“{act}”里没有“{{{unknown[0]}}}”这个位置。")
        if len(words) > LONGEST:
            raise ValueError(f"“{act}”的文字太长，最多 {LONGEST} 个字。")
    return lines
