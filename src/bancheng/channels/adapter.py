"""适配器: what every channel is, each in a file of its own, so that its page, its log and its “try
it” need be written once.

``settings`` is a pydantic model: its fields' titles and descriptions are the labels and hints of
the channel's page, ``SecretStr`` fields are never shown again. ``json_schema_extra`` of a field may
say ``{"long": True}`` (several lines), ``{"words": {"value": "what people read"}}`` for the values
of a ``Literal``, ``{"part": "…"}`` for the heading under which the field stands from there on, and
``{"half": True}`` (``HALF``) where a short one stands beside another.
A validator's ValueError is shown at its field. Adapters are listed in the settings (``CHANNELS``),
so that an installation may add one of its own.

What only some adapters do is a protocol of its own, which they simply fulfil: ``Hears`` takes
messages of the other side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

from django.conf import settings
from django.utils.module_loading import import_string
from pydantic import BaseModel, JsonValue

from bancheng.channels.setup_row import Setup
from bancheng.people.user import User
from bancheng.wire.letter_row import Letter

HALF: dict[str, JsonValue] = {"half": True}


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of trying a channel: a sentence, and whether it works."""

    fine: bool
    said: str


class Adapter(Protocol):
    """One kind of channel. It keeps nothing itself; each call gets the setup it works for."""

    kind: str
    term: str
    """What people call it, such as 12345热线."""
    about: str
    """One or two sentences for the page: what it does, and what the other side must give."""
    brings: bool
    """Whether matters arrive by it; then the page asks for which of the standard's channels."""
    settings: type[BaseModel]

    def try_it(self, setup: Setup, now: datetime) -> Tried:
        """Ask the other side for something harmless and say what came back. Never raises."""

    def carry(self, setup: Setup, letter: Letter, told: Mapping[str, Any], now: datetime) -> None:
        """Take a letter there. Raises NotSentError."""

    def tell(self, setup: Setup, now: datetime) -> None:
        """After each tick: write the letters about what happened since (``wire.letters.write``).

        Repeating it does no harm: a letter's mark names what it tells of.
        """


class NotTakenError(Exception):
    """A message of the other side was not taken, and nothing was done. ``code`` is a stable name,
    ``str()`` a sentence, ``next_step`` what to do, ``field`` where it is wrong in their words."""

    def __init__(self, code: str, said: str, next_step: str, field: str = "") -> None:
        self.code, self.next_step, self.field = code, next_step, field
        super().__init__(said)


@runtime_checkable
class Hears(Protocol):
    """An adapter to which the other side speaks: ``POST /api/v1/channels/<setup>/<hears>``, signed
    by a client with the scope ``channel`` that the setup names (``channels.speakers``)."""

    hears: str
    """The last word of the address: ``messages``, ``reports``."""

    def hear(
        self, setup: Setup, told: Mapping[str, Any], by: User, now: datetime
    ) -> Mapping[str, Any]:
        """Take a message; what is answered, as JSON. Repeating it does no harm.

        ``by`` is the client's account, which has a post at the setup's centre. Raises
        NotTakenError, Refusal.
        """


@runtime_checkable
class Explains(Protocol):
    """An adapter with something to read beside its settings: a default that others change."""

    def beside(self) -> tuple[tuple[str, str], ...]:
        """Headings, and under each a text as it is written in a file."""


def adapters() -> dict[str, Adapter]:
    """The kinds of channel this installation knows, by kind."""
    found: list[Adapter] = [import_string(path)() for path in settings.CHANNELS]
    return {adapter.kind: adapter for adapter in found}
