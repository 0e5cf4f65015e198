"""小题: two small numbers to be added, asked before a matter is taken while much is coming in.

A person answers it in a moment, in digits or in Chinese; a program that only fills in forms does
not. It keeps out no program made for this very page: against that stands the ceiling of an address.
Which numbers they are stands nowhere in what the form carries, and an answer lets in once.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.core import signing

from bancheng.petitioner import limits
from bancheng.petitioner.keyed import digest

CARRIED, ANSWER = "question", "answer"
"""The form's fields: the question, shut, and what was answered."""
ONCE_MORE = "这会儿交来的多，请答下面这道小题。您写的都还在。"
WRONG = "数不对，请再算下面这一道。您写的都还在。"
LASTS = timedelta(hours=6)
"""Long enough to write slowly; shorter than it is remembered that it was answered."""
CHINESE = (*"零一二三四五六七八九十", "十一", "十二", "十三", "十四")
ENGLISH = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen"),
)
FIRST, SECOND = range(2, 10), range(1, 6)
_READ = {word: n for n, both in enumerate(zip(CHINESE, ENGLISH, strict=True)) for word in both}
_PURPOSE = "petitioner question"


@dataclass(frozen=True, slots=True)
class Question:
    """One question, for one centre; ``mark`` tells it from every other."""

    mark: str
    centre: str
    at: datetime

    @property
    def numbers(self) -> tuple[int, int]:
        """What is to be added; whoever has not the site's key cannot work it out."""
        drawn = int(digest(_PURPOSE, self.mark)[:8], 16)
        return FIRST[drawn % len(FIRST)], SECOND[drawn // len(FIRST) % len(SECOND)]

    @property
    def words(self) -> tuple[str, str]:
        """The numbers as they are read out."""
        first, second = self.numbers
        return CHINESE[first], CHINESE[second]

    def is_answered_by(self, typed: str) -> bool:
        """Whether this is the sum, however it was written."""
        return read(typed) == sum(self.numbers)

    def use(self, now: datetime) -> bool:
        """Its answer lets in, this once; False where it did before."""
        return limits.use(self.mark, now)


def draw(centre: str, now: datetime) -> Question:
    """A new one."""
    return Question(uuid4().hex, centre, now)


def shut(asked: Question) -> str:
    """As the form carries it."""
    return signing.dumps([asked.mark, asked.centre, asked.at.timestamp()], salt=_PURPOSE)


def opened(text: str, centre: str, now: datetime) -> Question | None:
    """The question again; None where it is none of ours, too old, or has let somebody in."""
    try:
        mark, at_centre, stamp = signing.loads(text, salt=_PURPOSE)
    except signing.BadSignature:
        return None
    at = datetime.fromtimestamp(stamp, now.tzinfo)
    if at_centre != centre or not now - LASTS < at <= now + limits.MINUTE:
        return None
    return None if limits.is_used(mark) else Question(mark, centre, at)


def read(typed: str) -> int | None:
    """``7``, ``７``, ``七``, ``十二``, ``seven``; None for what is no small number."""
    text = "".join(c for c in unicodedata.normalize("NFKC", typed[:40]).lower() if c.isalnum())
    if text.isdecimal():
        return int(text)
    return _READ.get(text.replace("两", "二"))
