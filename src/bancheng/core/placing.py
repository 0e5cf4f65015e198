"""交给谁: what holds wherever departments are named — who may lead, who may not have it at all."""

from __future__ import annotations

from bancheng.core.act import Question
from bancheng.core.refusal import Refusal


def wrong_departments(question: Question) -> Refusal | None:
    """Why the departments given cannot be the ones; asked alike by deciding and by placing."""
    lead, supporting = question.value("lead"), question.value("supporting")
    if question.is_past("decided_due_on"):
        return Refusal(
            "date_past", "确定的办结日期已经过去，请改填以后的日期。", field="decided_due_on"
        )
    if not lead:
        return None
    others = [str(u) for u in supporting] if isinstance(supporting, list) else []
    if lead in others:
        return Refusal("lead_supports_itself", "牵头部门不必再列为协办部门。", field="supporting")
    if question.case.accuses(lead, *others):
        return Refusal("walled_off", "不得把作风问题交给被反映的单位办理。", field="lead")
    led_by = question.standard.leading.several_led_by
    if others and led_by and lead != led_by:
        sentence = f"涉及多个部门的，由{led_by}牵头。"
        return Refusal("wrong_lead", sentence, question.standard.leading.cites, "lead")
    return None
