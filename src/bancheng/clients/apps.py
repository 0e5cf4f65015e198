"""The Django app ``clients``."""

from __future__ import annotations

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "bancheng.clients"
    label = "clients"
    verbose_name = "接口账号"
    default_auto_field = "django.db.models.BigAutoField"
