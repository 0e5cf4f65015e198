"""也在看: the line under a case's heading that says who else has it open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from bancheng.casework import access
from bancheng.core.acts import ACTS
from bancheng.core.permission import act_term
from bancheng.library import standards
from bancheng.people import directory
from bancheng.people.sessions import asked_by_the_page
from bancheng.web.desk import Reader, desk
from bancheng.workbench import presence


@asked_by_the_page
@require_POST
@desk
def present(request: HttpRequest, reader: Reader, case_no: str) -> HttpResponse:
    """POST /cases/<number>/present: asked by the page every half minute."""
    place = access.place_for(reader.user, case_no)
    standard = standards.standard(place.standard, place.edition)
    act = request.POST.get("act", "")
    others = presence.sign(case_no, reader.user.username, act if act in ACTS else "", reader.now)
    shown = [
        (directory.name_of(other.username), act_term(standard, other.act) if other.act else "")
        for other in others
    ]
    return render(request, "workbench/present.html", {"others": shown})
