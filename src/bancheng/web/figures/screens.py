"""大厅屏: who oversees a centre opens an address for the screen in its hall, and ends it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bancheng.figures.screen_row import Screen
from bancheng.figures.screens import end_screen, open_screen
from bancheng.people import directory
from bancheng.web.desk import Reader, desk, show
from bancheng.web.figures.asked import asked_of
from bancheng.web.figures.authority import oversees
from bancheng.web.words_of_time import clock_words

MOST_OPEN = 10
SHOWN = 20


@require_http_methods(["GET", "POST"])
@desk
def screens_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /figures/screens?centre=…; POST opens one, or ends the one named."""
    asked = asked_of(request.POST if request.method == "POST" else request.GET, reader)
    if not oversees(reader, asked.centre):
        raise Http404
    screens = Screen.objects.filter(chain=asked.centre.code).order_by("-at", "-pk")
    wrong = ""
    if request.method == "POST":
        wrong = _does(request, reader, asked.centre.code)
        if not wrong:
            answer = redirect(f"{reverse('figures-screens')}?centre={asked.centre.code}")
            answer.status_code = 303
            return answer
    context = {
        "asked": asked,
        "wrong": wrong,
        "open": [
            (
                one,
                request.build_absolute_uri(reverse("hall-screen", args=[one.key])),
                *_who(one, reader),
            )
            for one in screens.filter(ended_at=None)
        ],
        "ended": [
            (one, *_who(one, reader), directory.name_of(one.ended_by))
            for one in screens.exclude(ended_at=None)[:SHOWN]
        ],
    }
    status = 422 if wrong else 200
    return show(request, reader, "figures/screens.html", context, at="figures", status=status)


def _does(request: HttpRequest, reader: Reader, chain: str) -> str:
    ending = request.POST.get("end", "")
    if not ending:
        if Screen.objects.filter(chain=chain, ended_at=None).count() >= MOST_OPEN:
            return f"已经开了 {MOST_OPEN} 个地址，请先停掉不用的，再开新的。"
        open_screen(chain, reader.user, reader.now)
        messages.success(request, "地址已开。在大厅屏的浏览器里打开它，它自己会更新。")
        return ""
    known = ending.isascii() and ending.isdigit() and len(ending) < 12
    if not known or not end_screen(chain, int(ending), reader.user, reader.now):
        return "这个地址已经停用了，不用再停。"
    messages.success(request, "地址已停用，那块屏过一分钟就不再显示。")
    return ""


def _who(one: Screen, reader: Reader) -> tuple[str, str]:
    return directory.name_of(one.by), clock_words(one.at, reader.now)
