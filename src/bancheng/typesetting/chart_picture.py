"""图转成像素: a chart for a DOCX, which takes no SVG that every office can show.

Drawn by the same typesetter in the same letters as in the PDF, and kept for a while: a draft is
looked at again and again.
"""

from __future__ import annotations

from functools import lru_cache

from bancheng.typesetting.typesetter import png_of

PER_INCH = 110.0
SOURCE = (
    "#set page(width: 180mm, height: auto, margin: 0mm)\n"
    '#image(bytes(sys.inputs.data), format: "svg", width: 180mm)'
)


@lru_cache(maxsize=32)
def picture(svg: str) -> bytes:
    """The chart as PNG. Raises NotSetError."""
    return png_of(SOURCE, svg, PER_INCH)
