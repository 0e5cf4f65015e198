"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.basics import is_administrator, may_register
from bancheng.web.channels.drop import drop_page, drop_plan_page
from bancheng.web.channels.export import export_answers
from bancheng.web.channels.listing import channels_page
from bancheng.web.channels.log import channel_log_page
from bancheng.web.channels.new import new_channel_page
from bancheng.web.channels.one import channel_page
from bancheng.web.channels.orders import orders_page
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("channels/", channels_page, name="channels"),
    path("channels/new", new_channel_page, name="channel-new"),
    path("channels/<int:number>/", channel_page, name="channel"),
    path("channels/<int:number>/log", channel_log_page, name="channel-log"),
    path("orders/", orders_page, name="orders"),
    path("orders/<int:number>/drop", drop_page, name="orders-drop"),
    path("orders/<int:number>/drop/<str:upload>", drop_plan_page, name="orders-plan"),
    path("orders/<int:number>/export", export_answers, name="orders-export"),
]

SIDE: tuple[Entry, ...] = (
    Entry("别处派来的", "orders", "orders", may_register, "窗口", sort=45),
    Entry("渠道", "channels", "channels", is_administrator, "设置", sort=62),
)
