"""没有交上的原因: what the rules or the form refuse, said to a petitioner and not to a clerk."""

from __future__ import annotations

from bancheng.core.refusal import Refusal

TOO_LATE = "现在不能这样做了。请回去看看走到哪一步。"
SAID: dict[str, str] = {
    **dict.fromkeys(
        (
            *("not_at_this_stage", "not_your_act", "not_for_this_case", "not_used_here"),
            *("waiting_for_approval", "already_pending", "too_often", "still_owed"),
            *("confirmed_already", "already_asked", "not_declined", "never_accepted"),
            "walled_off",
        ),
        TOO_LATE,
    ),
    "phone_is_none": "这不像电话号码。手机是 11 位，座机要带区号。",
    "unknown_option": "请从列出的里面选一个。",
    "unknown_field": "这一页不对。请退回去，刷新一下再交。",
    "command_reused": "这一页不对。请退回去，刷新一下再交。",
    "file_gone": "有文件放得太久，不在了。请重新选。",
    "too_long": "写得太长了。可以把详细的拍成照片附上。",
}


def said(refusal: Refusal) -> str:
    """The sentence for the page; one that was written for petitioners stays as it is."""
    return SAID.get(refusal.code, refusal.sentence)
