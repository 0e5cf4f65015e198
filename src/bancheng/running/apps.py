"""The Django app ``running``."""

from __future__ import annotations

from django.apps import AppConfig


class RunningConfig(AppConfig):
    name = "bancheng.running"
    label = "running"
    verbose_name = "运行"
    default_auto_field = "django.db.models.BigAutoField"
