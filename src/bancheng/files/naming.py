"""文件名: a name that is harmless wherever it is shown or saved, and still says what it said.

Names come from strangers: they hide their true ending behind characters that turn or take no room,
leave their folder, or mean a device to the computer they are saved on.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from bancheng.files.kind import ENDINGS, Kind
from bancheng.files.limits import LONGEST_NAME

UNNAMED = "附件"
MEANS_SOMETHING = re.compile(r'[<>:"|?*;%]')
BLANKS = re.compile(r"\s+")
DEVICES = re.compile(r"^(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|COM\d|LPT\d)$", re.IGNORECASE)
SUFFIX = re.compile(r"\.(?=[A-Za-z0-9_]{0,7}[A-Za-z][A-Za-z0-9_]{0,7}$)")
OF_DOCUMENTS = frozenset({".webp", *(ending for endings in ENDINGS.values() for ending in endings)})
TAKES_NO_ROOM = re.compile("[\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u2800]")


def safe_name(given: str, kind: Kind) -> str:
    """The name to be kept: no path, nothing invisible, the ending that fits the content."""
    stem, ending = _parted(_bare(given), kind)
    stem = _without_endings(stem).strip(" .") or UNNAMED
    if DEVICES.match(stem.partition(".")[0].strip()):
        stem = f"_{stem}"
    return stem[: LONGEST_NAME - len(ending)].rstrip(" .") + ending


def harmless(given: str) -> str:
    """The name as a sentence may quote it, with whatever ending it claims to have."""
    return _bare(given)[:LONGEST_NAME] or UNNAMED


def _bare(given: str) -> str:
    name = unicodedata.normalize("NFKC", given[:1000]).replace("\\", "/")
    name = "".join(c for c in name.rpartition("/")[2] if _is_visible(c))
    return BLANKS.sub(" ", MEANS_SOMETHING.sub("_", name)).strip(" .")


def _is_visible(character: str) -> bool:
    """Not a control, direction, joiner or filler, nor half a character.

    Rare names have characters younger than any table, or of an office's own: these stay.
    """
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return False
    if category == "Cn" and not "\U00020000" <= character <= "\U0003ffff":
        return False
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return False
    return TAKES_NO_ROOM.match(character) is None


def _parted(name: str, kind: Kind) -> tuple[str, str]:
    """Stem and ending: the one it has where it fits the content, else the usual one."""
    suffix = PurePosixPath(name).suffix.lower()
    ending = suffix if suffix in kind.endings else kind.endings[0]
    return name[: -len(suffix)] if suffix in OF_DOCUMENTS else name, ending


def _without_endings(stem: str) -> str:
    """``证明.pdf.exe`` has one ending, ours: further ones lose their dot."""
    while True:
        stem = stem.rstrip(" .")
        fewer = SUFFIX.sub("_", stem)
        if fewer == stem:
            return stem
        stem = fewer
