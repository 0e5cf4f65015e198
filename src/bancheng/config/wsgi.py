"""The door for the web server: refuses to open on an unsafe database, then serves."""

import os

from django.core.wsgi import get_wsgi_application

from bancheng.config import long_lived

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bancheng.config.settings")

application = get_wsgi_application()


def _assert_safe_database() -> None:
    from django.db import connection

    from bancheng.config.safety import assert_safe

    try:
        assert_safe(connection)
    finally:
        # the server may fork after loading, and a connection must not cross a fork
        connection.close()


_assert_safe_database()
long_lived.load()
