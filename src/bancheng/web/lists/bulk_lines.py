"""一起办的清单: the cases of a form and of a result, each with the reason where it was skipped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard
from bancheng.web.cites import cites
from bancheng.workbench import bulk_run
from bancheng.workbench.bulk_choice import Candidate, Marked, Opening


@dataclass(frozen=True, slots=True)
class Line:
    """A case and, if the act is not done on it, why."""

    case_no: str
    words: str
    why: str = ""
    cites: SafeString | str = ""
    linked: bool = True


def marked_in(sent: QueryDict) -> list[Marked]:
    """The cases of a form, each once, with the version its page showed."""
    told = sent.get("page", "").split() if sent.get("whole") else sent.getlist("case")
    found: dict[str, Marked] = {}
    for mark in told:
        case_no, _, version = mark.rpartition("@")
        right = version.isascii() and version.isdigit() and len(version) < 9
        if case_no and len(case_no) <= 60:
            found.setdefault(case_no, Marked(case_no, int(version) if right else None))
    return list(found.values())


def marks(marked: Iterable[Marked]) -> list[str]:
    """The same as a form carries it."""
    return [f"{m.case_no}@{'' if m.version is None else m.version}" for m in marked]


def back_of(sent: QueryDict) -> str:
    """Where the cases were marked."""
    back = sent.get("back", "")
    return back if back.startswith(reverse("search")) else reverse("search")


def number(sent: QueryDict, name: str) -> int:
    """A count that a form carries."""
    text = sent.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def plain(candidate: Candidate) -> Line:
    """A case the act is open for."""
    return Line(candidate.row.case_no, candidate.line.line)


def skipped_by(opened: Opening, unseen: Iterable[Marked]) -> list[Line]:
    """The cases that will not be done, before anything is."""
    found = [
        told(c.row.case_no, c.line.line, refusal, c.line.standard) for c, refusal in opened.not_open
    ]
    return found + [Line(m.case_no, "", bulk_run.OUT_OF_SIGHT, linked=False) for m in unseen]


def told(case_no: str, words: str, refusal: Refusal, standard: Standard | None) -> Line:
    """A case that was refused, with the sentence and the clause."""
    clauses = cites(standard, refusal.cites) if standard else ""
    return Line(case_no, words, refusal.sentence, clauses, linked=standard is not None)
