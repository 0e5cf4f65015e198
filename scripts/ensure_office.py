"""Finds or installs the LibreOffice by which `make nightly` sees a DOCX as an office shows it.

Asked in this order: BANCHENG_OFFICE, a program on the PATH, Debian's packages. Where there is none
to be had it says so and ends well: the tests that need it are skipped and say so too.
"""

import os
import shutil
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

NAMES = ("soffice", "libreoffice")
PACKAGE = "libreoffice-writer-nogui"
NONE = (
    "No LibreOffice: the tests that compare a DOCX with its sheet will be skipped. Install it "
    f"(on Debian: apt-get install --no-install-recommends {PACKAGE}), or set BANCHENG_OFFICE to "
    "its path."
)


def on_this_machine() -> Path | None:
    """The program named by the environment, or one on the PATH."""
    named = os.environ.get("BANCHENG_OFFICE")
    if named:
        if not os.access(named, os.X_OK):
            sys.exit(f"BANCHENG_OFFICE names {named}, which is no program that can be run.")
        return Path(named)
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)


def main() -> None:
    """Prints the program's path, or why there will be nothing to compare."""
    from scripts.ensure_browser import install_with_apt

    office = on_this_machine()
    if office is None and install_with_apt([PACKAGE]):
        office = on_this_machine()
    print(office or NONE)


if __name__ == "__main__":
    main()
