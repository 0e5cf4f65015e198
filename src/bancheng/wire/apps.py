"""The Django app ``wire``."""

from __future__ import annotations

from django.apps import AppConfig


class WireConfig(AppConfig):
    name = "bancheng.wire"
    label = "wire"
    verbose_name = "线路"
    default_auto_field = "django.db.models.BigAutoField"
