"""The room's entry in Django's list of applications."""

from __future__ import annotations

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Rows of cases and duties, worked out from the journal."""

    name = "bancheng.casework"
    label = "casework"
    verbose_name = "办件"
    default_auto_field = "django.db.models.BigAutoField"
