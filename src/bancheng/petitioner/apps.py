"""The Django app ``petitioner``."""

from __future__ import annotations

from django.apps import AppConfig


class PetitionerConfig(AppConfig):
    name = "bancheng.petitioner"
    label = "petitioner"
    verbose_name = "诉求人"
    default_auto_field = "django.db.models.BigAutoField"
