"""批量办理: which act may be done for several cases with one form, and on which of them.

An act is offered where everything it must be told can be the same for all, and where it is open to
the reader for at least one of the cases: the same question (``why_not``) that decides each of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bancheng.casework import access, asking
from bancheng.casework.asking import FieldView
from bancheng.casework.case_row import CaseRow
from bancheng.casework.facts import case_of
from bancheng.casework.names import names_for
from bancheng.casework.queries import CaseLine, case_lines
from bancheng.casework.surroundings import calendar_of, setting_of
from bancheng.core.act import Question
from bancheng.core.acts import ACTS
from bancheng.core.ask import Shape
from bancheng.core.permission import act_term, as_permitted, whose_act, why_not
from bancheng.core.refusal import Refusal
from bancheng.journal import read
from bancheng.people.actor import actor_for
from bancheng.people.user import User

MOST = 200
ITS_OWN_SHAPES = frozenset({Shape.FILES, Shape.ITEM, Shape.NAME})
ITS_OWN_FIELDS = frozenset(
    {"corrected", "request", "inquiry", "since", "duty", "struck", "above", "below"}
)
"""What points into one case, or comes with it, cannot be the same for all."""
ONE_BY_ONE = frozenset(
    # what one petitioner said, was told or handed in: said of many at once it would be invented
    {"register", "submit", "confirm", "give_notice", "supplement", "tell_acceptance", "withdraw"}
    | {"decline", "ask_review", "review_decline", "tell_review", "inform", "hand_down", "relay"}
    | {"call_unanswered", "call_back", "rate", "take_papers", "return_papers"}
    # a complaint about somebody is looked into for itself
    | {"inquire", "answer_inquiry", "verify", "transfer_conduct", "hold_accountable"}
    # each request is read before it is granted
    | {"approve", "reject"}
)


@dataclass(frozen=True)
class Marked:
    """A case somebody marked, and the version that their page showed."""

    case_no: str
    version: int | None


@dataclass(frozen=True)
class Candidate:
    """A marked case as it stands for the reader."""

    marked: Marked
    line: CaseLine
    question: Question

    @property
    def row(self) -> CaseRow:
        """Its row."""
        return self.line.case

    @property
    def surroundings(self) -> tuple[str, str, str]:
        """Centre, standard and edition: what one form is drawn from."""
        return self.row.chain, self.row.standard, self.row.edition


@dataclass(frozen=True)
class Opening:
    """An act that is open for some of the cases: those, and the others with the reason."""

    act: str
    term: str
    open: list[Candidate]
    not_open: list[tuple[Candidate, Refusal]]


def candidates(
    user: User, marked: Sequence[Marked], now: datetime
) -> tuple[list[Candidate], list[Marked]]:
    """The marked cases the reader may see, in the order they were marked; and the others.

    A fixed number of queries, at most ``MOST`` cases.
    """
    numbers = [one.case_no for one in marked[:MOST]]
    lines = case_lines(access.visible(user).filter(case_no__in=numbers))
    recorded = read.cases(list(lines)) if lines else {}
    found = []
    for one in marked[:MOST]:
        line = lines.get(one.case_no)
        if line is not None:
            case, chain = case_of(recorded[one.case_no]), line.case.chain
            actor = actor_for(user, chain, at=now)
            question = Question(case, actor, line.standard, calendar_of(chain), now)
            found.append(Candidate(one, line, question))
    return found, [one for one in marked[:MOST] if one.case_no not in lines]


def openings(found: Sequence[Candidate]) -> list[Opening]:
    """The acts that can be done for at least one of them, in the order of a case's life."""
    return [opened for act in ACTS if (opened := opening(found, act)).open]


def opening(found: Sequence[Candidate], act: str) -> Opening:
    """For which of the cases an act is open. One form serves one centre and edition: that of most
    of them; the others are told so."""
    refused = [(candidate, _why_not(candidate, act)) for candidate in found]
    open_now = [candidate for candidate, refusal in refused if refusal is None]
    around = Counter(candidate.surroundings for candidate in open_now)
    chosen = around.most_common(1)[0][0] if around else None
    term = act_term(open_now[0].line.standard, act) if open_now else ACTS[act].term
    apart = Refusal(
        "other_surroundings",
        "属于另一个中心，或者登记时用的是另一版规范，请另选一批办。",
    )
    not_open = [
        (candidate, refusal or apart)
        for candidate, refusal in refused
        if refusal is not None or candidate.surroundings != chosen
    ]
    return Opening(act, term, [c for c in open_now if c.surroundings == chosen], not_open)


def _why_not(candidate: Candidate, act: str) -> Refusal | None:
    question = candidate.question
    standard = question.standard
    rule = standard.acts.get(act)
    if act in ONE_BY_ONE or not _same_for_all(candidate, act):
        sentence = f"“{act_term(standard, act)}”要一件一件办。"
        return Refusal("one_by_one", sentence)
    refusal = why_not(question, act)
    if refusal is not None:
        return names_for(standard).told(refusal)
    by = whose_act(as_permitted(question, act), rule) if rule else None
    if by is not None and by.recorded:
        return Refusal("written_down", "这一步要代别人记录，写明是谁答复的，请到工单上办。")
    return None


def _same_for_all(candidate: Candidate, act: str) -> bool:
    setting = setting_of(candidate.row.chain, candidate.line.standard)
    if act not in setting.standard.acts and not ACTS[act].is_housekeeping:
        return False
    return all(can_be_shared(view) for view in asking.fields(act, setting) if view.required)


def can_be_shared(view: FieldView) -> bool:
    """Whether a field can hold the same for several cases."""
    return view.ask.shape not in ITS_OWN_SHAPES and view.ask.name not in ITS_OWN_FIELDS


def shared_fields(views: Iterable[FieldView]) -> list[FieldView]:
    """The fields of the one form."""
    return [view for view in views if can_be_shared(view)]
