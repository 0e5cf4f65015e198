"""The installed program carries its rules within; the bundle's script refuses what is broken."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts.make_bundle import MACHINES, build_wheel, make


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as it is installed elsewhere."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


def test_an_installed_program_knows_its_standards_and_calendars(
    wheel: Path, tmp_path: Path
) -> None:
    place = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(place)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BANCHENG_")}
    asked = ["due", "--standard", "sichuan-township", "--kind", "ordinary", "--at"]
    answer = subprocess.run(
        [sys.executable, "-m", "bancheng.cli.main", *asked, "2026-04-30T12:00"],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(place), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stdout.splitlines()[:1] == ["2026-05-07T17:00"], answer.stderr


def test_tests_and_data_of_a_centre_are_not_installed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"bancheng", next(t for t in tops if t.endswith(".dist-info"))}
    assert not [name for name in names if name.endswith((".sqlite3", ".pyc"))]


@pytest.mark.parametrize("machine", MACHINES)
def test_whatever_a_bundle_names_is_there(repository: Path, machine: str) -> None:
    missing = [f for f in MACHINES[machine].files if not (repository / "packaging" / f).exists()]
    assert missing == []


def test_a_damaged_bundle_installs_nothing(repository: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(repository / "packaging", bundle)
    (bundle / "VERSION").write_text("0.0\n", encoding="utf-8")
    (bundle / "SHA256SUMS").write_text(f"{'0' * 64}  VERSION\n", encoding="utf-8")
    answer = subprocess.run(
        ["sh", str(bundle / "install.sh"), "--into", str(tmp_path / "into")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert "请重新复制" in answer.stderr
    assert not (tmp_path / "into").exists()


def test_a_wrong_word_to_the_script_is_answered_in_a_sentence(
    repository: Path, tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(repository / "packaging", bundle)
    (bundle / "VERSION").write_text("0.0\n", encoding="utf-8")
    script = ["sh", str(bundle / "install.sh"), "--serve"]
    answer = subprocess.run(script, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert "不认识“--serve”" in answer.stderr


@pytest.mark.nightly
def test_a_bundle_installs_and_upgrades_without_a_network(tmp_path: Path) -> None:
    archive = make("linux-x86_64", tmp_path)
    shutil.unpack_archive(archive, tmp_path)
    folder = tmp_path / archive.name.removesuffix(".tar.gz")
    into, data = tmp_path / "into", tmp_path / "data"
    for expected in ("已装好", "已升级到"):
        ran = subprocess.run(
            ["sh", str(folder / "install.sh"), "--into", str(into), "--data", str(data)],
            env={**os.environ, "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull},
            capture_output=True,
            text=True,
            check=False,
        )
        assert expected in ran.stdout, ran.stdout + ran.stderr
    assert len(list((into / "backups").glob("before-*.tar.gz"))) == 1
    help_ = subprocess.run([str(into / "bancheng"), "--help"], capture_output=True, check=False)
    assert help_.returncode == 0
