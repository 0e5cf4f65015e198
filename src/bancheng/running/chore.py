"""运行记录: one backup, drill or verification — who asked for it, when it ran, how it ended.

Whoever asks writes a row; the clock's process takes it up, so that no page waits for a backup and
no two processes make the same one.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

LOST = timedelta(hours=6)
"""A chore begun so long ago without an end was cut off with its process."""


class Kind(models.TextChoices):
    """What is done."""

    BACKUP = "backup", "备份"
    DRILL = "drill", "恢复演练"
    VERIFY = "verify", "核验日志"


class Chore(models.Model):
    """``asked_by`` is a user name or ``system``; ``said`` is the outcome in a sentence."""

    kind = models.CharField("事项", max_length=10, choices=Kind.choices)
    asked_by = models.CharField("由谁", max_length=150)
    asked_at = models.DateTimeField("提出")
    began_at = models.DateTimeField("开始", null=True)
    ended_at = models.DateTimeField("结束", null=True)
    ok = models.BooleanField("成功", null=True)
    said = models.TextField("结果", blank=True)
    file = models.CharField("文件", max_length=500, blank=True)
    size = models.BigIntegerField("大小", null=True)

    class Meta:
        app_label = "running"
        ordering = ("-asked_at", "-id")
        indexes = (models.Index(fields=("kind", "ok", "ended_at"), name="running_chore_last"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%F %R}"


def ask_for(kind: Kind, by: str, now: datetime) -> Chore:
    """Put a chore before the clock; one that still waits or runs is not asked for twice."""
    waiting = Chore.objects.filter(kind=kind, ended_at=None).first()
    return waiting or Chore.objects.create(kind=kind, asked_by=by, asked_at=now)


def take_up(chore: Chore, now: datetime) -> bool:
    """Whether this process won the chore; another may have been faster."""
    return bool(Chore.objects.filter(pk=chore.pk, began_at=None).update(began_at=now))


def end(chore: Chore, now: datetime, ok: bool, said: str) -> None:
    """Write down how it ended."""
    chore.ended_at, chore.ok, chore.said = now, ok, said
    chore.save(update_fields=["ended_at", "ok", "said", "file", "size"])


def last(kind: Kind, ok: bool | None = None) -> Chore | None:
    """The latest that ended, or the latest that ended well or badly."""
    ended = Chore.objects.filter(kind=kind, ended_at__isnull=False)
    found = ended if ok is None else ended.filter(ok=ok)
    return found.order_by("-ended_at", "-id").first()


def give_up_lost(now: datetime) -> int:
    """Chores whose process ended with them are over, and said to be."""
    cut_off = Chore.objects.filter(ended_at=None, began_at__lt=now - LOST)
    return cut_off.update(ended_at=now, ok=False, said="中途断了（程序停过），没有做完。")
