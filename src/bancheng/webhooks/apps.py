"""The Django app ``webhooks``."""

from __future__ import annotations

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "bancheng.webhooks"
    label = "webhooks"
    verbose_name = "事件通知"
    default_auto_field = "django.db.models.BigAutoField"
