"""The Django app ``scoring``."""

from __future__ import annotations

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "bancheng.scoring"
    label = "scoring"
    verbose_name = "年度评分"
    default_auto_field = "django.db.models.BigAutoField"
