"""The tables of this room, gathered for Django."""

from bancheng.files.kept_row import Kept
from bancheng.files.upload_row import Upload

__all__ = ["Kept", "Upload"]
