"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.web.basics import works_on_cases
from bancheng.web.improvement.listed import points_page
from bancheng.web.improvement.new import new_page
from bancheng.web.improvement.point import point_page
from bancheng.web.improvement.steps import step_page
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [
    path("bottlenecks/", points_page, name="bottlenecks"),
    path("bottlenecks/new", new_page, name="bottleneck-new"),
    path("bottlenecks/<slug:key>/", point_page, name="bottleneck"),
    path("bottlenecks/<slug:key>/<slug:step>", step_page, name="bottleneck-step"),
]

SIDE: tuple[Entry, ...] = (
    Entry("堵点", "bottlenecks", "bottlenecks", works_on_cases, "监督", sort=30),
)
