"""机构与人员: units, windows and people as they stand, for the administrator, who sees no cases."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.library import standards
from bancheng.people.chart import Chart, current
from bancheng.people.establish import STANDS_UNDER
from bancheng.people.models import Post, Unit, Window
from bancheng.people.post import ADMINISTRATOR
from bancheng.people.seats import administered_by, centre_of
from bancheng.people.unit import Form
from bancheng.web.desk import Reader, desk, show

DEEPEST = 5  # steps to the right; who stands deeper is not moved further


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of the tree, with what stands in it and who has a post there."""

    depth: int
    unit: Unit
    form: str
    standard: str
    windows: list[Window]
    posts: list[tuple[str, str, str]]

    @property
    def is_centre(self) -> bool:
        """Whether windows and a calendar of its own belong to it."""
        return self.unit.form == Form.CENTRE

    @property
    def holds_units(self) -> bool:
        """Whether anything may stand under it."""
        return any(self.unit.form in above for above in STANDS_UNDER.values())


@require_safe
@desk
def overview_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /overview/"""
    if not reader.is_administrator:
        raise Http404
    chart, mine = current(), administered_by(reader.user, reader.now)
    without = [
        p for p in chart.people.values() if p.active and not _in_force(chart, p.username, reader)
    ]
    context = {"lines": tree(chart, reader, mine), "without": without}
    return show(request, reader, "web/overview.html", context, at="overview")


def tree(chart: Chart, reader: Reader, units: list[Unit]) -> list[UnitLine]:
    """These units, children after their parent; those whose parent is another's come first."""
    windows: dict[int, list[Window]] = {}
    for window in Window.objects.filter(active=True):
        windows.setdefault(window.centre_id, []).append(window)
    posts: dict[int, list[tuple[str, str, str]]] = {}
    for username, person in chart.people.items():
        for post in _in_force(chart, username, reader):
            row = (person.name, username, role_label(post))
            posts.setdefault(post.unit_id, []).append(row)
    children: dict[int | None, list[Unit]] = {}
    known = {unit.pk for unit in units}
    for unit in units:
        above = unit.parent_id if unit.parent_id in known else None
        children.setdefault(above, []).append(unit)
    return [
        UnitLine(
            min(depth, DEEPEST),
            unit,
            unit.get_form_display(),
            standards.standard(unit.standard).standard.title if unit.standard else "",
            windows.get(unit.pk, []),
            posts.get(unit.pk, []),
        )
        for depth, unit in _walk(children, None, 0)
    ]


def _walk(
    children: dict[int | None, list[Unit]], above: int | None, depth: int
) -> list[tuple[int, Unit]]:
    return [
        line
        for unit in children.get(above, [])
        for line in ((depth, unit), *_walk(children, unit.pk, depth + 1))
    ]


def _in_force(chart: Chart, username: str, reader: Reader) -> list[Post]:
    return [p for p in chart.posts.get(username, ()) if p.in_force(reader.now.date())]


def role_label(post: Post) -> str:
    """The role in the words of the standard that the post's centre follows."""
    if post.role == ADMINISTRATOR:
        return "系统管理员"
    centre = centre_of(post.unit)
    roles = standards.standard(centre.standard).roles if centre and centre.standard else {}
    return roles[post.role].label if post.role in roles else post.role
