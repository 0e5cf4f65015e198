"""适配器: what every channel is, each in a file of its own, so that its page, its log and its “try
it” need be written once.

``settings`` is a pydantic model: its fields' titles and descriptions are the labels and hints of
the channel's page, ``SecretStr`` fields are never shown again. Adapters are listed in the settings
(``CHANNELS``), so that an installation may add one of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from pydantic import BaseModel

from bancheng.channels.setup_row import Setup
from bancheng.wire.letter_row import Letter


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


def adapters() -> dict[str, Adapter]:
    """The kinds of channel this installation knows, by kind."""
    found: list[Adapter] = [import_string(path)() for path in settings.CHANNELS]
    return {adapter.kind: adapter for adapter in found}
