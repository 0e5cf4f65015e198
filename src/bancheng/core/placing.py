"""交给谁: what holds wherever departments are named — who may lead, who may not have it at all."""

from __future__ import annotations

from bancheng.core.act import Question
from bancheng.core.refusal import Refusal


def wrong_departments(
    question: Question,
    lead_field: str = "lead",
    supporting_field: str = "supporting",
    day_field: str = "decided_due_on",
) -> Refusal | None:
    """Why the departments given cannot be the ones; asked alike by proposing, deciding, placing."""
    lead, supporting = question.value(lead_field), question.value(supporting_field)
    if question.is_past(day_field):
        sentence = "确定的办结日期已经过去，请改填以后的日期。"
        return Refusal("date_past", sentence, field=day_field)
    others = [str(u) for u in supporting] if isinstance(supporting, list) else []
    if question.case.accuses(lead, *others):
        sentence = "不得把作风问题交给被反映的单位办理。"
        return Refusal("walled_off", sentence, field=lead_field)
    if not lead:
        return None
    if lead in others:
        sentence = "牵头部门不必再列为协办部门。"
        return Refusal("lead_supports_itself", sentence, field=supporting_field)
    led_by = question.standard.leading.several_led_by
    if others and led_by and lead != led_by:
        sentence = f"涉及多个部门的，由{led_by}牵头。"
        return Refusal("wrong_lead", sentence, question.standard.leading.cites, lead_field)
    return None
