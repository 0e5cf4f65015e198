"""表单: the regulation's form, cell by cell, filled as far as the case has gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from bancheng.casework import masking
from bancheng.casework.attached import signature_of
from bancheng.casework.look import Entry, Look
from bancheng.casework.signing import corrected_since
from bancheng.core.acts import ACTS
from bancheng.core.ask import Ask
from bancheng.core.decider import FIELDS
from bancheng.core.given import ask_of_field, options
from bancheng.core.standard.papers import Cell, Form

VALUE = re.compile(r"\{([^{}]*)\}")
BLANK_DAY = "　　年　月　日"


@dataclass(frozen=True)
class Piece:
    """A piece of a line: printed words, a filled value, or a tick box (``ticked`` not None).

    ``picture`` is the file of a signature drawn by hand, for which ``text`` stands where no picture
    can; ``remark`` marks what is said beside the form's own words.
    """

    text: str
    filled: bool = False
    ticked: bool | None = None
    field: str = ""
    picture: str = ""
    remark: bool = False


@dataclass(frozen=True)
class CellView:
    """One cell as it is shown."""

    label: str
    lines: tuple[tuple[Piece, ...], ...]


def form_rows(form: Form, look: Look, masked: bool = True) -> list[list[CellView]]:
    """The rows of a form for one case; name and phone masked unless the whole is asked for."""
    filler = Filler(look, masked)
    return [[filler.cell(cell) for cell in row] for row in form.rows]


def _one_place(pieces: list[Piece], field: str, blank: str) -> list[Piece]:
    """Where a line names several acts of which one is signed: one place, not one for each."""
    alike = [p for p in pieces if p.field == field or p.picture]
    empty = [p for p in alike if p.text == blank and not p.picture]
    kept = [] if len(empty) < len(alike) else empty[:1]
    return [p for p in pieces if p not in empty or any(p is one for one in kept)]


class Filler:
    """Fills the named values of one case's form."""

    def __init__(self, look: Look, masked: bool) -> None:
        self.look = look
        self.masked = masked

    def cell(self, cell: Cell) -> CellView:
        """A cell with its values filled in."""
        return CellView(cell.label or "", tuple(tuple(self._line(line)) for line in cell.lines))

    def _line(self, line: str) -> list[Piece]:
        pieces: list[Piece] = []
        at = 0
        for found in VALUE.finditer(line):
            if line[at : found.start()]:
                pieces.append(Piece(line[at : found.start()]))
            pieces += self._value(found[1])
            at = found.end()
        if line[at:]:
            pieces.append(Piece(line[at:]))
        return _one_place(_one_place(pieces, "on", BLANK_DAY), "signature", "")

    def _value(self, name: str) -> list[Piece]:
        section, _, rest = name.partition(".")
        if section == "options":
            return self._boxes(rest)
        if section == "kind":
            return [self._box("", self.look.case.kind, rest)]
        if rest and section in ACTS:
            return self._of_act(section, rest)
        if section == "field":
            return [Piece(self._extra(rest), filled=True)]
        return [Piece(self._of_case(name), filled=True, field=name)]

    def _of_case(self, name: str) -> str:
        look, case = self.look, self.look.case
        if name in ("name", "phone", "matter"):
            text = look.text(name)
            if text is None:
                return "（已依法删除）" if look.was_erased(name) else ""
            shown = masking.masked(name, text) if self.masked else text
            firm = look.text("firm") if name == "name" else None
            return f"{firm}（{shown}）" if firm else shown
        if name == "case_no":
            return look.row.case_no
        if name == "registered_by":
            return self._last("register", "by")
        if name in ("lead", "supporting"):
            part = {"lead": "lead", "supporting": "supporting"}[name]
            return "、".join(look.names.unit(u) for u, p in case.units.items() if p == part)
        if name == "replied_on":
            return self._day(case.replied_at)
        at = {"registered_at": case.registered_at, "accepted_at": case.accepted_at}[name]
        return f"{look.calendar.local(at):%Y年%m月%d日 %H:%M}" if at else ""

    def _signed(self, act: str) -> list[Piece]:
        """The hand, the name, and whether what was signed was corrected since."""
        entry = self._entry(act)
        if entry is None:
            return [Piece("", filled=True, field="signature")]
        drawn = signature_of(self.look, entry)
        pieces = []
        if drawn is not None and drawn.opens:
            pieces.append(Piece("手写签名", filled=True, picture=drawn.id))
        if drawn is not None and drawn.about is None:
            pieces.append(Piece("（签名已依法删除）", filled=True))
        name = self._last(act, "signature")
        if act == "confirm":  # the petitioner's, masked like their name; or how they confirmed
            name = masking.name(name) if name and self.masked else name
            name = name or ("" if pieces else self._last(act, "signing"))
        if name or not pieces:
            pieces.append(Piece(name, filled=True, field="signature"))
        if corrected_since(self.look, entry) is not None:
            pieces.append(Piece("签字在更正之前", remark=True))
        return pieces

    def _of_act(self, act: str, part: str) -> list[Piece]:
        if part == "signature":
            return self._signed(act)
        if part == "done":
            return [Piece("", ticked=self._entry(act) is not None)]
        return [Piece(self._last(act, part), filled=True, field=part)]

    def _entry(self, act: str) -> Entry | None:
        done = (e for e in reversed(self.look.entries) if e.event.act == act)
        return next((e for e in done if not e.event.pending), None)

    def _last(self, act: str, part: str) -> str:
        entry = self._entry(act)
        if entry is None:
            return BLANK_DAY if part == "on" else ""
        event, names = entry.event, self.look.names
        if part == "by":
            return names.user(event.by.user)
        if part == "unit":
            return names.unit(event.by.unit)
        if part == "on":
            return self._day(event.done_at)
        if part == "at":
            return f"{self.look.calendar.local(event.done_at):%Y年%m月%d日 %H:%M}"
        if part in event.beside:
            text = entry.texts.get(part)
            return "（已依法删除）" if text is None else text
        return names.value(self._ask(part), event.data.get(part))

    def _day(self, at: datetime | None) -> str:
        return f"{self.look.calendar.local(at):%Y年%m月%d日}" if at else BLANK_DAY

    def _extra(self, name: str) -> str:
        for entry in reversed(self.look.entries):
            if name in entry.texts:
                return entry.texts[name] or ""
            if name in entry.event.data:
                return self.look.names.value(self._ask(name), entry.event.data[name])
        return ""

    def _ask(self, name: str) -> Ask:
        standard = self.look.standard
        return FIELDS[name] if name in FIELDS else ask_of_field(name, standard)

    def _boxes(self, source: str) -> list[Piece]:
        labels = options(source, self.look.standard) or {}
        case = self.look.case
        chosen = {
            "solved": case.solved,
            "scale": case.satisfaction,
            "kinds": case.kind,
            "papers": case.papers,
            "way": case.way,
            "signing": self._sealed("confirm", "signing"),
        }[source]
        return [self._box(label, chosen, name) for name, label in labels.items()]

    def _sealed(self, act: str, name: str) -> str | None:
        entry = self._entry(act)
        return entry.event.text(name) if entry else None

    def _box(self, label: str, chosen: str | None, name: str) -> Piece:
        return Piece(label, ticked=chosen == name)
