"""照看: who may change a unit, and what every page of the administration has in common."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse

from bancheng.people import seats
from bancheng.people.errors import PeopleError
from bancheng.people.models import Unit, User
from bancheng.people.unit import Form
from bancheng.web.administration.boxes import Box, Given, draw, wrong_of
from bancheng.web.desk import Reader, show


def must_keep(reader: Reader) -> list[Unit]:
    """The units this administrator looks after. 404 for everybody else."""
    if not reader.is_administrator:
        raise Http404
    return seats.administered_by(reader.user, reader.now)


def kept_unit(reader: Reader, code: str) -> Unit:
    """One of them. 404 where it is another's or none."""
    found = next((unit for unit in must_keep(reader) if unit.code == code), None)
    if found is None:
        raise Http404(code)
    return found


def kept_centres(reader: Reader) -> list[Unit]:
    """The halls among them."""
    return [unit for unit in must_keep(reader) if unit.form == Form.CENTRE]


def kept_user(reader: Reader, username: str) -> User:
    """A person with a post, now or once, at one of these units — or with none at all. Else 404."""
    codes = {unit.code for unit in must_keep(reader)}
    person = User.objects.filter(username=username).first()
    if person is None:
        raise Http404(username)
    posts = {post.unit.code for post in person.posts.select_related("unit")}
    if posts and not posts & codes:
        raise Http404(username)
    return person


def form_page(
    request: HttpRequest,
    reader: Reader,
    title: str,
    boxes: Iterable[Box],
    given: Given,
    *,
    button: str,
    back: str,
    note: str = "",
    refused: PeopleError | None = None,
    at: str = "overview",
) -> HttpResponse:
    """One form: its title, its fields, one button, and where to go back to; its entry (``at``) in
    the side list."""
    fields = draw(boxes, given, wrong_of(refused) if refused else None)
    placed = {field.name for field in fields}
    context = {
        "title": title,
        "fields": fields,
        "button": button,
        "back": back,
        "note": note,
        "refused": refused,
        "refused_above": refused is not None and refused.field not in placed,
    }
    status = 422 if refused else 200
    return show(request, reader, "administration/form.html", context, at=at, status=status)
