"""The tables of this room, gathered for Django."""

from __future__ import annotations

from bancheng.items.importing.memory_row import ColumnMemory
from bancheng.items.importing.upload_row import Upload
from bancheng.items.item_row import ServiceItem
from bancheng.items.material_row import Material
from bancheng.items.version_row import ItemVersion, Level

__all__ = ["ColumnMemory", "ItemVersion", "Level", "Material", "ServiceItem", "Upload"]
