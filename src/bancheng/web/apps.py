"""Pages (网页): what people see and use; it decides nothing and stores nothing."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files, and no tables."""

    name = "bancheng.web"
    label = "web"
    verbose_name = "网页"
