"""Registers the safety checks with Django, so that every command passes them."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from bancheng.config.organisation import check_organisation
from bancheng.config.safety import check_databases


class ConfigApp(AppConfig):
    """The settings room as a Django app: it has no tables, only checks."""

    name = "bancheng.config"
    label = "config"

    def ready(self) -> None:
        register(check_databases, Tags.database)
        register(check_organisation, Tags.security)
