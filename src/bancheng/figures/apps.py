"""The Django app ``figures``."""

from __future__ import annotations

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "bancheng.figures"
    label = "figures"
    verbose_name = "统计"
    default_auto_field = "django.db.models.BigAutoField"
