"""限度: how large a file may be, asked before anything is decoded or unpacked.

A window has a phone camera, an A4 scanner and an office program; what is far beyond that is a
mistake or an attack, and is told so in a sentence.
"""

from __future__ import annotations

MEGABYTE = 1024 * 1024

LARGEST_FILE = 20 * MEGABYTE
MOST_OF_A_CASE = 200 * MEGABYTE
MOST_AT_ONCE = 20  # files that one form may bring
MOST_PENDING = 100  # files of one person that no act has taken over yet
LONGEST_NAME = 120

# A photograph of twice this is halved while it is decoded; anything else beyond it is refused.
MOST_PIXELS = 20_000_000
MOST_PIXELS_OF_A_PHOTOGRAPH = 120_000_000
LONGEST_SIDE = 20_000
SMALL_SIDE = 320

# Office files are archives: a page of text is kilobytes, whatever it unpacks to.
MOST_PARTS = 1_000
MOST_UNPACKED = 120 * MEGABYTE
MOST_TIMES_LARGER = 100


def in_words(size: int) -> str:
    """``3.4 MB``, ``612 KB``: a size as people know it."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:.1f} MB"
    return f"{max(1, round(size / 1024))} KB"
