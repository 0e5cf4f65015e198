"""网址 of the petitioners' pages. No case number and no code ever stands in one."""

from __future__ import annotations

from django.urls import URLPattern, path

from bancheng.web.public.ask import ask_page, leave
from bancheng.web.public.guide import guide_page
from bancheng.web.public.handed_over import handed_over
from bancheng.web.public.home import home_page, switch_look
from bancheng.web.public.mine import mine_page
from bancheng.web.public.own_acts import own_act
from bancheng.web.public.papers import own_paper
from bancheng.web.public.privacy_page import privacy_page
from bancheng.web.public.submit import submit_page
from bancheng.web.public.windows import windows_page
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("w/<slug:code>/", home_page, name="public-home"),
    path("w/<slug:code>/submit", submit_page, name="public-submit"),
    path("w/<slug:code>/from/<int:number>", handed_over, name="public-handed-over"),
    path("w/<slug:code>/ask", ask_page, name="public-ask"),
    path("w/<slug:code>/mine", mine_page, name="public-mine"),
    path("w/<slug:code>/mine/<slug:act>", own_act, name="public-act"),
    path("w/<slug:code>/mine/papers/<str:file_id>", own_paper, name="public-paper"),
    path("w/<slug:code>/leave", leave, name="public-leave"),
    path("w/<slug:code>/windows", windows_page, name="public-windows"),
    path("w/<slug:code>/guide", guide_page, name="public-guide"),
    path("w/<slug:code>/privacy", privacy_page, name="public-privacy"),
    path("w/<slug:code>/look", switch_look, name="public-look"),
]

SIDE: tuple[Entry, ...] = ()
