"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.attachments.file import file_page, small_picture
from bancheng.web.attachments.sending import list_waiting, send_file, waiting_picture
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("uploads/", send_file, name="upload"),
    path("uploads/waiting", list_waiting, name="uploads-waiting"),
    path("uploads/<str:file_id>", waiting_picture, name="upload-picture"),
    path("cases/<str:case_no>/files/<str:file_id>", file_page, name="file"),
    path("cases/<str:case_no>/files/<str:file_id>/small", small_picture, name="file-small"),
]

SIDE: tuple[Entry, ...] = ()
