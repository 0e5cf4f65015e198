"""一个交换对方的设置: new keys, keys that are over, and the end of it; for the administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.core.refusal import Refusal
from bancheng.exchange.card import in_groups
from bancheng.exchange.partner_row import Partner
from bancheng.exchange.partners import end, end_key, renew
from bancheng.people import directory
from bancheng.web.account.proof import proved
from bancheng.web.administration.keeping import must_keep
from bancheng.web.desk import Reader, desk, show
from bancheng.web.exchange.new_partner import card_of
from bancheng.web.fields import Wrong


@require_http_methods(["GET", "POST"])
@desk
@proved()
def partner_settings_page(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """GET and POST /partners/<pk>/"""
    kept = Partner.objects.filter(pk=pk, ours__in=must_keep(reader))
    partner = kept.select_related("ours", "theirs").first()
    if partner is None:
        raise Http404(str(pk))
    wrong: Wrong | None = None
    if request.method == "POST" and partner.ended_at is None:
        try:
            messages.success(request, _done(request, reader, partner))
        except Refusal as refusal:
            wrong = Wrong(refusal.sentence, (), refusal.field or "")
        else:
            answer = redirect("partner", pk=partner.pk)
            answer.status_code = 303
            return answer
    context = {
        "partner": partner,
        "keys": [
            (
                key,
                in_groups(key.fingerprint),
                directory.name_of(key.made_by),
                directory.name_of(key.ended_by) if key.ended_by else "",
            )
            for key in partner.keys.order_by("-id")
        ],
        "wrong": wrong,
        "heard": request.POST.get("heard", ""),
    }
    status = 422 if wrong else 200
    page = "exchange/partner_settings.html"
    return show(request, reader, page, context, at="partners", status=status)


def _done(request: HttpRequest, reader: Reader, partner: Partner) -> str:
    by = reader.user.username
    what = request.POST.get("do", "")
    if what == "renew":
        card = card_of(request.FILES.get("card"))
        renew(partner, card, request.POST.get("heard", ""), by, reader.now)
        return "已换成新的密钥，旧密钥签的文件不再收。"
    if what == "end_key":
        end_key(partner, by, reader.now)
        return "密钥已停用：它签的文件一律不收，录入新名片以前也不能做新的。"
    if what == "end":
        end(partner, by, reader.now)
        return f"已停用交换对方“{partner.their_name}”，往来记录都留着。"
    raise Refusal("missing", "请选要做什么。")
