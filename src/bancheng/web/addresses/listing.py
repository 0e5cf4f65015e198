"""可以连的地址: everything that goes out of this installation goes to one of these hosts.

They are the whole installation's, so only whoever looks after the top of the tree keeps them.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.people import directory
from bancheng.people.errors import PeopleError
from bancheng.web.account.proof import proved
from bancheng.web.administration.boxes import Box, Given, draw, read, wrong_of
from bancheng.web.desk import Reader, desk, show
from bancheng.web.running.running import looks_after_all
from bancheng.wire import places
from bancheng.wire.place_row import Place

ASKED = (
    Box("host", "主机", hint="例如 api.example.gov.cn 或者 10.20.0.8", required=True, longest=253),
    Box("port", "端口", required=True, widget="number", longest=5),
    Box("inside", "在内网（10.x、172.16.x、192.168.x 这样的地址）", widget="flag"),
    Box("plain", "不加密也可以连（http://），只在可信的内网里勾", widget="flag"),
)
USUAL: Given = {"port": "443"}


@require_http_methods(["GET", "POST"])
@desk
@proved(lambda request: request.POST.get("do") != "try")
def addresses_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /addresses/"""
    if not looks_after_all(reader):
        raise Http404
    do = request.POST.get("do", "")
    if request.method == "GET":
        return _shown(request, reader, USUAL)
    if do == "try":
        return _tried(request, reader, _chosen(request))
    try:
        told = _end(request, reader) if do == "end" else _add(request, reader)
    except PeopleError as refused:
        return _shown(request, reader, request.POST.dict(), refused)
    messages.success(request, told)
    return redirect("addresses")


def _add(request: HttpRequest, reader: Reader) -> str:
    values = read(ASKED, request.POST)
    port = str(values["port"])
    place = places.add(
        str(values["host"]),
        int(port) if port.isascii() and port.isdigit() and len(port) < 6 else 0,
        inside=bool(values["inside"]),
        plain=bool(values["plain"]),
        by=reader.user.username,
        now=reader.now,
    )
    return f"已加上 {place}，从现在起可以连。"


def _end(request: HttpRequest, reader: Reader) -> str:
    place = _chosen(request)
    places.end(place, reader.user.username, reader.now)
    return f"已取消 {place}，从现在起不再连。"


def _chosen(request: HttpRequest) -> Place:
    number = request.POST.get("place", "")
    known = number if number.isascii() and number.isdigit() and len(number) < 19 else "0"
    place = Place.objects.filter(pk=known, ended_at=None).first()
    if place is None:
        raise Http404
    return place


def _tried(request: HttpRequest, reader: Reader, place: Place) -> HttpResponse:
    found = places.look_up(place)
    fine = bool(found) and all(one.called for one in found)
    return _shown(request, reader, USUAL, tried={"place": place, "found": found, "fine": fine})


def _shown(
    request: HttpRequest,
    reader: Reader,
    given: Given,
    refused: PeopleError | None = None,
    tried: object = None,
) -> HttpResponse:
    fields = draw(ASKED, given, wrong_of(refused) if refused else None)
    context = {
        "places": [(place, directory.name_of(place.added_by)) for place in places.in_force()],
        "named": places.of_the_environment(),
        "this_machine": settings.CALLS_TO_THIS_MACHINE,
        "fields": fields,
        "refused": refused,
        "tried": tried,
    }
    status = 422 if refused else 200
    return show(request, reader, "addresses/list.html", context, at="addresses", status=status)
