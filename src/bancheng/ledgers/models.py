"""The tables of this room, gathered for Django."""

from bancheng.ledgers.export_row import Export
from bancheng.ledgers.gist_row import GistRow
from bancheng.ledgers.line_row import Gathered, Line
from bancheng.ledgers.memory_row import ColumnMemory
from bancheng.ledgers.upload_row import Upload

__all__ = ["ColumnMemory", "Export", "Gathered", "GistRow", "Line", "Upload"]
