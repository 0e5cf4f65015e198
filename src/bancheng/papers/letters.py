"""文书: papers that are no form of the standard, slips for the petitioner before all.

What a slip for the petitioner says is the counter's own; here it only gets its sheet, its places
for hands and for the seal.
"""

from __future__ import annotations

from dataclasses import replace

from bancheng.casework.look import Look
from bancheng.counter import given_slips, slips
from bancheng.counter.slips.slip import Slip
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.sheet import Letter, Paper, Part

SEALED = frozenset({"notice", "declined", "result", "papers"})
"""Papers for the petitioner on which an office sets its seal; the others are for keeping only."""
SIGNS = {
    "notice": ("告知人", "诉求人签收"),
    "declined": ("告知人", "诉求人签收"),
    "papers": ("经手人", "交件人", "退还时领取人"),
    "result": ("送达人", "诉求人签收"),
}
LACKING = "〔U+…〕是字库里没有的字，请对照原件手写补上。"


def slip_paper(look: Look, kind: str, legible: Legible, *, masked: bool) -> Paper:
    """A paper for the petitioner."""
    slip = slips.slip_of(look, kind, given_slips.desk_of(look.centre), whole=not masked)
    return finished(letter_of(slip), legible)


def letter_of(slip: Slip) -> Letter:
    """The counter's slip as a letter."""
    signs = SIGNS.get(slip.kind, ())
    notes = slip.notes if signs else (*slip.notes, f"经办人：{slip.clerk}")
    return Letter(
        title=slip.title,
        issuer=slip.issuer,
        dated=slip.dated,
        number=slip.case_no,
        parts=tuple(Part(line.label, line.paragraphs, line.refs) for line in slip.lines),
        notes=notes,
        signs=signs,
        seal=slip.kind in SEALED,
        desk=slip.desk,
        size=slip.size,
    )


def finished(letter: Letter, legible: Legible) -> Paper:
    """The letter with every word printable; says on the sheet where a font lacked something."""
    parts = tuple(
        Part(legible(p.label), tuple(map(legible, p.paragraphs)), tuple(map(legible, p.refs)))
        for p in letter.parts
    )
    made = replace(
        letter,
        parts=parts,
        issuer=legible(letter.issuer),
        to=legible(letter.to),
        opening=legible(letter.opening),
        notes=tuple(map(legible, letter.notes)),
        desk=legible(letter.desk),
    )
    lacking = tuple(legible.lacking)
    if lacking:
        made = replace(made, notes=(*made.notes, LACKING))
    return Paper(letter.title, (made,), lacking)
