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
    "phone_of_a_service": "这是服务号码，打过去找不到您。请写自己的手机或者座机。",
    "unknown_option": "请从列出的里面选一个。",
    "unknown_field": "这一页不对。请退回去，刷新一下再交。",
    "command_reused": "这一页不对。请退回去，刷新一下再交。",
    "file_gone": "有文件放得太久，不在了。请重新选。",
    "too_long": "写得太长了。可以把详细的拍成照片附上。",
    "files_refused": "有的照片和文件没有收，请看下面。不要它，也可以再交。",
    "case_full": "照片和文件太多，收不下了。请带到窗口来。",
    "not_signed": "框里还没有签名。写上姓名也可以。",
    "signature_broken": "签名没有传好。请再签一次，或者写姓名。",
}

TOO_LARGE = "它太大了。请缩小，或者拍成照片再传。"
NOT_SAFE = "里面有不安全的东西。请拍成照片再传。"
NOT_WHOLE = "它坏了，打不开。请重新拍，或者重新选。"
NO_SUCH_KIND = "这种文件不收。请拍成照片，或者存成 PDF。"
OF_A_FILE: dict[str, str] = {
    **dict.fromkeys(("file_too_large", "picture_too_large", "pdf_too_large", "bomb"), TOO_LARGE),
    **dict.fromkeys(("infected", "macros", "embedded", "outside", "pdf_active"), NOT_SAFE),
    **dict.fromkeys(("picture_broken", "pdf_broken", "archive_broken"), NOT_WHOLE),
    "empty": "它是空的。请重新选。",
    "archive": "压缩包不收。请解开，一个一个地传。",
    "locked": "它有密码，打不开。请去掉密码再传。",
    "too_many": "最多 {most} 个，多出来的没有收。",
    "too_many_pending": "今天传的太多了。请明天再传，或者到窗口来。",
    "disk_full": "现在存不上。请过一会儿再传，或者到窗口来。",
    "": NO_SUCH_KIND,
}
"""Why a file was not taken, by the code of its refusal; every other one is of a kind not taken."""


def said(refusal: Refusal) -> str:
    """The sentence for the page; one that was written for petitioners stays as it is."""
    return SAID.get(refusal.code, refusal.sentence)


def of_a_file(code: str) -> str:
    """Why a file was not taken, for whoever knows no kinds of files."""
    return OF_A_FILE.get(code, NO_SUCH_KIND)
