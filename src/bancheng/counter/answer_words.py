"""常见答复的文字: title, item, question, text and basis of one wording, read, shut and opened."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from bancheng.core.refusal import Refusal
from bancheng.counter.answer_row import Answer, AnswerVersion
from bancheng.journal.kept_apart import Box, box_for_writing

TERMS = {
    "title": ("标题", 60),
    "item": ("事项", 100),
    "question": ("群众通常怎么问", 500),
    "text": ("怎么答", 4000),
    "basis": ("依据（文件、条款或者主管部门）", 300),
}
MUST = ("title", "text", "basis")


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The words of one wording."""

    title: str
    item: str
    question: str
    text: str
    basis: str

    def all(self) -> tuple[str, ...]:
        """Everything it can be found by."""
        return (self.title, self.item, self.question, self.text, self.basis)


def read(given: Mapping[str, str], today: date) -> tuple[AnswerWords, date]:
    """What was typed, and until when the basis holds. Refusal where something is missing."""
    told = {name: given.get(name, "").replace("\r\n", "\n").strip() for name in TERMS}
    for name, (term, longest) in TERMS.items():
        if name in MUST and not told[name]:
            raise Refusal("missing", f"请填“{term}”。", field=name)
        if len(told[name]) > longest:
            raise Refusal("too_long", f"“{term}”最多 {longest} 个字。", field=name)
    text = given.get("valid_until", "").strip()
    if not text:
        sentence = "请填“依据管到哪天”：文件写了有效期的照写，没有的定一个再看一遍的日子。"
        raise Refusal("missing", sentence, field="valid_until")
    try:
        until = date.fromisoformat(text)
    except ValueError:
        sentence = f"“依据管到哪天”要填日期，例如 2027-06-30，不能是“{text}”。"
        raise Refusal("wrong_shape", sentence, field="valid_until") from None
    if until < today:
        raise Refusal("date_past", "这个日子已经过去，请重新核对依据。", field="valid_until")
    return AnswerWords(**told), until


def shut(row: Answer, number: int, words: AnswerWords) -> bytes:
    """The words as they are stored."""
    told = json.dumps(asdict(words), ensure_ascii=False)
    return box_for_writing(row.centre).shut(f"answer {row.uid}.{number}", told)


def opened(box: Box, row: Answer, version: AnswerVersion) -> AnswerWords | None:
    """The words again; None where they are gone."""
    text = box.opened(f"answer {row.uid}.{version.number}", version.words)
    if not text:
        return None
    try:
        return AnswerWords(**json.loads(text))
    except (ValueError, TypeError):
        return AnswerWords(text, "", "", text, "")  # the sentence that it is damaged
