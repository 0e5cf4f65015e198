"""The hall of the pages, under their clock; its rows equal its journal after every test."""

from tests.web.conftest import clock, hall

__all__ = ["clock", "hall"]
