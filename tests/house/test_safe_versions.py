"""The versions below which a package of ours is known to be unsafe (decision 0002).

Scanners cannot see packages that come from a mirror without an address, so the floor is written
down here and raised by hand whenever an advisory concerns us.
"""

from pathlib import Path

import pytest
from packaging.version import Version

from tests.house.lock_file import read

SAFE_FROM = {
    "cryptography": ("44.0.1", "CVE-2024-12797, in the OpenSSL it carries"),
    "django": ("5.2.11", "CVE-2026-1287 and CVE-2026-1312, SQL injection through aliases"),
    "pydantic": ("2.4.0", "CVE-2024-3772, slow regular expression"),
    "pygments": ("2.15.0", "CVE-2022-40896, slow regular expression"),
    "pyyaml": ("5.4", "CVE-2020-14343, code run while loading"),
    "sqlparse": ("0.5.0", "CVE-2024-4340, endless recursion"),
}

OF_EXTRAS = {
    "pyjwt": ("2.10.1", "CVE-2024-53861, an issuer taken that only resembles the right one"),
}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
@pytest.mark.parametrize("name", SAFE_FROM)
def test_a_locked_version_is_not_known_to_be_unsafe(repository: Path, lock: str, name: str) -> None:
    least, advisory = SAFE_FROM[name]
    assert read(repository / lock)[name].version >= Version(least), advisory


@pytest.mark.parametrize("name", OF_EXTRAS)
def test_what_an_extra_brings_is_not_known_to_be_unsafe(repository: Path, name: str) -> None:
    least, advisory = OF_EXTRAS[name]
    assert read(repository / "requirements-dev.lock")[name].version >= Version(least), advisory
