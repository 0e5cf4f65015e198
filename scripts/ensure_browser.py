"""Finds or installs the Chromium that browser tests drive, and remembers where it is.

Asked in this order: BANCHENG_CHROMIUM, a browser on the PATH, what an earlier run installed,
Debian's packages, playwright's own download. The path is printed and kept in
`.venv/browser-path`, where tests/browser.py looks for it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

REMEMBERED = Path(sys.prefix) / "browser-path"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
_FONT_PACKAGE = "fonts-noto-cjk"
_HELP = (
    "No Chromium for the browser tests. Install Chromium and a Chinese font (on Debian: "
    "apt-get install chromium fonts-noto-cjk), or set BANCHENG_CHROMIUM to its path."
)


def on_this_machine() -> Path | None:
    """The browser named by the environment, or one on the PATH, or one remembered."""
    named = os.environ.get("BANCHENG_CHROMIUM")
    if named:
        if not os.access(named, os.X_OK):
            sys.exit(f"BANCHENG_CHROMIUM names {named}, which is no program that can be run.")
        return Path(named)
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    remembered = REMEMBERED.read_text(encoding="utf-8").strip() if REMEMBERED.exists() else ""
    return Path(remembered) if remembered and os.access(remembered, os.X_OK) else None


def chinese_font_present() -> bool:
    """Without one, Chinese pages are rows of empty boxes."""
    listing = shutil.which("fc-list")
    if not listing:
        return False
    return bool(subprocess.run([listing, ":lang=zh"], capture_output=True, check=False).stdout)


def install_with_apt(packages: list[str]) -> bool:
    """True when Debian's package manager was there, was allowed, and installed them all."""
    if not packages or not shutil.which("apt-get"):
        return False
    prefix: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo") or _quietly(["sudo", "-n", "true"]) != 0:
            return False
        prefix = ["sudo", "-n"]
    print(f"Installing {' and '.join(packages)} for the tests ...", flush=True)
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    return _quietly([*prefix, "apt-get", "update", "-q"]) == 0 and _quietly(prefix + install) == 0


def install_with_playwright() -> Path | None:
    """Playwright's own build, for machines without apt."""
    if _quietly([sys.executable, "-m", "playwright", "install", "chromium"]) != 0:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def _quietly(command: list[str]) -> int:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    answer = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if answer.returncode != 0:
        print(answer.stderr.strip()[-500:], file=sys.stderr)
    return answer.returncode


def main() -> None:
    """Prints the browser's path; ends with a sentence and code 1 when there is none to be had."""
    browser = on_this_machine()
    wanted = [] if browser else ["chromium"]
    if not chinese_font_present():
        wanted.append(_FONT_PACKAGE)
    if wanted and install_with_apt(wanted):
        browser = on_this_machine()
    browser = browser or install_with_playwright()
    if browser is None:
        sys.exit(_HELP)
    REMEMBERED.write_text(f"{browser}\n", encoding="utf-8")
    print(browser)


if __name__ == "__main__":
    main()
