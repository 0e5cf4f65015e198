"""二维码 as a picture in the page: no inline style, black on white whatever the theme."""

from __future__ import annotations

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_picture(content: str, label: str) -> SafeString:
    """An SVG; ``content`` is an address of ours and ``label`` one of our own sentences."""
    made = io.BytesIO()
    segno.make(content, error="m", micro=False).save(
        made,
        kind="svg",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        border=3,
        dark="#000",
        light="#fff",
        svgclass="qr",
        lineclass=None,
        title=label,
        nl=False,
    )
    return mark_safe(made.getvalue().decode())  # noqa: S308 - drawn by segno from black and white
