"""The Django app ``revisit``."""

from __future__ import annotations

from django.apps import AppConfig


class RevisitConfig(AppConfig):
    name = "bancheng.revisit"
    label = "revisit"
    verbose_name = "全量回访"
    default_auto_field = "django.db.models.BigAutoField"
