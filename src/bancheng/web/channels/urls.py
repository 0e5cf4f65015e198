"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.basics import is_administrator
from bancheng.web.channels.listing import channels_page
from bancheng.web.channels.log import channel_log_page
from bancheng.web.channels.new import new_channel_page
from bancheng.web.channels.one import channel_page
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("channels/", channels_page, name="channels"),
    path("channels/new", new_channel_page, name="channel-new"),
    path("channels/<int:number>/", channel_page, name="channel"),
    path("channels/<int:number>/log", channel_log_page, name="channel-log"),
]

SIDE: tuple[Entry, ...] = (
    Entry("渠道", "channels", "channels", is_administrator, "设置", sort=62),
)
