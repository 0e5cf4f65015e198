"""本窗口适用的规范: the standard in force, rule by rule, and who keeps the window today (XF-5)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from bancheng.casework.surroundings import calendar_of, standard_for
from bancheng.core.glossary import OUTCOME_TERMS
from bancheng.core.standard.standard import Standard
from bancheng.library import standards
from bancheng.people import attendance, seats
from bancheng.people.coverage import standing_at
from bancheng.people.models import Unit, Window
from bancheng.web import rules_shown
from bancheng.web.cites import cites, sources
from bancheng.web.desk import Reader, desk, show
from bancheng.web.improvement.rules import causes_of, rules_of_improvement
from bancheng.web.words_of_standing import standing_words

SECTIONS = ("kinds", "grounds", "refusals", "channels", "traits", "cards", "tiers", "readings")


@dataclass(frozen=True, slots=True)
class WindowToday:
    """A window: place, hours, phone, who is on duty now, and whether nobody is who should be."""

    window: Window
    hours: str
    on_duty: str
    unattended: bool


@require_safe
@desk
def setup_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /standard/: that of the reader's own centre."""
    centres = seats.centres_of(reader.user, reader.now)
    if centres:
        standard = standard_for(centres[0], reader.now.date())
        return _shown(request, reader, standard)
    known = standards.ids()
    if not known:
        raise Http404
    newest = standards.standard(known[0])
    return redirect("standard", newest.id, newest.edition)


@require_safe
@desk
def standard_page(
    request: HttpRequest, reader: Reader, standard_id: str, edition: str
) -> HttpResponse:
    """GET /standard/<id>/<edition>: any edition on the shelf, also those no longer in force."""
    try:
        standard = standards.standard(standard_id, edition)
    except standards.StandardMissingError as missing:
        raise Http404 from missing
    return _shown(request, reader, standard)


def _shown(request: HttpRequest, reader: Reader, standard: Standard) -> HttpResponse:
    centres = [
        centre
        for centre in seats.centres_of(reader.user, reader.now)
        if centre.standard == standard.id
    ]
    words = standard.words
    context = {
        "standard": standard,
        "head": standard.standard,
        "head_cites": cites(standard, standard.standard.cites),
        "others": [
            other
            for id in standards.ids()
            for edition in standards.editions(id)
            if (other := standards.standard(id, edition)) is not standard
        ],
        "halls": [(centre, windows_today(centre, reader)) for centre in centres],
        "duties": rules_shown.duties(standard),
        "acts": rules_shown.acts(standard),
        "clauses": rules_shown.clauses(standard),
        "improving": rules_of_improvement(standard),
        "causes": causes_of(standard),
        "outcomes": [words.get(f"outcome.{o}", OUTCOME_TERMS[o]) for o in standard.outcomes],
        "sections": {
            name: [
                (rule, sources(standard, rule.cites, rule.because))
                for rule in getattr(standard, name).values()
            ]
            for name in SECTIONS
        },
        "rota": rota_shown(standard),
        "feedback": sources(standard, standard.feedback.cites, standard.feedback.because),
        "callback": sources(standard, standard.callback.cites, standard.callback.because),
        "forms": [
            (form, sources(standard, form.cites, form.because)) for form in standard.forms.values()
        ],
    }
    return show(request, reader, "web/setup.html", context, at="setup")


def rota_shown(standard: Standard) -> tuple[str, str, SafeString] | None:
    """Who writes the rota, what leading a shift is called, and where that stands."""
    rule = standard.rota
    if rule is None:
        return None
    keepers = "、".join(standard.roles[role].label for role in rule.kept_by)
    leads = standard.roles[rule.led_by].label if rule.led_by else ""
    return keepers, leads, sources(standard, rule.cites, rule.because)


def windows_today(centre: Unit, reader: Reader) -> list[WindowToday]:
    """The windows of a hall as they stand now (XF-5, SC-6.1.1)."""
    calendar = calendar_of(centre)
    today = calendar.local(reader.now).date()
    sessions = [str(s) for s in calendar.hours.on(today)] if calendar.works(today) else []
    windows = list(Window.objects.filter(centre=centre, active=True))
    plan = attendance.plan_between(centre, reader.now, reader.now + attendance.MOMENT)
    stand = {w.pk: standing_at(plan, w.pk, reader.now)[0] for w in windows}
    return [
        WindowToday(
            window,
            "、".join(window.hours or centre.office_hours or sessions),
            "、".join(standing_words(stand[window.pk])),
            attendance.is_open(window, reader.now, sessions) and not stand[window.pk],
        )
        for window in windows
    ]
