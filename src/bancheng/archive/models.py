"""The tables of this room, where Django looks for them."""

from bancheng.archive.destruction_row import Destruction
from bancheng.archive.package_row import Package
from bancheng.archive.taken_row import PackageTaken

__all__ = ["Destruction", "Package", "PackageTaken"]
