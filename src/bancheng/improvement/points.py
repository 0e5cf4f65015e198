"""堵点的步骤: proposing a block point, deciding on it, doing it, checking it (XF-4, SC-8.1).

Every step is a row of its own with who and when; a command that comes twice takes one step.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bancheng.casework import access
from bancheng.casework.surroundings import standard_for
from bancheng.core.event import Json
from bancheng.core.refusal import Refusal
from bancheng.improvement.authority import proposing_centres
from bancheng.improvement.point_row import (
    ADOPTED,
    CHECKED,
    DONE,
    NOT_ADOPTED,
    Point,
    PointCase,
    PointStep,
)
from bancheng.improvement.saying import (
    Said,
    cases_shown,
    check_words,
    day_ahead,
    day_done,
    need,
    seen_cases,
)
from bancheng.improvement.stepping import Taken, take, write
from bancheng.improvement.whom import Owner, kept_from_owner, may_own
from bancheng.journal.append import lock
from bancheng.people.user import User


def propose(user: User, centre: str, said: Said, command: str, now: datetime) -> Point:
    """A new block point at a centre.

    Raises Refusal where this person may not, or something is missing or unknown.
    """
    standard = standard_for(centre)
    if centre not in {unit.code for unit in proposing_centres(user, now)}:
        rule = standard.improvement.get("propose")
        sentence = "您的职责不包括提出堵点，请告诉窗口或者办公室。"
        raise Refusal("not_your_act", sentence, rule.cites if rule else ())
    with transaction.atomic():
        lock(centre)  # the same command sent twice at once waits for itself
        known = PointStep.objects.filter(command=command).select_related("point").first()
        if known is not None:
            return known.point
        check_words(said, standard)
        cases = cases_shown(user, said, standard)
        circle = list(said.circle)
        times = {"proposed_at": now, "touched_at": now}
        point = Point.objects.create(centre=centre, cause=said.cause, circle=circle, **times)
        data: dict[str, Json] = {"cause": said.cause, "circle": [*circle], "cases": [*cases]}
        texts = {"title": said.title, "proposal": said.proposal}
        about = cases[0] if len(cases) == 1 else ""
        step = write(user, point, Taken("proposed", data, texts, about), command, now)
        cited = (PointCase(point=point, case_no=number, since=step) for number in cases)
        PointCase.objects.bulk_create(cited)
        point.told_in = step
        point.save(update_fields=["told_in"])
        return point


def revise(user: User, key: str, said: Said, command: str, now: datetime) -> Point:
    """Say better what the point is and what is proposed; what was said before stays on record."""

    def revised(point: Point) -> Taken:
        check_words(said, standard_for(point.centre))
        point.cause = said.cause
        texts = {"title": said.title, "proposal": said.proposal}
        return Taken("revised", {"cause": said.cause}, texts)

    return take(user, key, "propose", revised, command, now)


def cite(user: User, key: str, case_no: str, note: str, command: str, now: datetime) -> Point:
    """Another case that shows the point. A complaint about conduct is put up on its own: added to
    a point that others read, it would make the point vanish before the eyes of those accused."""

    def cited(point: Point) -> Taken:
        need(case_no, "case_no", "请写工单编号。")
        (number,) = seen_cases(user, [case_no], "case_no")
        if point.cases.filter(case_no=number, until=None).exists():
            raise Refusal("cited_already", f"{number} 已经列在里面。", field="case_no")
        if access.visible(user).filter(case_no=number, conduct=True).exists():
            sentence = "反映作风问题的件要单独立堵点，不并到别的堵点里。"
            raise Refusal("walled_off", sentence, field="case_no")
        return Taken("cited", {"case": number}, {"note": note}, number)

    return take(user, key, "propose", cited, command, now)


def adopt(
    user: User, key: str, owner: Owner, due_on: str, reason: str, command: str, now: datetime
) -> Point:
    """Adopted: somebody owns it, by a day, with the reason. Also changes owner and day."""

    def adopted(point: Point) -> Taken:
        if not may_own(owner, point.centre, now):
            sentence = "请写明交给谁改：一个单位，或者一个人。"
            raise Refusal("missing", sentence, field="owner")
        _not_about_the_owner(owner, point)
        day = day_ahead(due_on, point, now)
        need(reason, "reason", "请写明为什么采纳。")
        point.stage, point.due_on, point.done_on = ADOPTED, day, None
        point.owner_unit, point.owner_user = owner.unit, owner.user
        data: dict[str, Json] = {"unit": owner.unit, "user": owner.user, "due_on": str(day)}
        return Taken("adopted", data, {"reason": reason})

    return take(user, key, "adopt", adopted, command, now)


def not_adopt(user: User, key: str, reason: str, command: str, now: datetime) -> Point:
    """Not adopted, and why."""

    def refused(point: Point) -> Taken:
        need(reason, "reason", "请写明为什么不采纳。")
        point.stage, point.due_on, point.owner_unit, point.owner_user = NOT_ADOPTED, None, "", ""
        return Taken("not_adopted", {}, {"reason": reason})

    return take(user, key, "adopt", refused, command, now)


def report_done(
    user: User, key: str, what: str, done_on: str, command: str, now: datetime
) -> Point:
    """The owner says what was changed, and since when it is so."""

    def done(point: Point) -> Taken:
        need(what, "what", "请写明改了什么。")
        point.done_on = day_done(done_on, point, now)
        point.stage = DONE
        return Taken("done", {"done_on": str(point.done_on)}, {"what": what})

    return take(user, key, "do", done, command, now)


def check(user: User, key: str, works: bool, text: str, command: str, now: datetime) -> Point:
    """Somebody else looked whether it is so; where it is not, it goes back to its owner."""

    def checked(point: Point) -> Taken:
        need(text, "text", "请写明核对时看到了什么。")
        point.stage = CHECKED if works else ADOPTED
        point.done_on = point.done_on if works else None
        return Taken("checked", {"works": works}, {"text": text})

    return take(user, key, "check", checked, command, now)


def _not_about_the_owner(owner: Owner, point: Point) -> None:
    for cited in point.cases.filter(until=None):
        if kept_from_owner(cited.case_no, owner):
            sentence = (
                f"这个堵点引用的 {cited.case_no} 反映的正是他们，交给他们就看得到；"
                "请交给别的单位，或者另立一个不引用这件的堵点。"
            )
            raise Refusal("walled_off", sentence, field="owner")
