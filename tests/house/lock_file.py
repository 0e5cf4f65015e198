"""Reads a lock file: name, version and hashes of every package."""

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})(?=\s|$)")


@dataclass(frozen=True)
class Locked:
    """One package as it will be installed."""

    name: str
    version: Version
    hashes: tuple[str, ...]


def read(path: Path) -> dict[str, Locked]:
    """By canonical name. Raises ValueError for a package without one exact version."""
    packages: dict[str, Locked] = {}
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        requirement = Requirement(line.split("--hash", 1)[0].strip())
        pins = [pin for pin in requirement.specifier if pin.operator == "=="]
        if len(pins) != 1 or len(requirement.specifier) != 1:
            raise ValueError(f"{path.name}: {requirement} is not pinned to one version")
        name = canonicalize_name(requirement.name)
        hashes = tuple(_HASH.findall(line))
        packages[name] = Locked(name, Version(pins[0].version), hashes)
    return packages
