"""A hall under a fixed clock, whose rows equal its journal after every test."""

from tests.api.conftest import clock, hall

__all__ = ["clock", "hall"]
