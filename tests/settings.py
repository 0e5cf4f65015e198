"""The project's own settings, with a data folder that ends with the test run.

Each of several test processes has one of its own (BANCHENG_TESTS_OF says whose it is): what one
signs is nothing to the others. A folder that was given is left alone.
"""

import atexit
import os
import shutil
import tempfile

if "BANCHENG_DATA" not in os.environ or os.environ.get("BANCHENG_TESTS_OF") not in (
    None,
    os.environ.get("PYTEST_XDIST_WORKER", "alone"),
):
    _folder = tempfile.mkdtemp(prefix="bancheng-tests-")
    _owner = os.getpid()

    def _remove() -> None:
        # a forked child runs this too, and must leave its parent's folder alone
        if os.getpid() == _owner:
            shutil.rmtree(_folder, ignore_errors=True)

    atexit.register(_remove)
    os.environ["BANCHENG_DATA"] = _folder
    os.environ["BANCHENG_TESTS_OF"] = os.environ.get("PYTEST_XDIST_WORKER", "alone")

from bancheng.config.settings import *  # noqa: F403

# argon2 is slow on purpose; tests that are about passwords name their hasher themselves
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
