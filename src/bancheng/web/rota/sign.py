"""窗口标牌: a sign to hang at the window, A4 or A3: name, place, hours, phone (SC-6.1.2)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.people.attendance import stood_at
from bancheng.people.models import Window
from bancheng.web.desk import Reader, desk, show
from bancheng.web.rota.halls import Hall, hall_at
from bancheng.web.words_of_standing import standing_words


@require_safe
@desk
def sign_page(request: HttpRequest, reader: Reader, window: int) -> HttpResponse:
    """GET /rota/sign/<window>"""
    found = Window.objects.filter(pk=window, active=True).select_related("centre").first()
    if found is None:
        raise Http404(window)
    hall = hall_at(found.centre, reader)
    context = {
        "hall": hall,
        "window": found,
        "hours": found.hours or hall.centre.office_hours,
        "channels": other_channels(hall),
        "on_duty": standing_words(stood_at(found, reader.now)),
    }
    return show(request, reader, "rota/sign.html", context, at="rota")


def other_channels(hall: Hall) -> list[str]:
    """How one can speak up without coming: every channel but the counter itself."""
    known = hall.standard.channels
    here = next((name for name, channel in known.items() if not channel.elsewhere), "")
    return [channel.label for name, channel in known.items() if name != here]
