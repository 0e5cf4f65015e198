"""核验日志: whether the stored journal is what was written, and if not, where it first differs.

Compared are canonical bytes, never parsed values: every byte of every entry, every column beside
it, every link, every text kept beside, and what the signed checkpoints say about length and root.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from bancheng.journal import guards, read, text_check
from bancheng.journal.chain_check import ChainCheck
from bancheng.journal.checkpoint import known
from bancheng.journal.entry_row import Entry
from bancheng.journal.keys import public_keys
from bancheng.journal.signed_head import Checkpoint
from bancheng.journal.statements import any_text
from bancheng.journal.stored_rows import batches
from bancheng.journal.trust import untrusted
from bancheng.journal.verdict import Break, Verdict


def verify(chain: str | None = None, checkpoints: Iterable[Checkpoint] = ()) -> Verdict:
    """Reads one chain, or all of them, and names the first break of each.

    ``checkpoints`` are such as came back from outside (paper, another machine); those in the
    database and in the data folder are taken anyway. Chains that a checkpoint speaks of are looked
    for even when nothing is left of them.
    """
    with any_text():
        return _verify(chain, list(checkpoints))


def _verify(chain: str | None, outside: list[Checkpoint]) -> Verdict:
    stored_entries = Entry.objects.count()
    stored = known(chain)
    everywhere = stored + [c for c in outside if chain is None or c.chain == chain]
    names = (
        {chain} if chain is not None else {*map(str, read.chains()), *(c.chain for c in everywhere)}
    )
    entries = texts = 0
    breaks: list[Break] = []
    for name in sorted(names):
        of_chain = {c.line(): c for c in everywhere if c.chain == name}
        found, read_entries, good_texts = _chain(name, list(of_chain.values()))
        entries, texts = entries + read_entries, texts + good_texts
        if found is not None:
            breaks.append(found)
    if chain is None and not breaks:
        astray = text_check.stray()
        breaks.extend([astray] if astray else [])
        if entries < stored_entries:
            breaks.append(Break("", 0, "column_differs", "chain"))
    return Verdict(
        chains=tuple(sorted(names)),
        entries=entries,
        texts=texts,
        checkpoints=len({c.line() for c in everywhere}),
        breaks=tuple(breaks),
        guarded=guards.standing(connection),
    )


def _chain(name: str, checkpoints: list[Checkpoint]) -> tuple[Break | None, int, int]:
    keys = public_keys()
    good = [c for c in checkpoints if untrusted(c, keys) is None]
    check, texts = ChainCheck(name, good), text_check.TextCheck(name)
    found = _entries(check, texts)
    for checkpoint in checkpoints:
        forged = untrusted(checkpoint, keys)
        if forged is not None and (found is None or forged.position < found.position):
            found = forged
    return found, check.entries, texts.texts


def _entries(check: ChainCheck, texts: text_check.TextCheck) -> Break | None:
    for batch in batches(check.chain):
        good = []
        broken = None
        for row in batch:
            broken, content = check.feed(row)
            if broken is not None:
                break
            good.append((row, content))
        # a row in doubt is judged with the row behind it; its texts are not looked at
        sound = [(row, content) for row, content in good if row.position <= check.entries]
        in_texts = texts.look(sound) if sound else None
        if in_texts is not None or broken is not None:
            return _earlier(in_texts, broken)
    return check.finish()


def _earlier(one: Break | None, other: Break | None) -> Break | None:
    if one is None or other is None:
        return one or other
    return one if one.position <= other.position else other
