"""图转成像素: a chart for a DOCX, which takes no SVG that every office can show.

Drawn by the same typesetter in the same letters as in the PDF, and kept for a while: a draft is
looked at again and again.
"""

from __future__ import annotations

from functools import lru_cache

import typst

from bancheng.typesetting.fonts import fonts_in
from bancheng.typesetting.pdf import SettingError

PER_INCH = 110.0
SOURCE = (
    "#set page(width: 180mm, height: auto, margin: 0mm)\n"
    '#image(bytes(sys.inputs.svg), format: "svg", width: 180mm)'
)


@lru_cache(maxsize=32)
def picture(svg: str) -> bytes:
    """The chart as PNG. Raises SettingError."""
    try:
        drawn = typst.compile(
            SOURCE.encode(),
            format="png",
            ppi=PER_INCH,
            sys_inputs={"svg": svg},
            font_paths=fonts_in(None).engine,
            ignore_system_fonts=True,
        )
    except typst.TypstError as broken:
        raise SettingError("通报里的图没有画出来，请告诉管理员。") from broken
    if not isinstance(drawn, bytes):
        raise SettingError("通报里的图没有画出来，请告诉管理员。")
    return drawn
