"""The Django app ``bulletin``."""

from __future__ import annotations

from django.apps import AppConfig


class BulletinConfig(AppConfig):
    name = "bancheng.bulletin"
    label = "bulletin"
    verbose_name = "通报"
    default_auto_field = "django.db.models.BigAutoField"
