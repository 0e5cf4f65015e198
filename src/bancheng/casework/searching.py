"""找工单: words cut into single characters and pairs, kept only as keyed digests.

A two-character word finds its cases on both engines, and the index tells a thief nothing: no
name, phone or word stands in it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
DIGITS = re.compile(r"\d+", re.ASCII)
NUMBER = re.compile(r"([A-Za-z]*)[\d\s-]*\d", re.ASCII)
WHOLE_NUMBER = 6  # digits from which on letters before them are taken for those of a case number
GRAM = 4
TOKENS = "SELECT tokens FROM casework_search WHERE rowid = %s"
ADD = "INSERT INTO casework_search (rowid, tokens) VALUES (%s, %s)"
TAKE_OUT = "DELETE FROM casework_search WHERE rowid = %s"
SEARCHES = {
    "sqlite": "SELECT rowid FROM casework_search WHERE casework_search MATCH %s{older}"
    " ORDER BY rowid DESC LIMIT %s",
    "postgresql": "SELECT rowid FROM casework_search WHERE to_tsvector('simple', tokens) @@"
    " to_tsquery('simple', %s){older} ORDER BY rowid DESC LIMIT %s",
}


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
    key = _search_key(master_key(lambda: not CaseRow.objects.exists()))
    return {w: _of_character(key, w) if len(w) == 1 else _digest(key, w) for w in words}


def _digest(key: tuple[bytes, bytes], word: str) -> str:
    inner, outer = key
    digest = hashlib.sha256
    return digest(outer + digest(inner + word.encode()).digest()).hexdigest()[:12]


# half of what is digested; a single character is nobody's word, so it may be remembered
_of_character = lru_cache(maxsize=8192)(_digest)


def index_case(
    pk: int, case_no: str, chain: str, texts: Iterable[Mapping[str, str]], new: bool = False
) -> None:
    """Add what newly recorded texts make findable; ``new``: nothing stands there for this case."""
    words = {w for t in texts for name in SEARCHED if t.get(name) for w in words_of(t[name])}
    known = None if new else engine.row(TOKENS, pk)
    if known and not words:
        return
    found = set(tokens(words))
    if known:
        found |= set(known[0].split())
        forget_case(pk)
    else:
        found |= marks_of(case_no, chain)
    engine.run(ADD, (pk, " ".join(sorted(found))))


def marks_of(case_no: str, chain: str) -> set[str]:
    """What finds a case besides its words: its centre, and the last digits of its number. Neither
    is a secret, so these are no digests of the search key."""
    digits = "".join(DIGITS.findall(case_no))
    ends = {f"n{digits[-length:]}" for length in range(1, len(digits) + 1)}
    return {chain_mark(chain)} | ends


def chain_mark(chain: str) -> str:
    """The token of a centre."""
    return "x" + hashlib.sha256(chain.encode()).hexdigest()[:15]


def forget_case(pk: int) -> None:
    """Take a case out of the index (its details were erased, or it is indexed anew)."""
    engine.run(TAKE_OUT, (pk,))


def forget_for_good(pk: int, case_no: str, chain: str) -> None:
    """Leave nothing of a case's words, not even their digests in the index's older pages; its
    number finds it as before."""
    forget_case(pk)
    if connection.vendor == "sqlite":
        engine.run("INSERT INTO casework_search (casework_search) VALUES ('optimize')", ())
    index_case(pk, case_no, chain, (), new=True)


def reindex(case_no: str, chain: str, pk: int) -> None:
    """Index a case anew from the texts that still stand beside the journal."""
    forget_case(pk)
    texts = read.details(case_no)
    told = [{field: text} for (_, field), text in texts.items() if text]
    index_case(pk, case_no, chain, told, new=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for: words, all of them, or the end of a number; at which centres (None:
    wherever)."""

    words: tuple[str, ...]
    number: str
    chains: frozenset[str] | None = None


def asked_for(text: str, chains: frozenset[str] | None = None) -> Asked | None:
    """The tokens a search wants; None where nothing is asked that could be found."""
    words = tuple(tokens(wanted_words(text)))
    digits = "".join(DIGITS.findall(text))
    ends = NUMBER.fullmatch(text.strip())
    number = f"n{digits}" if ends and (not ends[1] or len(digits) >= WHOLE_NUMBER) else ""
    return Asked(words, number, chains) if words or number else None


def matching(asked: Asked, limit: int, below: int | None = None) -> list[int]:
    """The keys of cases that hold what is asked, newest first; ``below``: only those older than
    the case with this key. As many as are wanted are looked at, and no more."""
    statement = SEARCHES[connection.vendor]
    values: list[object] = [_query(asked)]
    if below is not None:
        values.append(below)
    older = " AND rowid < %s" if below is not None else ""
    return [key for (key,) in engine.rows(statement.format(older=older), *values, limit)]


def _query(asked: Asked) -> str:
    """As the engine is asked; tokens are letters and digits only."""
    is_sqlite = connection.vendor == "sqlite"
    both, either = (" AND ", " OR ") if is_sqlite else (" & ", " | ")
    told = [both.join(asked.words)] if asked.words else []
    told += [asked.number] if asked.number else []
    query = f"({either.join(f'({part})' for part in told)})"
    if asked.chains is None:
        return query
    return f"{query}{both}({either.join(chain_mark(chain) for chain in sorted(asked.chains))})"
