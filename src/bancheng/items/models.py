"""The tables of this room, gathered for Django."""

from __future__ import annotations

from bancheng.items.item_row import ServiceItem
from bancheng.items.material_row import Material
from bancheng.items.version_row import ItemVersion, Level

__all__ = ["ItemVersion", "Level", "Material", "ServiceItem"]
