"""The journal as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Tables of the sealed entries and of what is kept beside them."""

    name = "bancheng.journal"
    label = "journal"
    verbose_name = "办件日志"
    default_auto_field = "django.db.models.BigAutoField"
