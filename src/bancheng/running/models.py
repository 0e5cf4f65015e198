"""The tables of this room, gathered for Django."""

from bancheng.running.chore import Chore
from bancheng.running.heartbeat import Heartbeat
from bancheng.running.plan import Plan

__all__ = ["Chore", "Heartbeat", "Plan"]
