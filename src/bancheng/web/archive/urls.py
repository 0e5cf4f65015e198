"""网址 of this area, and its entry in the side list."""

from django.urls import URLPattern, path

from bancheng.web.archive.case_package import case_package, make_one
from bancheng.web.archive.destroying import destroying_page
from bancheng.web.archive.packages import packages_page
from bancheng.web.archive.taking import take_one
from bancheng.web.basics import works_on_cases
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("archive/", packages_page, name="archive"),
    path("archive/destroying/", destroying_page, name="archive-destroying"),
    path("archive/<int:package>/take", take_one, name="package-take"),
    path("cases/<str:case_no>/package/", case_package, name="case-package"),
    path("cases/<str:case_no>/package/make", make_one, name="package-make"),
]

SIDE: tuple[Entry, ...] = (Entry("档案", "archive", "archive", works_on_cases, sort=45),)
