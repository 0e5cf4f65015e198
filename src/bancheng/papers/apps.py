"""The Django app ``papers``."""

from __future__ import annotations

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "bancheng.papers"
    label = "papers"
    verbose_name = "纸面材料"
    default_auto_field = "django.db.models.BigAutoField"
