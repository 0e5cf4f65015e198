"""打包: the files of a package as one ZIP. The same files give the same bytes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The moment of making stands in the manifest; a ZIP's own times know no zone."""
AS_THEY_ARE = (".jpg", ".jpeg", ".png", ".docx", ".xlsx")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """One archive, in the given order; pictures and office files are packed already."""
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, content in files.items():
            info = ZipInfo(name, LONG_AGO)
            info.compress_type = ZIP_STORED if name.endswith(AS_THEY_ARE) else ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3
            archive.writestr(info, content)
    return whole.getvalue()
