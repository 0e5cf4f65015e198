"""What the rows say of their columns is what an installation has after its migrations."""

from __future__ import annotations

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.database


def test_no_column_waits_for_a_migration(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        call_command("makemigrations", check=True, dry_run=True)
    except SystemExit:
        pytest.fail(f"run `python -m bancheng.config.manage makemigrations`: {capsys.readouterr()}")
