"""What gets installed is what was looked at: exact versions, hashes, no address."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.lock_file import read

RUN, DEV = "requirements.lock", "requirements-dev.lock"


@pytest.fixture
def project(repository: Path) -> dict[str, Any]:
    return tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))


def group(project: dict[str, Any], name: str) -> list[str]:
    """A dependency group with the groups it includes."""
    found: list[str] = []
    for entry in project["dependency-groups"][name]:
        found += group(project, entry["include-group"]) if isinstance(entry, dict) else [entry]
    return found


@pytest.mark.parametrize("lock", [RUN, DEV])
def test_every_package_carries_hashes(repository: Path, lock: str) -> None:
    bare = [package.name for package in read(repository / lock).values() if not package.hashes]
    assert not bare


@pytest.mark.parametrize("lock", [RUN, DEV])
def test_a_lock_names_no_address(repository: Path, lock: str) -> None:
    text = (repository / lock).read_text(encoding="utf-8")
    for forbidden in ("://", "--index", "--extra-index", "--find-links", "file:", "@ "):
        assert forbidden not in text


@pytest.mark.parametrize("lock", [RUN, DEV])
def test_every_direct_dependency_is_locked_within_its_bounds(
    repository: Path, project: dict[str, Any], lock: str
) -> None:
    wanted = project["project"]["dependencies"] + group(project, "build")
    if lock == DEV:
        wanted += group(project, "dev")
    locked = read(repository / lock)
    for text in wanted:
        requirement = Requirement(text)
        name = canonicalize_name(requirement.name)
        assert name in locked, f"{name} is missing in {lock}: run make lock"
        assert locked[name].version in requirement.specifier, f"{name}: run make lock"


def test_development_runs_on_what_centres_run(repository: Path) -> None:
    run, dev = read(repository / RUN), read(repository / DEV)
    assert run.items() <= dev.items()


def test_a_package_without_an_exact_version_is_noticed(tmp_path: Path) -> None:
    (tmp_path / RUN).write_text("django>=5.2\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"django>=5.2 is not pinned"):
        read(tmp_path / RUN)


def test_a_package_without_a_hash_is_noticed(tmp_path: Path) -> None:
    (tmp_path / RUN).write_text("django==5.2.11\nrich==15.0.0 --hash=sha256:12\n", encoding="utf-8")
    assert all(not package.hashes for package in read(tmp_path / RUN).values())
