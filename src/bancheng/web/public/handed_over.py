"""从别的平台转来: the form, filled in already by the platform the petitioner comes from.

It comes by POST from another site, so no token of a form of ours can be with it; what lets it in is
that only the platform can have sealed it. It shows what the petitioner said there and does nothing:
to hand it in is theirs, on this page.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.channels.setup_row import Setup
from bancheng.channels.web_handover import (
    HandedOver,
    HandoverError,
    note_no_way,
    note_opened,
    open_form,
)
from bancheng.petitioner import handing_in, ticket
from bancheng.web.public.submit import handed_over_already, handed_over_form
from bancheng.web.public.visit import Visit, public, show

LARGEST = 100_000
"""Bytes of a body that is read at all."""


@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public
def handed_over(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """GET and POST /w/<centre>/from/<channel>; whoever comes without a form gets an empty one."""
    if request.method != "POST":
        if not visit.takes_matters:
            raise Http404(visit.centre.code)
        return redirect("public-submit", visit.centre.code)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return _not_taken(request, visit, "转过来的内容太长了。请回到原来的平台，写短一点。")
    try:
        handed = open_form(visit.centre.code, number, request.POST.get("form", ""), visit.now)
    except Setup.DoesNotExist:
        raise Http404(str(number)) from None
    except HandoverError as why:
        return _not_taken(request, visit, str(why))
    return _shown(request, visit, handed)


def _shown(request: HttpRequest, visit: Visit, handed: HandedOver) -> HttpResponse:
    if not handing_in.may_come_by(visit.standard, handed.setup.channel):
        note_no_way(handed, visit.now)
        raise Http404(handed.setup.channel)
    carried = ticket.draw_for(
        visit.centre.code, handed.setup.pk, handed.setup.channel, handed.number, visit.now
    )
    already = handing_in.was_handed_in(carried)
    note_opened(handed, already, visit.now)
    if already:
        return handed_over_already(request, visit, handed.back)
    return handed_over_form(request, visit, carried, handed.fields)


def _not_taken(request: HttpRequest, visit: Visit, why: str) -> HttpResponse:
    return show(request, visit, "public/not_handed_over.html", {"why": why}, status=422)
