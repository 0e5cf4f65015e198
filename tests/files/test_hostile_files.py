"""ATT-1: none of a hundred hostile files is kept, none costs much, and each is told why."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from bancheng.core.refusal import Refusal
from bancheng.files.taking_in import take_in
from tests.files import hostile

HOSTILE = list(hostile.every())
SECONDS = 2.0
MOST_GROWTH_MB = 100
EACH = pytest.mark.parametrize(
    ("code", "name", "content"), [h[1:] for h in HOSTILE], ids=[h[0] for h in HOSTILE]
)


def test_there_are_more_than_a_hundred_of_them() -> None:
    assert len(HOSTILE) > 100
    assert len({what for what, *_ in HOSTILE}) == len(HOSTILE)


@EACH
def test_a_hostile_file_is_refused_for_what_it_is_in_a_sentence(
    code: str, name: str, content: bytes
) -> None:
    began = time.process_time()
    with pytest.raises(Refusal) as refused:
        take_in(name, content)
    assert time.process_time() - began < SECONDS
    told = refused.value
    assert (told.code, told.field) == (code, "files")
    assert told.sentence.startswith("“")
    assert "”没有收：" in told.sentence
    assert told.sentence.endswith("。")


def test_refusing_them_takes_little_memory(repository: Path, tmp_path: Path) -> None:
    """In a process of its own: what building them took must not count."""
    for number, (_, _, name, content) in enumerate(HOSTILE):
        (tmp_path / f"{number:03}").write_bytes(name.encode() + b"\n" + content)
    weighed = subprocess.run(
        [sys.executable, "-m", "tests.files.weigh", str(tmp_path)],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert weighed.returncode == 0, weighed.stderr
    assert int(weighed.stdout) < MOST_GROWTH_MB
