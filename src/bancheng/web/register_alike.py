"""边录边提示: while the matter is typed, cases that tell the same, and what kind it may be and why.

Nothing is filled in by itself: a suggestion lies beside its field until somebody takes it. What is
typed comes by POST and stands in no address; only cases the reader may see are shown or counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from bancheng.casework.names import names_for
from bancheng.core.calendar import CHINA
from bancheng.core.given import options
from bancheng.core.permission import act_term, stage_term
from bancheng.counter import choices as centre_choices
from bancheng.counter import suggesting as weighing
from bancheng.counter.likeness import Near, likely, near
from bancheng.counter.suggesting import Suggestion
from bancheng.items import finding
from bancheng.library import standards
from bancheng.people.unit import Unit
from bancheng.web.counter import Counter, choices, counter_of
from bancheng.web.desk import Reader, desk
from bancheng.web.words_of_time import day_words
from bancheng.workbench import own_choices

ITEMS = 2
LONGEST_LINE = 70
OWN_CHOICE = "suggestions"


@dataclass(frozen=True, slots=True)
class AlikeLine:
    """A case that may tell the same: where it stands, how it ended, and its first words."""

    case_no: str
    line: str
    name: str
    stage: str
    outcome: str
    on: str
    very: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """What lies beside the fields. ``items`` fill the item; ``department`` is told, not filled."""

    chips: tuple[Suggestion, ...] = ()
    items: tuple[finding.Found, ...] = ()
    department: str = ""
    because: str = ""


@sensitive_post_parameters()
@require_POST
@desk
def alike_cases(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Earlier cases that tell the same matter, and beside the fields what it may be."""
    counter = counter_of(reader, request.POST.get("at", ""))
    if counter is None:
        return HttpResponse(status=403)
    text = request.POST.get("matter", "").strip()
    found = near(reader.user, text)
    suggesting = is_suggesting(reader, counter.centre)
    context = {
        "alike": [_line(case, reader) for case in likely(found)],
        "merge": _merge_term(counter),
        "offered": offered(counter, text, found) if suggesting else Offered(),
        "slots": [name for name in ("kind", "ground") if not request.POST.get(name)],
        "item_chosen": bool(request.POST.get("item")),
    }
    return render(request, "web/register_alike.html", context)


def centre_suggests(centre: Unit) -> bool:
    """Whether the centre has not switched suggestions off."""
    return bool(centre_choices.chosen(centre, centre_choices.SUGGESTIONS))


def is_suggesting(reader: Reader, centre: Unit) -> bool:
    """Whether neither the centre nor this person has switched suggestions off."""
    return centre_suggests(centre) and own_choices.chosen(reader.user, OWN_CHOICE) != "off"


def offered(counter: Counter, text: str, found: Sequence[Near]) -> Offered:
    """Kind, ground, item and department, as far as they are clear."""
    if not text:
        return Offered()
    standard, open_to = counter.setting.standard, choices(counter)
    grounds = {"ground": options("grounds", standard) or {}}
    chips = weighing.kind_and_ground(standard, text, found, {**open_to, **grounds})
    items = finding.find(counter.centre.code, text, ITEMS)
    names = names_for(standard)
    known = {u: names.unit(u) for u in counter.setting.known.handling_units or ()}
    _, department, because = likely_department(text, found, items, standard.id, known)
    return Offered(tuple(chips), tuple(items), department, because)


def likely_department(
    text: str,
    found: Sequence[Near],
    items: Sequence[finding.Found],
    standard_id: str,
    known: dict[str, str],
) -> tuple[str, str, str]:
    """Who would likely handle it, as code, name and why: by the item library, by earlier cases;
    nothing where they disagree."""
    by_item = next((item for item in items if item.department_name), None)
    led = weighing.lead(text, found, standard_id, known)
    if led and by_item and by_item.department not in ("", led.value):
        return "", "", ""
    reasons = []
    if by_item:
        reasons.append(f"事项库里“{by_item.name}”归它办")
    if led:
        reasons.append(led.told("由它牵头"))
    if led:
        return led.value, known[led.value], "；".join(reasons)
    if by_item:
        return by_item.department, by_item.department_name, "；".join(reasons)
    return "", "", ""


def _line(case: Near, reader: Reader) -> AlikeLine:
    row = case.row
    standard = standards.standard(row.standard, row.edition)
    words = " ".join(case.matter.split())
    at = row.registered_at or reader.now  # only one handed in online is not registered yet
    return AlikeLine(
        case_no=row.case_no,
        line=words if len(words) <= LONGEST_LINE else words[: LONGEST_LINE - 1] + "…",
        name=case.name,
        stage=stage_term(standard, row.stage),
        outcome=(options("outcomes", standard) or {}).get(row.outcome or "", ""),
        on=day_words(at.astimezone(CHINA).date(), reader.now.astimezone(CHINA).date()),
        very=case.is_very_near,
    )


def _merge_term(counter: Counter) -> str:
    """What joining two cases is called here; empty where the standard knows no such step."""
    standard = counter.setting.standard
    return act_term(standard, "merge") if "merge" in standard.acts else ""


@require_POST
@desk
def own_suggestions(request: HttpRequest, reader: Reader) -> HttpResponse:
    """我要不要建议: the reader's own switch; the centre's stands with its other choices."""
    wanted = "off" if request.POST.get("suggestions") == "off" else "on"
    own_choices.choose(reader.user, OWN_CHOICE, wanted, reader.now)
    if "HX-Request" in request.headers:
        context = {"suggesting": wanted == "on", "centre_suggests": True}
        return render(request, "web/register_switch.html", context)
    return redirect("register")
