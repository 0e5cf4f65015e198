"""The project's own settings, with a data folder that ends with the test run."""

import atexit
import os
import shutil
import tempfile

if "BANCHENG_DATA" not in os.environ:
    _folder = tempfile.mkdtemp(prefix="bancheng-tests-")
    _owner = os.getpid()

    def _remove() -> None:
        # a forked child runs this too, and must leave its parent's folder alone
        if os.getpid() == _owner:
            shutil.rmtree(_folder, ignore_errors=True)

    atexit.register(_remove)
    os.environ["BANCHENG_DATA"] = _folder

from bancheng.config.settings import *  # noqa: F403

# argon2 is slow on purpose; tests that are about passwords name their hasher themselves
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
