"""The Django app ``counter``."""

from __future__ import annotations

from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "bancheng.counter"
    label = "counter"
    verbose_name = "窗口前台"
    default_auto_field = "django.db.models.BigAutoField"
