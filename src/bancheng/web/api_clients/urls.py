"""网址 of this area, and its entry in the side list."""

from django.urls import URLPattern, path

from bancheng.web.api_clients.client import client_page
from bancheng.web.api_clients.hook import hook_page
from bancheng.web.api_clients.hook_new import new_hook_page
from bancheng.web.api_clients.listing import clients_page
from bancheng.web.api_clients.new import new_client_page
from bancheng.web.basics import is_administrator
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("clients/", clients_page, name="api-clients"),
    path("clients/new", new_client_page, name="api-client-new"),
    path("clients/<str:username>/", client_page, name="api-client"),
    path("clients/<str:username>/hooks/new", new_hook_page, name="api-hook-new"),
    path("clients/<str:username>/hooks/<int:number>/", hook_page, name="api-hook"),
]

SIDE: tuple[Entry, ...] = (
    Entry("接口账号", "api-clients", "api-clients", is_administrator, "设置", sort=60),
)
