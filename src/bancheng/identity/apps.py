"""The Django app ``identity``."""

from __future__ import annotations

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "bancheng.identity"
    label = "identity"
    verbose_name = "身份核验"
    default_auto_field = "django.db.models.BigAutoField"
