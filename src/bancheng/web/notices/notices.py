"""通知: what I should know, newest first, each with the way to what it is about."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bancheng.notices import notice, preference
from bancheng.notices.notice import Notice
from bancheng.people.sessions import asked_by_the_page
from bancheng.web.basics import works_on_cases
from bancheng.web.desk import Reader, desk, show
from bancheng.web.notices.words import lines

A_PAGE = 40
MANY = 99


@require_http_methods(["GET", "POST"])
@desk
def notices_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /notices/: POST marks all of them as read."""
    if not works_on_cases(reader):
        raise Http404
    if request.method == "POST":
        notice.mark_read(reader.user, reader.now)
        return redirect("notices")
    pages = Paginator(notice.mine(reader.user), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": lines(page, reader.now),
        "unread": notice.unread(reader.user),
        "quiet": preference.quiet_until(preference.of(reader.user.username), reader.now),
    }
    return show(request, reader, "notices/notices.html", context, at="notices")


@require_POST
@desk
def open_notice(request: HttpRequest, reader: Reader, number: int) -> HttpResponse:
    """POST /notices/<number>: read, and on to what it is about."""
    found: Notice | None = notice.mine(reader.user).filter(pk=number).first()
    if found is None:
        raise Http404(str(number))
    notice.mark_read(reader.user, reader.now, number)
    answer = redirect("case", found.case_no) if found.case_no else redirect("inquiry", found.slip)
    answer.status_code = 303
    return answer


@asked_by_the_page
@require_safe
@desk
def bell(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /notices/count: the number beside the bell; silent in quiet hours."""
    chosen = preference.of(reader.user.username)
    quiet = preference.quiet_until(chosen, reader.now) is not None
    count = 0 if quiet or not works_on_cases(reader) else notice.unread(reader.user)
    shown = f"{MANY}+" if count > MANY else str(count or "")
    return render(request, "notices/bell.html", {"count": count, "shown": shown})
