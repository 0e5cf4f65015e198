"""添加渠道: of which kind, at which centre, what people here call it. It begins switched off."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bancheng.casework.surroundings import standard_for
from bancheng.channels import setups
from bancheng.channels.adapter import Adapter, adapters
from bancheng.people.errors import PeopleError
from bancheng.people.models import Unit
from bancheng.people.unit import Form
from bancheng.web.account.proof import proved
from bancheng.web.administration.boxes import Box, read
from bancheng.web.administration.keeping import form_page, kept_unit
from bancheng.web.desk import Reader, desk


@require_http_methods(["GET", "POST"])
@desk
@proved()
def new_channel_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /channels/new?at=<unit code>&kind=<kind>"""
    centre = kept_unit(reader, request.GET.get("at", ""))
    adapter = adapters().get(request.GET.get("kind", ""))
    if centre.form != Form.CENTRE or adapter is None:
        raise Http404
    asked = boxes_of(adapter, centre)
    refused: PeopleError | None = None
    given: dict[str, object] = {"name": adapter.term}
    if request.method == "POST":
        given = dict(request.POST.items())
        try:
            values = read(asked, request.POST)
            name = str(values["name"])[:60]
            channel = str(values.get("channel", ""))
            made = setups.add(
                adapter, centre, name, reader.user.username, reader.now, channel=channel
            )
        except PeopleError as wrong:
            refused = wrong
        else:
            messages.success(request, f"已添加“{made.name}”，现在关着。填好设置、试一下，再打开。")
            return redirect("channel", made.pk)
    return form_page(
        request,
        reader,
        f"给{centre.name}添加{adapter.term}",
        asked,
        given,
        button="添加",
        back=reverse("channels"),
        note=adapter.about,
        refused=refused,
        at="channels",
    )


def boxes_of(adapter: Adapter, centre: Unit) -> tuple[Box, ...]:
    """What a channel is called, and by which of the standard's channels its matters arrive."""
    name = Box("name", "叫什么", hint="这里的人怎么叫它", required=True, longest=60)
    if not adapter.brings:
        return (name,)
    known = standard_for(centre).channels
    choices = {key: c.label for key, c in known.items() if not c.page and c.below is None}
    return (
        name,
        Box(
            "channel",
            "来的事算哪个受理渠道",
            hint="规范里的渠道，统计按它算",
            required=True,
            widget="pick",
            choices=choices,
        ),
    )
