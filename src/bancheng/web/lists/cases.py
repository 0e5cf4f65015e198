"""工单: every case one may see, sifted, sorted, turned page by page.

What was typed is posted and comes back sealed in the address (decision 0009), so going back works
and nothing about anybody stands in a log. A full number goes straight to its case.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework import access
from bancheng.casework.queries import Listed, Sieve, Wish, case_lines, listed
from bancheng.casework.queries.cases import A_PAGE, NEWER_COUNTED, SORTS, Sort, place_of
from bancheng.web.desk import Reader, desk, show
from bancheng.web.lists import drawn
from bancheng.web.lists.case_rows import COLUMNS, SETTING, columns_of, row_of
from bancheng.web.lists.case_sift import chips, parameters, sieve_of, wrong_day
from bancheng.web.lists.sift_choices import DAYS, Section, flags, sections
from bancheng.web.lists.view_tabs import tabs
from bancheng.web.search import LONGEST, sealed, unsealed
from bancheng.workbench import own_choices

SORT_WORDS: dict[Sort, str] = {
    "touched": "最近有动静的在前",
    "registered": "新登记的在前",
    "due": "先到期的在前（只列还有未办事项的）",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: filters, words (and the same sealed), order, and the view it came
    from."""

    sieve: Sieve
    text: str
    sealed: str
    sort: Sort
    view: str

    def address(self, **more: str) -> str:
        """The same as an address, with whatever is added."""
        return address_of(self.sieve, self.sealed, self.sort, view=self.view, **more)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def cases_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """POST asks, GET shows."""
    if request.method == "POST":
        return _ask(request.POST, reader)
    asked = asked_of(request.GET, reader)
    after, top = place_of(request.GET.get("after", "")), place_of(request.GET.get("top", ""))
    wish = Wish(asked.sieve, asked.text, asked.sort, after, top)
    found = listed(reader.user, wish, reader.now)
    columns = columns_of(own_choices.chosen(reader.user, SETTING))
    lines = case_lines(found.rows)
    offered = sections(asked.sieve, reader)
    dues = dict(found.dues)
    rows = [row_of(lines[row.case_no], columns, dues, reader) for row in found.rows]
    context = {
        "text": asked.text,
        "rows": rows,
        "body": drawn.rows(rows),
        "marks": " ".join(row.mark for row in rows),
        "heads": [COLUMNS[letter][0] for letter in columns],
        "columns": [(k, label, k in columns) for k, (label, _) in COLUMNS.items()],
        "filters": _filters(asked.sieve, offered, reader),
        "chips": _chips(asked, offered),
        "sorts": [(name, words, name == asked.sort) for name, words in SORT_WORDS.items()],
        "is_sifted": bool(asked.text) or not asked.sieve.is_empty,
        "wrong": wrong_day(request.GET),
        "count": count_words(found),
        "newer": newer_words(found),
        "first": asked.address() if after else "",
        "next": _next(asked, found),
        "here": asked.address(),
        "here_asked": asked.address().partition("?")[2],
        "unread": found.unread,
        "tabs": tabs(reader, asked.view),
    }
    return show(request, reader, "lists/cases.html", context, at="search")


def asked_of(sent: QueryDict, reader: Reader) -> Asked:
    """What an address asks for."""
    chosen = next((sort for sort in SORTS if sort == sent.get("sort")), SORTS[0])
    view = sent.get("view", "")
    token = sent.get("f", "")
    text = unsealed(reader, token)
    known = view if view.isalnum() and len(view) == 32 else ""
    return Asked(sieve_of(sent), text, token if text else "", chosen, known)


def address_of(sieve: Sieve, words: str, sort: Sort, **more: str) -> str:
    """The address of a list; ``words`` are sealed."""
    asked = parameters(sieve)
    asked += [("sort", sort)] if sort != SORTS[0] else []
    asked += [("f", words)] if words else []
    asked += [(name, value) for name, value in more.items() if value]
    return f"{_here()}?{urlencode(asked)}" if asked else _here()


@cache
def _here() -> str:
    """Asked for a dozen times a page."""
    return reverse("search")


def _ask(sent: QueryDict, reader: Reader) -> HttpResponse:
    text = sent.get("text", "").strip()[:LONGEST]
    may_be_one = any(character.isdigit() for character in text)
    for number in dict.fromkeys((text, text.upper())) if may_be_one else ():
        try:
            access.place_for(reader.user, number)
        except access.NotFound:
            continue
        return redirect("case", number)
    asked = asked_of(sent, reader)
    days = {n: v for n in DAYS if (v := sent.get(n, "")[:20]) and getattr(asked.sieve, n) is None}
    words = sealed(reader, text) if text else ""
    return redirect(address_of(asked.sieve, words, asked.sort, **days))


def _next(asked: Asked, found: Listed) -> str:
    if found.next is None:
        return ""
    return asked.address(after=found.next.told(), top=found.top.told() if found.top else "")


def _chips(asked: Asked, offered: list[Section]) -> list[tuple[str, str]]:
    """Each condition with the address of the list without it."""
    rest = urlencode([("f", asked.sealed)]) if asked.sealed else ""
    sort = urlencode([("sort", asked.sort)]) if asked.sort != SORTS[0] else ""
    told = [(chip.label, _joined(chip.without, sort, rest)) for chip in chips(asked.sieve, offered)]
    if asked.text:
        told.insert(0, (f"“{asked.text}”", address_of(asked.sieve, "", asked.sort)))
    return told


def _joined(*parts: str) -> str:
    told = "&".join(part for part in parts if part)
    return f"{_here()}?{told}" if told else _here()


def _filters(sieve: Sieve, offered: list[Section], reader: Reader) -> SafeString:
    days = ((n, label, getattr(sieve, n)) for n, label in DAYS.items())
    told = tuple((name, label, day.isoformat() if day else "") for name, label, day in days)
    folded = not _hidden_conditions(sieve)
    return drawn.filters(tuple(offered), tuple(flags(sieve, reader)), told, folded)


def _hidden_conditions(sieve: Sieve) -> bool:
    """Whether a condition is in force that stands under «更多条件»."""
    many = (sieve.ground, sieve.outcome, sieve.channel, sieve.trait, sieve.tier, sieve.centre)
    return any(many) or bool(sieve.since_on or sieve.until_on)


def count_words(found: Listed) -> str:
    """How many there are, as far as that is known."""
    if found.total is None:
        return ""
    if found.exact:
        return f"{found.total} 件"
    return f"多于 {found.total} 件" if found.total >= A_PAGE else f"至少 {found.total} 件"


def newer_words(found: Listed) -> str:
    """How many moved to the front since the first page was opened."""
    if not found.newer:
        return ""
    many = f"{found.newer} 件以上" if found.newer >= NEWER_COUNTED else f"{found.newer} 件"
    return f"翻页以来有 {many}有了动静，排到最前面去了。"
