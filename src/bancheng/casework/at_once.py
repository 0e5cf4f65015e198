"""随即办: which act the same person may do right after another, in one form, all or none."""

from __future__ import annotations

from dataclasses import replace

from bancheng.core.act import Question
from bancheng.core.acts import ACTS
from bancheng.core.decider import Setting
from bancheng.core.permission import why_not

FOLLOWED_BY = {"screen": "transfer", "determine": "transfer"}


def follower(question: Question, act: str, setting: Setting) -> str | None:
    """The act that this person may do once ``act`` is done; None where it is somebody else's, or
    where either waits for a second person."""
    following, to = FOLLOWED_BY.get(act), ACTS[act].to
    if following is None or to is None:
        return None
    if setting.needs_approval(act) or setting.needs_approval(following):
        return None
    after = question.case.copied()
    after.stage = to
    asked = replace(question, case=after)
    return following if why_not(asked, following) is None else None
