"""网址 of this area, and its entries in the side list."""

from django.urls import URLPattern, path

from bancheng.casework.held_by_department import departments_of
from bancheng.web.basics import works_on_cases
from bancheng.web.departments.held import held_page
from bancheng.web.desk import Reader
from bancheng.web.side import Entry

urlpatterns: list[URLPattern] = [path("department/", held_page, name="department")]


def works_at_a_department(reader: Reader) -> bool:
    """Whoever answers for a department."""
    return works_on_cases(reader) and bool(departments_of(reader.user, reader.now))


SIDE: tuple[Entry, ...] = (
    Entry("本部门的工单", "department", "department", works_at_a_department, sort=12),
)
