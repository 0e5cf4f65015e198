"""Whether a story takes the route it says: the same acts in the same order, the same choices.

So a route of the standard is proved to lead from its first act to its last, and a route that
loses an act or a choice no longer fits the story that takes it.
"""

from __future__ import annotations

from bancheng.core.ask import Shape
from bancheng.core.decider import FIELDS
from bancheng.core.standard.standard import Standard
from bancheng.core.stories.reading import plain
from bancheng.core.stories.story import Step, Story

CHOICES = (Shape.CODE, Shape.CODES)


def off_route(story: Story, standard: Standard) -> list[str]:
    """Where the story leaves its route; empty where it keeps to it."""
    route = standard.routes.get(story.route or "")
    if route is None:
        return [f"规范没有“{story.route}”这条办理路径"]
    done = [(s.does, _choices(s, standard)) for s in story.when if s.refused is None]
    wanted = [(s.act, plain(s.with_)) for s in route.through]
    if done == wanted:
        return []
    return [f"应走“{route.label}”：{_told(wanted)}，却是：{_told(done)}"]


def _choices(step: Step, standard: Standard) -> object:
    """What was chosen out of closed lists; texts, units and days are each case's own."""
    return plain({k: v for k, v in step.with_.items() if _is_choice(k, standard)})


def _is_choice(name: str, standard: Standard) -> bool:
    if name in FIELDS:
        return FIELDS[name].shape in CHOICES
    return name in standard.fields and standard.fields[name].shape == "code"


def _told(steps: list[tuple[str, object]]) -> str:
    return " → ".join(f"{act}{choices or ''}" for act, choices in steps)
