"""附件: what is kept of a file when it is attached to a case.

Sealed is its id, a random name that says nothing; beside stand its name, kind, size and the digest
of its content, committed to like any text. So whoever has the file can tell whether it is the one
that was attached, and erasing leaves an id. The content lies elsewhere, under the case's key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from bancheng.core.event import Json
from bancheng.core.seal import canonical

ID = re.compile(r"^[0-9a-f]{32}$")
BESIDE = "file:"
"""A file's own field among the texts beside an entry: this and its id."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """``id`` 32 hexadecimal digits; ``kind`` a media type; ``size`` in bytes; ``digest`` names its
    algorithm (``sha256:…``)."""

    id: str
    name: str
    kind: str
    size: int
    digest: str

    @property
    def beside(self) -> str:
        """The field under which ``written`` stands."""
        return f"{BESIDE}{self.id}"

    def written(self) -> str:
        """What stands beside the entry."""
        told = {k: v for k, v in asdict(self).items() if k != "id"}
        return canonical(told).decode()

    def as_given(self) -> dict[str, Json]:
        """As a command carries it."""
        return {"id": self.id, "beside": self.written()}


@dataclass(frozen=True, slots=True)
class Held:
    """A file that a case holds: which entry brought it, by whom, and whether it was struck out."""

    seq: int
    user: str
    unit: str | None
    struck: bool = False


def read(file_id: str, written: str) -> Attachment:
    """The attachment that was written beside an entry. Raises ValueError."""
    told = json.loads(written)
    try:
        return Attachment(file_id, told["name"], told["kind"], told["size"], told["digest"])
    except (KeyError, TypeError) as broken:
        raise ValueError("not written by this program") from broken


def given(value: object) -> dict[str, Json] | None:
    """An attachment as a command carries it; None for anything else."""
    if not isinstance(value, Mapping) or set(value) != {"id", "beside"}:
        return None
    if not ID.match(str(value["id"])) or not isinstance(value["beside"], str):
        return None
    return {"id": str(value["id"]), "beside": value["beside"]}


def parted(value: Json) -> tuple[list[Json], dict[str, str]]:
    """Given attachments as what is sealed, and what stands beside by field."""
    sealed: list[Json] = []
    beside: dict[str, str] = {}
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict):
            sealed.append(each["id"])
            beside[f"{BESIDE}{each['id']}"] = str(each["beside"])
    return sealed, beside


def ids_beside(fields: Iterable[str]) -> list[str]:
    """The ids of the files among the names of texts beside an entry."""
    return [field.removeprefix(BESIDE) for field in fields if field.startswith(BESIDE)]
