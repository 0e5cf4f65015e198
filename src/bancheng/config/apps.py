"""Registers the database safety check with Django, so that every command passes it."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from bancheng.config.safety import check_databases


class ConfigApp(AppConfig):
    """The settings room as a Django app: it has no tables, only the check."""

    name = "bancheng.config"
    label = "config"

    def ready(self) -> None:
        register(check_databases, Tags.database)
