"""English on petitioners' pages, and on these alone: one small table, from sentence to sentence.

What a region or a centre says in its own words (names, clauses, answers) stays Chinese.
"""

from __future__ import annotations

from bancheng.web.public.english_acts import ACTS_IN_ENGLISH
from bancheng.web.public.english_forms import FORMS_IN_ENGLISH
from bancheng.web.public.english_notices import NOTICES_IN_ENGLISH
from bancheng.web.public.english_pages import PAGES_IN_ENGLISH

ENGLISH: dict[str, str] = {
    **PAGES_IN_ENGLISH,
    **FORMS_IN_ENGLISH,
    **ACTS_IN_ENGLISH,
    **NOTICES_IN_ENGLISH,
}


def english(sentence: str) -> str:
    """The sentence in English; what has none comes back as it is."""
    return ENGLISH.get(sentence, sentence)
