"""找工单: words cut into single characters and pairs, kept only as keyed digests.

A two-character word finds its cases on both engines, and the index tells a thief nothing: no
name, phone or word stands in it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from django.db import connection

from bancheng.casework.case_row import CaseRow
from bancheng.journal import engine, read
from bancheng.journal.keys import MasterKey, master_key

SEARCHED = (
    *("name", "phone", "matter", "firm", "uscc", "agent", "agent_phone"),
    *("contact", "contact_phone", "item", "origin_no"),
)
RUNS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]+")
DIGITS_APART = re.compile(r"(?<=\d)[\s\-](?=\d)")
GRAM = 4
TOKENS = "SELECT tokens FROM casework_search WHERE rowid = %s"
ADD = "INSERT INTO casework_search (rowid, tokens) VALUES (%s, %s)"
TAKE_OUT = "DELETE FROM casework_search WHERE rowid = %s"


def words_of(text: str) -> set[str]:
    """What a text can be found by: characters and pairs, whole words, runs of four digits."""
    found: set[str] = set()
    for run in RUNS.findall(DIGITS_APART.sub("", text.lower())):
        if run[0].isascii():
            found.add(run)
            found |= set(_grams(run))
        else:
            found |= set(run) | {run[i : i + 2] for i in range(len(run) - 1)}
    return found


def wanted_words(text: str) -> set[str]:
    """What a search must find, all of it: pairs where there are two characters, else the one."""
    wanted: set[str] = set()
    for run in RUNS.findall(DIGITS_APART.sub("", text.lower())):
        if run[0].isascii():
            wanted |= set(_grams(run)) or {run}
        else:
            wanted |= {run[i : i + 2] for i in range(len(run) - 1)} or {run}
    return wanted


def _grams(run: str) -> list[str]:
    return [run[i : i + GRAM] for i in range(len(run) - GRAM + 1)]


@lru_cache(maxsize=4)
def _search_key(master: MasterKey) -> tuple[bytes, bytes]:
    """The key as both of an HMAC's digests begin with it (RFC 2104): inner and outer."""
    key = hmac.new(master.key, b"bancheng search index", hashlib.sha256).digest()
    block = key.ljust(hashlib.sha256().block_size, b"\0")
    return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)


def tokens(words: Iterable[str]) -> list[str]:
    """The keyed digests that stand for words in the index."""
    return sorted(digests(words).values())


def digests(words: Iterable[str]) -> dict[str, str]:
    """Words and the keyed digests (HMAC-SHA256) that stand for them.

    A matter has a hundred words; as two plain digests each costs a third of ``hmac.digest``.
    """
    inner, outer = _search_key(master_key(lambda: not CaseRow.objects.exists()))
    digest = hashlib.sha256
    return {w: digest(outer + digest(inner + w.encode()).digest()).hexdigest()[:12] for w in words}


def index_case(pk: int, texts: Sequence[Mapping[str, str]], new: bool = False) -> None:
    """Add what newly recorded texts make findable; ``new``: nothing stands there for this case."""
    words = {w for t in texts for name in SEARCHED if t.get(name) for w in words_of(t[name])}
    if not words:
        return
    found = set(tokens(words))
    known = None if new else engine.row(TOKENS, pk)
    if known:
        found |= set(known[0].split())
        forget_case(pk)
    engine.run(ADD, (pk, " ".join(sorted(found))))


def forget_case(pk: int) -> None:
    """Take a case out of the index (its details were erased, or it is indexed anew)."""
    engine.run(TAKE_OUT, (pk,))


def forget_for_good(pk: int) -> None:
    """Take a case out so that not even digests of its words stay in the index's older pages."""
    forget_case(pk)
    if connection.vendor == "sqlite":
        engine.run("INSERT INTO casework_search (casework_search) VALUES ('optimize')", ())


def reindex(case_no: str, pk: int) -> None:
    """Index a case anew from the texts that still stand beside the journal."""
    forget_case(pk)
    texts = read.details(case_no)
    index_case(pk, [{field: text} for (_, field), text in texts.items() if text])


def matching(text: str, limit: int) -> list[int]:
    """Row ids of the cases that hold every wanted word, newest first; empty if none is asked."""
    wanted = tokens(wanted_words(text))
    if not wanted:
        return []
    if connection.vendor == "postgresql":
        query = (
            "SELECT rowid FROM casework_search WHERE to_tsvector('simple', tokens) @@ "
            "to_tsquery('simple', %s) ORDER BY rowid DESC LIMIT %s"
        )
        asked = " & ".join(wanted)
    else:
        query = (
            "SELECT rowid FROM casework_search WHERE casework_search MATCH %s "
            "ORDER BY rowid DESC LIMIT %s"
        )
        asked = " AND ".join(f'"{t}"' for t in wanted)
    with connection.cursor() as cursor:
        cursor.execute(query, [asked, limit])
        return [int(row[0]) for row in cursor.fetchall()]
