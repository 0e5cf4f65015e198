"""The table an auditor reads is the one that was tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from bancheng.library import standards
from scripts.write_permissions import table


@pytest.mark.parametrize("standard_id", standards.ids())
def test_the_written_table_is_that_of_the_standard(repository: Path, standard_id: str) -> None:
    written = repository / "docs" / "permissions" / f"{standard_id}.md"
    assert written.read_text(encoding="utf-8") == table(standard_id), (
        "the standard changed: run scripts/write_permissions.py"
    )
