"""运行安排: when backups are made, where they go, how many are kept, how often they are tried.

A change is a new row, so that it can be seen who turned something off, and when.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from django.db import models

from bancheng.journal.data_folder import data_folder


class Plan(models.Model):
    """The arrangement in force is the newest. ``backup_folder`` empty: ``backups/`` of the data."""

    backup_folder = models.CharField("备份存到", max_length=300, blank=True)
    backup_at = models.TimeField("每天几点备份", null=True)
    with_keys = models.BooleanField("备份带密钥", default=True)
    keep = models.PositiveIntegerField("保留几份", default=14)
    drill_every = models.PositiveIntegerField("几天演练一次", default=7)
    changed_by = models.CharField("由谁", max_length=150)
    changed_at = models.DateTimeField("何时")

    class Meta:
        app_label = "running"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.changed_at:%F %R} {self.changed_by}"

    @property
    def folder(self) -> Path:
        """Where backups go."""
        return Path(self.backup_folder) if self.backup_folder else data_folder() / "backups"


DEFAULT_AT = time(2, 30)
"""At night, when nobody waits; the clock catches up after a night switched off."""


def in_force() -> Plan:
    """The arrangement, or the one the program begins with: nightly, 14 kept, tried weekly."""
    return Plan.objects.first() or Plan(backup_at=DEFAULT_AT)


@dataclass(frozen=True)
class PlanError(ValueError):
    """What is wrong with an arrangement: a sentence, and the field it is about."""

    sentence: str
    field: str


def change(wanted: Plan, by: str, now: datetime) -> Plan:
    """Put a new arrangement in force. Raises PlanError; then the old one stays."""
    folder = wanted.backup_folder.strip()
    if folder and not Path(folder).is_absolute():
        raise PlanError(
            f"“{folder}”不是完整的路径，请从根目录写起，例如 /mnt/backup。", "backup_folder"
        )
    if folder and not os.access(folder, os.W_OK | os.X_OK):
        raise PlanError(f"{folder} 不存在，或者程序的账户写不进去。", "backup_folder")
    if not 1 <= wanted.keep <= 1000:
        raise PlanError("保留份数写 1 到 1000。", "keep")
    if not 1 <= wanted.drill_every <= 90:
        raise PlanError("演练间隔写 1 到 90 天：从不演练的备份不能算备份。", "drill_every")
    wanted.pk, wanted.backup_folder = None, folder
    wanted.changed_by, wanted.changed_at = by, now
    wanted.save(force_insert=True)
    return wanted
