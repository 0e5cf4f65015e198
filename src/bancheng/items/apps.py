"""The Django app ``items``."""

from __future__ import annotations

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "bancheng.items"
    label = "items"
    verbose_name = "事项库"
    default_auto_field = "django.db.models.BigAutoField"
