"""The Django app ``archive``."""

from __future__ import annotations

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "bancheng.archive"
    label = "archive"
    verbose_name = "归档"
    default_auto_field = "django.db.models.BigAutoField"
