"""待研究事项: the cases put to the body, each with what is to be decided — five minutes' work."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.meetings.body import bodies_of
from bancheng.meetings.questions import waiting
from bancheng.web.desk import Reader, desk, show
from bancheng.web.meetings.words import asked


@require_safe
@desk
def asked_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /questions/"""
    bodies = bodies_of(reader.user, reader.now)
    if not bodies:
        raise Http404
    found, more = waiting(reader.user, bodies)
    context = {
        "bodies": bodies,
        "decides": any(body.decides for body in bodies),
        "questions": [asked(one, reader.now) for one in found],
        "more": more,
    }
    return show(request, reader, "meetings/asked.html", context, at="questions")
