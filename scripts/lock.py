"""Writes requirements.lock and requirements-dev.lock from pyproject.toml.

Both carry hashes and no index address, so that any mirror may serve the packages and none can
change them. Arguments are handed to uv, such as `--upgrade` or `--upgrade-package django`.
"""

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
_COMMON = [
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--quiet",
    "--group=build",
]


def main(arguments: list[str]) -> None:
    """Resolves what runs first, then what develops within it, so that the two always agree."""
    _compile([*arguments, "--output-file=requirements.lock"])
    development = ["--group=dev", "--extra=oidc", "--constraints=requirements.lock"]
    _compile([*arguments, *development, "--output-file=requirements-dev.lock"])


def _compile(arguments: list[str]) -> None:
    uv = Path(sys.executable).with_name("uv")
    command = [str(uv), "pip", "compile", "pyproject.toml", *_COMMON, *arguments]
    subprocess.run(command, cwd=REPOSITORY, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
