"""What a process holds for as long as it lives, put out of the garbage collector's rounds.

A whole round walked through everything the program had loaded and held a page up by a tenth of a
second; what stays anyway need not be looked at.
"""

from __future__ import annotations

import gc
from importlib import import_module

from django.conf import settings


def load() -> None:
    """Import every page now and not with the first request, and set what is there aside."""
    import_module(settings.ROOT_URLCONF)
    set_aside()


def set_aside() -> None:
    """What lives by now is taken to stay."""
    gc.collect()
    gc.freeze()
