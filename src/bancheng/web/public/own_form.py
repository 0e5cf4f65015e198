"""一张表单属于哪一件: each form of a case carries the mark of it, and what was typed is not lost.

One browser holds one session; in another tab it may have come to stand for another case, or may be
over. A form never acts on any case but its own. Where it cannot act, what was typed goes along
unseen, kept nowhere, until its case was asked for once more.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse

from bancheng.casework.look import Look
from bancheng.petitioner.keyed import digest
from bancheng.web.public.visit import Visit, show

MARK, ACT = "case", "act"
TYPED = ("text", "reason", "said", "solved", "satisfaction", "signature")
LONGEST = 5000
SHOWN = ("text", "reason", "said")


@dataclass(frozen=True, slots=True)
class Unsent:
    """What a form held that could not act: of which case, for which act, typed what. ``photos`` and
    a ``drawn`` signature came too, and are not carried along."""

    mark: str = ""
    act: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    photos: bool = False
    drawn: bool = False

    @property
    def hidden(self) -> dict[str, str]:
        """The fields it travels in."""
        return {MARK: self.mark, ACT: self.act, **self.typed} if self.mark else {}

    @property
    def words(self) -> list[str]:
        """What was written, to be read and copied."""
        return [self.typed[name] for name in SHOWN if name in self.typed]

    def is_of(self, case_no: str) -> bool:
        """Whether it belongs to this case."""
        return hmac.compare_digest(self.mark.encode(), mark_of(case_no).encode())


def mark_of(case_no: str) -> str:
    """What a form carries to say whose it is; nobody reads a number from it."""
    return digest("case of a form", case_no)[:32]


def unsent(request: HttpRequest, act: str = "") -> Unsent:
    """What a form brought along. ``act``: what the form was sent to do, where the address says."""
    sent = request.POST
    typed = {name: sent[name][:LONGEST] for name in TYPED if sent.get(name)}
    came = bool(request.FILES), bool(sent.get("signature_drawn"))
    return Unsent(sent.get(MARK, "")[:64], act or sent.get(ACT, "")[:40], typed, *came)


def session_over(request: HttpRequest, visit: Visit, act: str) -> HttpResponse:
    """The page for a form that came after its half hour: nothing was done, the words are here."""
    context = {"unsent": unsent(request, act)}
    return show(request, visit, "public/session_over.html", context, status=403)


def of_another_case(request: HttpRequest, visit: Visit, look: Look, left: Unsent) -> HttpResponse:
    """The page for a form of a case that is not the open one: nothing was done."""
    context = {"unsent": left, "matter": look.text("matter") or "", "case_no": look.row.case_no}
    return show(request, visit, "public/of_another_case.html", context, status=409)
