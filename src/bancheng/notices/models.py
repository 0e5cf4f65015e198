"""The tables of this room, gathered for Django."""

from bancheng.notices.message import Message
from bancheng.notices.notice import Notice
from bancheng.notices.preference import Preference

__all__ = ["Message", "Notice", "Preference"]
