"""Makes bundles that install without any network: wheels, one script, checksums.

    make bundle                                  for this release's usual machines
    make bundle BUNDLE_FOR="linux-aarch64"       for others

One archive a machine lands in `dist/`. The wheels are those of requirements.lock and carry its
hashes; whoever installs needs nothing but the Python named in the archive.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGING = REPOSITORY / "packaging"
PYTHON_VERSION = "3.11"


@dataclass(frozen=True)
class Machine:
    """Where a bundle is for: uv's name of the platform, pip's tags, what goes into the archive."""

    uv: str
    tags: tuple[str, ...]
    files: tuple[str, ...]


LINUX = ("install.sh", "bancheng.service", "bancheng.env", "fits.py")
MACHINES = {
    "linux-x86_64": Machine(
        "x86_64-manylinux_2_28",
        ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
        LINUX,
    ),
    "linux-aarch64": Machine(
        "aarch64-manylinux_2_28",
        ("manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"),
        LINUX,
    ),
    "windows-x86_64": Machine("x86_64-pc-windows-msvc", ("win_amd64",), ("install.bat",)),
}


def main(arguments: list[str]) -> None:
    """Makes a bundle for each machine named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("machines", nargs="*", default=["linux-x86_64", "windows-x86_64"])
    parser.add_argument("--into", type=Path, default=REPOSITORY / "dist")
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.machines if name not in MACHINES]
    if unknown:
        parser.error(f"不认识 {'、'.join(unknown)}；可选：{'、'.join(MACHINES)}。")
    asked.into.mkdir(parents=True, exist_ok=True)
    for name in asked.machines:
        file = make(name, asked.into)
        print(f"{file}　{file.stat().st_size / 1e6:.0f} MB")


def make(name: str, into: Path) -> Path:
    """One bundle; returns the archive."""
    machine, version = MACHINES[name], program_version()
    with tempfile.TemporaryDirectory(prefix="bancheng-bundle-") as place:
        folder = Path(place) / f"bancheng-{version}-{name}"
        wheels = folder / "wheels"
        wheels.mkdir(parents=True)
        requirements = folder / "requirements.txt"
        _resolve(machine, requirements)
        _download(machine, requirements, wheels)
        build_wheel(wheels)
        for file in machine.files:
            shutil.copy(PACKAGING / file, folder / file)
        shutil.copy(REPOSITORY / "LICENSE", folder)
        (folder / "VERSION").write_text(version + "\n", encoding="utf-8")
        (folder / "PYTHON_VERSION").write_text(PYTHON_VERSION + "\n", encoding="utf-8")
        (folder / "PYTHON").write_text(_python_wanted(), encoding="utf-8")
        _checksums(folder)
        return _pack(folder, into)


def program_version() -> str:
    """The release, as pyproject.toml names it."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def build_wheel(into: Path) -> Path:
    """The program itself as a wheel, with standards and calendars within."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    where = ["--no-deps", "--no-build-isolation", "--wheel-dir", str(into), str(REPOSITORY)]
    subprocess.run([*pip, *where], check=True)
    return next(into.glob("bancheng-*.whl"))


def _resolve(machine: Machine, requirements: Path) -> None:
    """The lock as that machine needs it: markers of other systems decided, hashes kept."""
    uv = Path(sys.executable).with_name("uv")
    command = [
        *(str(uv), "pip", "compile", "pyproject.toml", "--quiet", "--generate-hashes"),
        *("--no-header", "--no-annotate", "--constraints=requirements.lock"),
        f"--python-platform={machine.uv}",
        *(f"--python-version={PYTHON_VERSION}", f"--output-file={requirements}"),
    ]
    subprocess.run(command, cwd=REPOSITORY, check=True)


def _download(machine: Machine, requirements: Path, wheels: Path) -> None:
    tags = [part for tag in machine.tags for part in ("--platform", tag)]
    abis = ["--abi", "cp" + PYTHON_VERSION.replace(".", ""), "--abi", "abi3", "--abi", "none"]
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--only-binary=:all:", "--no-deps", "--require-hashes", "--implementation", "cp"),
        *("--python-version", PYTHON_VERSION, *tags, *abis),
        *("--dest", str(wheels), "--requirement", str(requirements)),
    ]
    subprocess.run(command, check=True)


def _python_wanted() -> str:
    return (
        f"需要 Python {PYTHON_VERSION}（带 venv）。"
        "Debian 12：从系统光盘装 python3 和 python3-venv；其他系统请先装好这一版 Python。\n"
    )


def _checksums(folder: Path) -> None:
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}\n"
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    ]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _pack(folder: Path, into: Path) -> Path:
    if folder.name.rpartition("-")[0].endswith("windows"):
        archive = into / f"{folder.name}.zip"
        with zipfile.ZipFile(archive, "w") as packed:  # wheels are compressed already
            for file in sorted(folder.rglob("*")):
                packed.write(file, file.relative_to(folder.parent))
        return archive
    archive = into / f"{folder.name}.tar.gz"
    with tarfile.open(archive, "w:gz", compresslevel=1) as tar:
        tar.add(folder, folder.name)
    return archive


if __name__ == "__main__":
    main(sys.argv[1:])
