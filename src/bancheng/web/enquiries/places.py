"""去哪里办: the directory as a list, and one entry with everything it ever said."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bancheng.core.refusal import Refusal
from bancheng.counter import choices, directory
from bancheng.counter.place_row import Place
from bancheng.people import directory as people
from bancheng.web.desk import Reader, desk, show
from bancheng.web.enquiries.at_counter import AtCounter, at_counter
from bancheng.web.enquiries.plain_field import plain_field, wrong_with
from bancheng.web.fields import Field, Wrong

HINTS = {
    "name": "写全称，群众照着找得到",
    "what_for": "哪些事到那里办",
    "phone": "有人接的那个；几个的用顿号隔开",
    "hours": "例如：工作日 9 时至 12 时、13 时至 17 时",
}


@require_safe
@desk
def places_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /places/"""
    at = at_counter(request, reader)
    lines = sorted(directory.listed(at.code, reader.now), key=lambda line: not line.stale)
    labels = {name: reason.label for name, reason in at.standard.refusals.items()}
    context = {
        "at": at,
        "lines": [(line, _reasons(line.place, labels)) for line in lines],
        "stale": sum(line.stale for line in lines),
        "days": choices.chosen(at.centre, choices.PLACE_DAYS),
        "without": [label for name, label in labels.items() if not _covers(lines, name)],
    }
    return show(request, reader, "enquiries/places.html", context, at="places")


def _covers(lines: list[directory.Listed], reason: str) -> bool:
    return any(reason in line.place.refusals for line in lines)


def _reasons(place: Place, labels: dict[str, str]) -> list[str]:
    return [labels[name] for name in place.refusals if name in labels]


@require_http_methods(["GET", "POST"])
@desk
def place_page(request: HttpRequest, reader: Reader, entry: str = "") -> HttpResponse:
    """GET and POST /places/new and /places/<entry>/"""
    at = at_counter(request, reader)
    place = directory.entry_in_force(at.code, entry) if entry else None
    versions = directory.versions(at.code, entry) if entry else []
    if entry and not versions:
        raise Http404(entry)
    wrong = None
    given = _given(place)
    reasons = frozenset(place.refusals if place else ())
    if request.method == "POST":
        given = request.POST.dict()
        reasons = frozenset(request.POST.getlist("refusals"))
        try:
            saved = directory.save(
                reader.user, at.code, entry, given, sorted(reasons), at.standard, reader.now
            )
        except Refusal as refusal:
            wrong = wrong_with(refusal)
        else:
            messages.success(request, f"已保存“{saved.name}”。")
            return _back(at)
    context = {
        "at": at,
        "entry": entry,
        "place": place,
        "fields": fields_of(given, reasons, at, wrong),
        "wrong": wrong,
        "versions": [(v, people.name_of(v.made_by), v.ended_by and people.name_of(v.ended_by))
                     for v in versions],
        "checks": [(c.at, people.name_of(c.by)) for c in directory.checks(entry)] if entry else [],
    }  # fmt: skip
    status = 422 if wrong else 200
    return show(request, reader, "enquiries/place.html", context, at="places", status=status)


def fields_of(
    given: dict[str, str], reasons: frozenset[str], at: AtCounter, wrong: Wrong | None
) -> list[Field]:
    """The fields of one entry, and for which refusal reasons people are sent there."""
    found = [
        plain_field(
            name, term, given, wrong, required=name in directory.MUST, longest=longest,
            hint=HINTS.get(name, ""),
        )
        for name, (term, longest) in directory.FIELDS.items()
    ]  # fmt: skip
    labels = {name: reason.label for name, reason in at.standard.refusals.items()}
    return [
        *found,
        plain_field(
            "refusals", "哪些不予受理情形请到这里", {}, wrong, widget="picks",
            hint="选了的，不予受理时排在前面", choices=labels, chosen=reasons,
        ),
    ]  # fmt: skip


@require_POST
@desk
def check_place(request: HttpRequest, reader: Reader, entry: str) -> HttpResponse:
    """POST /places/<entry>/check: rung and still right."""
    at = at_counter(request, reader)
    directory.check(reader.user, at.code, entry, reader.now)
    messages.success(request, "已记下：今天核对过，没有变动。")
    return _back(at)


@require_POST
@desk
def end_place(request: HttpRequest, reader: Reader, entry: str) -> HttpResponse:
    """POST /places/<entry>/end: nobody is sent there any more."""
    at = at_counter(request, reader)
    directory.end(reader.user, at.code, entry, reader.now)
    messages.success(request, "已撤下，不再供选；以前的记录还在。")
    return _back(at)


def _given(place: Place | None) -> dict[str, str]:
    return {name: str(getattr(place, name)) for name in directory.FIELDS} if place else {}


def _back(at: AtCounter) -> HttpResponse:
    answer = redirect(f"{reverse('places')}?at={at.code}")
    answer.status_code = 303
    return answer
