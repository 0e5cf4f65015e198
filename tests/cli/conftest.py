"""Running the command line in the test's own process, as a shell would see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import Settings

from bancheng.cli.main import run


@dataclass(frozen=True)
class Ran:
    """What a command printed, what it said beside, and how it ended."""

    code: int
    out: str
    err: str


Bancheng = Callable[..., Ran]


@pytest.fixture(autouse=True)
def data_folder_of_its_own(settings: Settings, tmp_path: Path) -> None:
    """Keys and checkpoints of one test are none of another's."""
    settings.BANCHENG_DATA = tmp_path / "data"


@pytest.fixture
def bancheng(capfd: pytest.CaptureFixture[str]) -> Bancheng:
    """``bancheng("due", "--kind", …)``."""

    def ran(*arguments: object) -> Ran:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        return Ran(code, printed.out, printed.err)

    return ran
