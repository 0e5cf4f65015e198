"""录入交换对方: its card, which unit it stands for here, and the check over the telephone."""

from __future__ import annotations

from django.contrib import messages
from django.core.files import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.core.refusal import Refusal
from bancheng.exchange.card import LARGEST, Card, read_card
from bancheng.exchange.partner_row import RELATIONS
from bancheng.exchange.partners import Pair, add, still_open
from bancheng.web.account.proof import proved
from bancheng.web.administration.keeping import must_keep
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong


@require_http_methods(["GET", "POST"])
@desk
@proved()
def new_partner_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /partners/new"""
    pairs = {named(pair): pair for pair in still_open(must_keep(reader), reader.now)}
    wrong: Wrong | None = None
    if request.method == "POST":
        try:
            pair = pairs.get(request.POST.get("pair", ""))
            if pair is None:
                raise Refusal(
                    "missing", "请选它是我们的哪个上级或者下级；已经录过的不在里面。", field="pair"
                )
            card = card_of(request.FILES.get("card"))
            heard = request.POST.get("heard", "")
            made = add(pair, card, heard, reader.user.username, reader.now)
        except Refusal as refusal:
            wrong = Wrong(refusal.sentence, (), refusal.field or "")
        else:
            messages.success(request, f"已录入交换对方“{made.their_name}”。")
            answer = redirect("partners")
            answer.status_code = 303
            return answer
    context = {
        "choices": [(name, told(pair)) for name, pair in pairs.items()],
        "chosen": request.POST.get("pair", ""),
        "heard": request.POST.get("heard", ""),
        "wrong": wrong,
    }
    status = 422 if wrong else 200
    return show(request, reader, "exchange/new_partner.html", context, at="partners", status=status)


def named(pair: Pair) -> str:
    """As a form names it."""
    relation, ours, theirs = pair
    return f"{relation} {ours.code} {theirs.code}"


def told(pair: Pair) -> str:
    """As a person reads it."""
    relation, ours, theirs = pair
    return f"{theirs.name}：{ours.shown}的{RELATIONS[relation]}"


def card_of(file: File[bytes] | None) -> Card:
    """The card that was chosen. Raises Refusal."""
    if file is None:
        raise Refusal("missing", "请选对方给的名片（.bcx-card 文件）。", field="card")
    return read_card(file.read(LARGEST + 1))
