"""设置记录: who changed what about units, people, windows and days, in sentences, never rewritten.

Rights follow these settings, so an auditor asks here who gave whom what, and when.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import timezone

from bancheng.people.unit import Unit


class Change(models.Model):
    """One change. ``about`` is the code of the unit concerned: whoever looks after it reads it."""

    at = models.DateTimeField("何时")
    by = models.CharField("由谁", max_length=150)
    about = models.CharField("机构", max_length=40, blank=True)
    sentence = models.TextField("改了什么")

    class Meta:
        app_label = "people"
        ordering = ("-id",)
        indexes = (models.Index(fields=("about", "-id"), name="people_change_about"),)

    def __str__(self) -> str:
        return self.sentence


def record(by: str, about: Unit | None, sentence: str) -> Change:
    """Keep a change; belongs in the transaction that makes it."""
    code = about.code if about is not None else ""
    return Change.objects.create(at=timezone.now(), by=by, about=code, sentence=sentence)


def differences(row: models.Model, wanted: Mapping[str, Any]) -> str:
    """What would change, as «电话：旧 → 新»; empty where nothing would."""
    labels = {field.name: str(field.verbose_name) for field in row._meta.fields}
    changed = [
        f"{labels.get(name, name)}：{_shown(getattr(row, name))} → {_shown(value)}"
        for name, value in wanted.items()
        if getattr(row, name) != value
    ]
    return "；".join(changed)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value)) or "（空）"
    return str(value) if value not in (None, "") else "（空）"
