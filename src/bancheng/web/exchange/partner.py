"""和一个对方的往来: what waits, a file made of it, and all that went and came, with what became
of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bancheng.casework.surroundings import standard_for
from bancheng.core.refusal import Refusal
from bancheng.exchange.authority import partner_for
from bancheng.exchange.file_row import Line, SentFile, TakenFile
from bancheng.exchange.making import Days, make
from bancheng.exchange.partner_row import REVISITS, Partner
from bancheng.exchange.receipts import give_up_as
from bancheng.exchange.records import lines_of
from bancheng.exchange.waiting import waiting
from bancheng.exchange.words import what_words
from bancheng.people import directory
from bancheng.revisit.campaigns import usual_days
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong

SHOWN = 20


@require_http_methods(["GET", "POST"])
@desk
def partner_page(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """GET and POST /exchange/<pk>/; POST makes a file, or gives one up."""
    partner = partner_for(reader.user, pk, reader.now)
    wrong: Wrong | None = None
    days: Days | None = None
    try:
        days = _days(partner, request.POST if request.method == "POST" else request.GET)
        if request.method == "POST":
            told = _done(request, reader, partner, days)
            messages.success(request, told)
            answer = redirect("exchange-partner", pk=partner.pk)
            answer.status_code = 303
            return answer
    except Refusal as refusal:
        wrong = Wrong(refusal.sentence, (), refusal.field or "")
    context = _context(request, reader, partner, days) | {"wrong": wrong}
    status = 422 if wrong else 200
    return show(request, reader, "exchange/partner.html", context, at="exchange", status=status)


def _done(request: HttpRequest, reader: Reader, partner: Partner, days: Days | None) -> str:
    if request.POST.get("do") == "void":
        serial = request.POST.get("serial", "")
        number = int(serial) if serial.isascii() and serial.isdigit() and len(serial) < 9 else 0
        file = SentFile.objects.filter(partner=partner, serial=number).first()
        if file is None:
            raise Http404(serial)
        if give_up_as(reader.user, file, reader.now):
            return f"第 {file.serial} 份已作废，里面的内容会装进下一份。"
        return f"第 {file.serial} 份对方已经收到，或者以前作废过。"
    command = request.POST.get("command_id", "")[:80] or str(uuid4())
    made = make(reader.user, partner, days, command, reader.now)
    return f"第 {made.serial} 份做好了。点下面的“取文件”，存到 U 盘或者发给对方。"


def _days(partner: Partner, sent: Mapping[str, str]) -> Days | None:
    """The days of a list for the revisit; the standard's last period where nothing was chosen."""
    if partner.relation != REVISITS:
        return None
    rule = standard_for(partner.ours).revisit
    chosen = [sent.get(name, "").strip() for name in ("first_on", "last_on")]
    if not any(chosen) and rule is not None:
        return usual_days(rule, timezone.localdate())
    try:
        first, last = (date.fromisoformat(text) for text in chosen)
    except ValueError:
        sentence = "起止日期要一起填，写成 2026-01-01 这样。"
        raise Refusal("wrong_shape", sentence, field="first_on") from None
    if first > last:
        sentence = "开始的日期在结束的日期之后，请换过来。"
        raise Refusal("wrong_days", sentence, field="first_on")
    return first, last


def _context(
    request: HttpRequest, reader: Reader, partner: Partner, days: Days | None
) -> dict[str, object]:
    sent = SentFile.objects.filter(partner=partner).defer("content")
    taken = TakenFile.objects.filter(partner=partner)
    some_sent, some_taken = list(sent[:SHOWN]), list(taken[:SHOWN])
    sent_lines = lines_of(reader.user, partner, some_sent)
    taken_lines = lines_of(reader.user, partner, some_taken)
    given = request.POST if request.method == "POST" else request.GET
    return {
        "partner": partner,
        "waiting": waiting(reader.user, partner, days),
        "has_key": partner.keys.filter(ended_at=None).exists(),
        "is_list": partner.relation == REVISITS,
        "first_on": given.get("first_on") or (days[0].isoformat() if days else ""),
        "last_on": given.get("last_on") or (days[1].isoformat() if days else ""),
        "command_id": str(uuid4()),
        "sent": [
            (one, directory.name_of(one.made_by), told(sent_lines[one.pk])) for one in some_sent
        ],
        "sent_more": max(sent.count() - SHOWN, 0),
        "taken": [
            (one, directory.name_of(one.taken_by), told(taken_lines[one.pk])) for one in some_taken
        ],
        "taken_more": max(taken.count() - SHOWN, 0),
    }


def told(lines: list[Line]) -> str:
    """A file in a few words: how many of each."""
    counts: dict[str, int] = {}
    for line in lines:
        words = what_words(line)
        counts[words] = counts.get(words, 0) + 1
    wrong = sum(not line.fine for line in lines)
    said = "，".join(f"{words} {n} 条" for words, n in counts.items()) or "只有回执"
    return f"{said}；{wrong} 条没有记成" if wrong else said
