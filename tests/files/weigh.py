"""How many megabytes a process grows by refusing every file of a folder.

    python -m tests.files.weigh FOLDER

Each file's first line is the name it claims.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from bancheng.core.refusal import Refusal
from bancheng.files.taking_in import take_in


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Refuse them one after the other, and tell the growth of the peak."""
    before = _peak()
    for file in sorted(Path(sys.argv[1]).iterdir()):
        name, _, content = file.read_bytes().partition(b"\n")
        try:
            take_in(name.decode(), content)
        except Refusal:
            continue
        sys.exit(f"{file.name} was kept")
    sys.stdout.write(f"{(_peak() - before) // 1024}\n")


if __name__ == "__main__":
    main()
