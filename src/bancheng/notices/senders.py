"""通道: by which roads a message can leave. The installation names them; without one none leaves.

``NOTICE_SENDERS`` in the settings maps a channel's name to the dotted path of a ``Sender``.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from django.conf import settings
from django.utils.module_loading import import_string


class SendError(Exception):
    """A message did not leave; ``str()`` says why."""


class Sender(Protocol):
    """One road out."""

    term: str
    """What people call it, such as 短信."""

    def address_of(self, username: str, chosen: str) -> str:
        """Where to send to somebody; ``chosen`` is what they typed. Empty: nowhere."""

    def send(self, address: str, text: str) -> None:
        """Hand a message over. Raises SendError, or NotSentError of the wire."""


@runtime_checkable
class Switched(Protocol):
    """A road that people switch on and off."""

    def is_open(self) -> bool:
        """Whether anything can leave by it now."""


def senders() -> dict[str, Sender]:
    """The channels of this installation by name."""
    named: dict[str, str] = getattr(settings, "NOTICE_SENDERS", {})
    return {name: import_string(path)() for name, path in named.items()}


def on_offer() -> dict[str, Sender]:
    """Those that somebody can choose now."""
    return {
        name: road
        for name, road in senders().items()
        if not isinstance(road, Switched) or road.is_open()
    }
