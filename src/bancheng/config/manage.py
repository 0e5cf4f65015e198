"""Django's own commands for developers: `python -m bancheng.config.manage makemigrations`.

Administrators use `bancheng`; this exists for what only a developer needs.
"""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Runs one Django command with the project's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bancheng.config.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
