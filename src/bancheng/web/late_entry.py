"""补录: what was done on paper or during a power cut and is entered later, with its true time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from bancheng.casework.asking import FieldView, field_view
from bancheng.core.decider import Setting
from bancheng.web.fields import Field, Wrong, drawn, read, read_moment

REASON, ALLOWED_BY = "late_reason", "late_allowed_by"


@dataclass(frozen=True, slots=True)
class Late:
    """The folded block: the true time as typed, and the two fields that must go with it."""

    done_at: str
    fields: tuple[Field, ...]
    wrong: Wrong | None

    @property
    def is_open(self) -> bool:
        """Whether the block is unfolded: something stands in it, or is wrong with it."""
        return bool(self.done_at or self.wrong or any(f.value or f.wrong for f in self.fields))

    @property
    def names(self) -> frozenset[str]:
        """The fields this block shows the faults of."""
        return frozenset({"done_at", REASON, ALLOWED_BY})


def views_of(setting: Setting) -> list[FieldView]:
    """Why it is entered later, and who allowed it."""
    return [field_view(REASON, setting), field_view(ALLOWED_BY, setting)]


def late_of(setting: Setting, posted: QueryDict, wrong: Wrong | None) -> Late:
    """The block with what was typed."""
    done_at = posted.get("done_at", "")
    at_time = wrong if wrong and wrong.field == "done_at" else None
    given = {name: posted.get(name, "") for name in (REASON, ALLOWED_BY)}
    return Late(done_at, tuple(drawn(views_of(setting), given, wrong)), at_time)


def read_late(setting: Setting, posted: QueryDict) -> tuple[datetime | None, dict[str, object]]:
    """The true time, and what must be given with it; nothing where no time was typed.

    Raises Refusal ``wrong_shape`` for a time that is none.
    """
    done_at = read_moment(posted.get("done_at", ""))
    return done_at, read(views_of(setting), posted) if done_at else {}
