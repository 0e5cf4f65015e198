"""网址 of this area, and its entry in the side list."""

from django.urls import URLPattern, path

from bancheng.web.account.account import account_page
from bancheng.web.account.code import code_page
from bancheng.web.account.organisation import back_page, binding_page, off_page
from bancheng.web.account.rule import rule_page
from bancheng.web.account.second_step import second_step_page
from bancheng.web.running.running import looks_after_all
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("sign-in/code", code_page, name="sign-in-code"),
    path("sign-in/organisation", off_page, name="organisation-sign-in"),
    path("sign-in/organisation/back", back_page, name="organisation-back"),
    path("account/", account_page, name="account"),
    path("account/second-step", second_step_page, name="second-step"),
    path("account/organisation", binding_page, name="organisation-bind"),
    path("second-step-rule/", rule_page, name="second-step-rule"),
]

SIDE: tuple[Entry, ...] = (
    Entry("两步登录", "second-step-rule", "second-step-rule", looks_after_all, "设置", sort=70),
)
