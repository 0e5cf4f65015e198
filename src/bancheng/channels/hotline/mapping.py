"""栏目对照: which field of the other side means what, their codes and their addresses.

A mapping is data: the default stands in ``plain.yaml``, another kind of channel may begin with its
own, and a centre writes down only what differs there.
"""

from __future__ import annotations

from collections.abc import Mapping as Names
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from bancheng.core.acts import ACTS
from bancheng.core.standard.faults import StandardFaults
from bancheng.core.standard.strict_yaml import compose

Kind = Literal["create", "add", "withdraw", "urge"]
Said = Literal["accepted", "returned", "progress", "result", "callback"]
Given = Literal["matter", "name", "phone", "item", "reason", "firm", "uscc", "agent", "agent_phone"]
Column = Annotated[str, Field(min_length=1, max_length=100)]
Fixed = StrictBool | StrictInt | StrictStr
HERE = Path(__file__).parent


class Strict(BaseModel):
    """Nothing unknown is taken: a misspelt name would silently map nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Attached(Strict):
    """Where a message lists its attachments (``at``), and in each of the list its name, its address
    and the digest of its content. A list of addresses alone will do."""

    at: Column
    name: str = ""
    address: str = ""
    digest: str = ""
    algorithm: Literal["sha256", "sm3"] = "sha256"


class Takes(Strict):
    """Where in a message of theirs something stands."""

    id: Column
    order: Column
    kind: Column
    due: str = ""
    text: str = ""
    kinds: dict[Kind, str | list[str]]
    fields: dict[Given, Column]
    files: Attached | None = None

    def kind_of(self, said: str) -> Kind | None:
        """Which kind their word means."""
        for kind, words in self.kinds.items():
            if said in ([words] if isinstance(words, str) else words):
                return kind
        return None


class Sends(Strict):
    """What goes out of a kind of message: to which path, their fields from our values, and fields
    that always say the same."""

    path: str = ""
    fields: dict[str, str] = {}
    fixed: dict[str, Fixed] = {}


class When(Strict):
    """How their answer says yes: a field and its values."""

    field: str = ""
    values: list[Fixed] = []


class Mapping(Strict):
    """The whole."""

    takes: Takes
    answers: dict[str, str]
    sends: Sends
    tells: dict[Said, Sends]
    acts: dict[str, Said]
    words: dict[str, str]
    codes: dict[str, dict[str, str]]
    accepted_when: When
    ping: str
    time: str
    columns: dict[Given | Literal["order", "due"], list[str]]

    def of(self, message: str) -> Sends:
        """A kind of message with what all of them have in common."""
        own = self.tells.get(cast(Said, message), Sends())
        return Sends(
            path=own.path or self.sends.path,
            fields={**self.sends.fields, **own.fields},
            fixed={**self.sends.fixed, **own.fixed},
        )


@lru_cache(maxsize=32)
def mapping_of(written: str, begins: str = "plain") -> Mapping:
    """The mapping that a centre wrote, over the default of this name.

    Raises ValueError with a sentence that says where it is wrong.
    """
    told: dict[str, Any] = _default(begins)
    if written.strip():
        told = _over(told, _read(written, "栏目对照"))
    try:
        found = Mapping.model_validate(told)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = "→".join(str(part) for part in first["loc"] if part != "function-wrap")
        raise ValueError(f"栏目对照里“{where}”写得不对，请照默认的那份改。") from None
    if unknown := [act for act in (*found.acts, *found.words) if act not in ACTS]:
        raise ValueError(f"栏目对照里没有“{unknown[0]}”这一步，步骤的名称见接口说明。")
    for names in (found.answers, *(found.of(message).fields for message in found.tells)):
        if twice := [n for n in names if any(other.startswith(f"{n}.") for other in names)]:
            raise ValueError(f"栏目对照里“{twice[0]}”又是一栏，又套着别的栏，只能是一样。")
    return found


@cache
def default_text(begins: str = "plain") -> str:
    """The default as it is written, to be read by whoever writes another."""
    return (HERE / f"{begins}.yaml").read_text("utf-8")


@cache
def _default(begins: str) -> dict[str, Any]:
    plain = _read(default_text("plain"), "plain.yaml")
    return (
        plain if begins == "plain" else _over(plain, _read(default_text(begins), f"{begins}.yaml"))
    )


def _read(text: str, name: str) -> dict[str, Any]:
    try:
        data = compose(text, name).data
    except StandardFaults as faults:
        raise ValueError(f"{faults.faults[0]}。") from None
    if not isinstance(data, dict):
        raise ValueError("栏目对照要写成“名称: 值”的样子。")
    return data


def _over(first: Names[str, Any], then: Names[str, Any]) -> dict[str, Any]:
    """The one with what the other says differently; what it leaves empty (``~``) is taken out."""
    found = dict(first)
    for name, value in then.items():
        if value is None:
            found.pop(name, None)
        elif isinstance(value, dict) and isinstance(found.get(name), dict):
            found[name] = _over(found[name], value)
        else:
            found[name] = value
    return found
