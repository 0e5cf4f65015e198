"""一条: something to be told the other installation, and what is noted once it is in a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bancheng.casework.carrying_files import paper_of
from bancheng.core.attachment import BESIDE
from bancheng.core.taking_effect import Entries
from bancheng.exchange.contents import Paper
from bancheng.exchange.crossing_row import Crossing
from bancheng.exchange.envelope import Strict
from bancheng.files.limits import MOST_AT_ONCE

Content = tuple[str, bytes]


@dataclass
class Piece:
    """``values`` make the telling once its papers have their places; ``crossing`` is kept with
    ``told`` as the entry up to which the other side then knows our case."""

    kind: type[Strict]
    values: dict[str, object]
    what: str
    case_no: str
    seq: int = 0
    crossing: Crossing | None = None
    before: int = 0
    told: int = 0
    papers: list[Content] = field(default_factory=list)

    def size(self) -> int:
        """Its papers' bytes."""
        return sum(len(content) for _, content in self.papers)

    def telling(self, first: int, fits: bool) -> Strict:
        """With its papers numbered from ``first``, or named as left behind."""
        values = dict(self.values)
        if self.papers and fits:
            values["papers"] = [
                Paper(name=name, at=first + n) for n, (name, _) in enumerate(self.papers)
            ]
        elif self.papers:
            values["left"] = [name for name, _ in self.papers]
        return self.kind.model_validate(values)


def papers_of(case_no: str, file_ids: Iterable[str], entries: Entries) -> list[Content]:
    """The papers of a case by their ids; what is lost or was erased stays behind."""
    texts = {name: text for _, said in entries for name, text in said.items() if text}
    found = []
    for file_id in list(dict.fromkeys(file_ids))[:MOST_AT_ONCE]:
        written = texts.get(f"{BESIDE}{file_id}")
        taken = paper_of(case_no, file_id, written) if written else None
        if taken is not None:
            found.append((taken.name, taken.content))
    return found
