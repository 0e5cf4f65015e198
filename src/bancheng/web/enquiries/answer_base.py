"""常见答复: the base as a list to search, one answer with its wordings, and its second reader."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bancheng.casework import access
from bancheng.core.refusal import Refusal
from bancheng.counter import answers
from bancheng.counter.answers import Kept
from bancheng.people import directory as people
from bancheng.web.desk import Reader, desk, show
from bancheng.web.enquiries.at_counter import AtCounter, at_counter
from bancheng.web.search import LONGEST, sealed, unsealed


@require_http_methods(["GET", "POST"])
@desk
def answers_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /answers/: searched by POST, as a question may hold a name."""
    at = at_counter(request, reader)
    address = reverse("answers")
    if request.method == "POST":
        text = request.POST.get("text", "").strip()[:LONGEST]
        asked = f"&f={sealed(reader, text)}" if text else ""
        return redirect(f"{address}?at={at.code}{asked}")
    text = unsealed(reader, request.GET.get("f", ""))
    lines = answers.listed(reader.user, at.code, at.today, text)
    context = {
        "at": at,
        "text": text,
        "lines": lines,
        "waiting": sum(kept.waiting is not None for kept in lines),
        "over": sum(kept.is_over for kept in lines),
        "limit": answers.SHOWN,
    }
    return show(request, reader, "enquiries/answers.html", context, at="answers")


@require_safe
@desk
def answer_page(request: HttpRequest, reader: Reader, uid: str) -> HttpResponse:
    """GET /answers/<uid>/"""
    at = at_counter(request, reader)
    kept = answers.one(reader.user, uid, at.today)
    waiting = kept.waiting
    source = kept.row.from_case
    visible = bool(source) and access.visible(reader.user).filter(case_no=source).exists()
    context = {
        "at": at,
        "kept": kept,
        "versions": [
            (
                v,
                people.name_of(v.row.made_by),
                v.row.decided_by and people.name_of(v.row.decided_by),
            )
            for v in kept.versions
        ],
        "may_decide": waiting is not None and waiting.row.made_by != reader.user.username,
        "source": source if visible else "",
    }
    return show(request, reader, "enquiries/answer.html", context, at="answers")


@require_POST
@desk
def decide_answer(request: HttpRequest, reader: Reader, uid: str) -> HttpResponse:
    """POST /answers/<uid>/decide: the second person says yes or no."""
    _, kept = _of_its_centre(request, reader, uid)
    good = request.POST.get("good") == "yes"
    try:
        answers.decide(reader.user, kept.row.centre, uid, good, reader.now)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        told = "已核对通过，可以用了。" if good else "没有通过，原来的不变。"
        messages.success(request, told)
    return _see(uid)


@require_POST
@desk
def withdraw_answer(request: HttpRequest, reader: Reader, uid: str) -> HttpResponse:
    """POST /answers/<uid>/withdraw"""
    at, kept = _of_its_centre(request, reader, uid)
    answers.withdraw(reader.user, kept.row.centre, uid, reader.now)
    messages.success(request, "已撤下，不再供选；以前的记录还在。")
    return redirect(f"{reverse('answers')}?at={at.code}")


def _of_its_centre(request: HttpRequest, reader: Reader, uid: str) -> tuple[AtCounter, Kept]:
    at = at_counter(request, reader)
    return at, answers.one(reader.user, uid, at.today)


def _see(uid: str) -> HttpResponse:
    answer = redirect("answer", uid)
    answer.status_code = 303
    return answer
