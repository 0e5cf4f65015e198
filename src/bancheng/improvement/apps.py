"""The Django app ``improvement``."""

from __future__ import annotations

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "bancheng.improvement"
    label = "improvement"
    verbose_name = "堵点与改进"
    default_auto_field = "django.db.models.BigAutoField"
