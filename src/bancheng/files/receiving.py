"""接收: what a browser sends is held in memory only, and no more of it than may be kept.

Django would put larger files into the system's temporary folder, in the clear, where a power cut
leaves them. Here a file beyond the limit is counted and let go while it comes.
"""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from bancheng.files.limits import MEGABYTE

LARGEST = 32 * MEGABYTE  # of any page of ours; attachments have a lower limit of their own
LARGEST_TOGETHER = 96 * MEGABYTE


class Received(InMemoryUploadedFile):
    """A file as it came. ``let_go``: beyond the limit, so that only its size is known."""

    let_go = False


class Receiver(FileUploadHandler):
    """Takes the files of one request into memory."""

    together = 0
    seen = 0

    def new_file(
        self,
        field_name: str,
        file_name: str,
        content_type: str,
        content_length: int | None,
        charset: str | None = None,
        content_type_extra: dict[str, bytes] | None = None,
    ) -> None:
        """Another file begins."""
        super().new_file(
            field_name, file_name, content_type, content_length, charset, content_type_extra
        )
        self.content: BytesIO | None = BytesIO()
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """A piece of it; nothing is left for other handlers."""
        self.seen += len(raw_data)
        self.together += len(raw_data)
        if self.seen > LARGEST or self.together > LARGEST_TOGETHER:
            self.content = None
        if self.content is not None:
            self.content.write(raw_data)

    def file_complete(self, file_size: int) -> Received:
        """The whole of it, or its size alone."""
        content = self.content or BytesIO()
        content.seek(0)
        received = Received(
            content,
            self.field_name,
            str(self.file_name),
            self.content_type,
            self.seen,
            self.charset,
            self.content_type_extra,
        )
        received.let_go = self.content is None
        return received
