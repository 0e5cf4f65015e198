"""Writes the golden journal of the acts a plain case seldom sees; run once, then kept for ever.

    DJANGO_SETTINGS_MODULE=tests.settings python -m tests.casework.make_golden FILE

Refuses to write over a golden journal that stands.
"""

from __future__ import annotations

import sys
from pathlib import Path

import django

DAY = "2026-11-23"
OPINION = {"opinion": "请办理", "signature": "顾清和"}


def main(file: Path) -> None:
    """One hall, one chain, cases that take every turn."""
    from django.core.management import call_command

    from bancheng.casework import tick
    from bancheng.journal import checkpoint, export
    from tests.casework.hall import at, establish_hall

    if file.exists():
        sys.exit(f"{file} stands and is kept for ever")
    call_command("migrate", verbosity=0)
    hall = establish_hall()

    turning = hall.register(f"{DAY} 09:00")
    for who, act, clock, given in TURNING:
        hall.do(who, turning, act, f"{DAY} {clock}", **given)
    unhappy = hall.ended(f"{DAY} 09:00")
    hall.do("chen", unhappy, "call_unanswered", "2026-11-24 09:00", text="占线")
    for who, act, clock, given in UNHAPPY:
        number = {"request": hall.version(unhappy)} if act in ("approve", "reject") else {}
        hall.do(who, unhappy, act, f"2026-11-24 {clock}", **given, **number)
    merged = hall.register(f"{DAY} 09:00")
    hall.do("chen", merged, "merge", f"{DAY} 10:00", into=turning, reason="同一事项")
    gone = hall.register(f"{DAY} 09:00")
    hall.do("petitioner", gone, "withdraw", f"{DAY} 10:00", reason="办好了")
    returned = hall.placed(f"{DAY} 09:00")
    hall.do("mo", returned, "object", f"{DAY} 10:00", reason="不属本部门")
    hall.placed(f"{DAY} 09:00")
    tick.run(at("2026-11-24 09:00"))
    tick.run(at("2026-11-25 09:00"))
    checkpoint.make("hall", at("2026-11-26 09:00"))
    export.export("hall", file)


TURNING: list[tuple[str, str, str, dict[str, object]]] = [
    ("chen", "correct", "09:05", {"corrected": 1, "text": "跑了四趟", "reason": "写漏了"}),
    ("chen", "note", "09:06", {"text": "本人说下午再来"}),
    ("chen", "hand_over", "09:07", {"to_user": "lin", "text": "换班"}),
    (
        "lin",
        "classify",
        "09:08",
        {"kind": "complex", "complex_because": "several", "reason": "两家"},
    ),
    ("jiang", "refer", "09:10", {"question": "由谁牵头"}),
    ("li", "determine", "09:30", {"lead": "housing", "supporting": ["land"], "minutes": "纪要"}),
    ("gu", "transfer", "09:40", {"lead": "housing", "supporting": ["land"], **OPINION}),
    ("gu", "recall", "09:45", {"reason": "漏写意见"}),
    ("gu", "transfer", "09:50", {"lead": "housing", "supporting": ["land"], **OPINION}),
    ("chen", "remind", "10:00", {"text": "请认领"}),
    ("mo", "claim", "10:05", {}),
    ("wei", "claim", "10:06", {}),
    ("mo", "meet", "10:30", {"minutes": "两家都来了"}),
    ("mo", "survey", "11:00", {"text": "看了现场"}),
    ("mo", "extend", "11:10", {"reason": "要等复核", "until_on": "2026-12-04"}),
    ("chen", "explain_extension", "11:20", {"means": "phone"}),
    ("wei", "contribute", "11:30", {"text": "可以先出意见"}),
    ("mo", "report_progress", "11:40", {"text": "在办"}),
    ("mo", "declare_unsolvable", "11:50", {"reason": "没有上位依据"}),
    ("mo", "reply", "14:00", {"answer": "basis", "text": "说明", "signature": "莫海涛"}),
    (
        "chen",
        "explain",
        "14:30",
        {
            "basis": "条例",
            "understood": True,
            "jointly_with": ["housing"],
            "said": "希望再想想办法",
        },
    ),
    ("chen", "relay", "14:40", {}),
    ("mo", "acknowledge", "14:50", {}),
    ("chen", "complete", "15:00", {"outcome": "policy_gap"}),
    ("chen", "file_report", "15:10", {"text": "已报上级"}),
]
UNHAPPY: list[tuple[str, str, str, dict[str, object]]] = [
    ("chen", "call_back", "09:30", {"solved": "unsolved", "satisfaction": "dissatisfied"}),
    ("jiang", "supervise", "10:00", {"text": "请重新看"}),
    ("jiang", "settle", "10:10", {"reason": "已无别的办法"}),
    ("li", "reject", "10:20", {"reason": "再办一次"}),
    ("jiang", "settle", "10:30", {"reason": "已当面说明"}),
    ("li", "approve", "10:40", {}),
    ("jiang", "reopen", "11:00", {"reason": "又有新材料"}),
    ("jiang", "screen", "11:10", {}),
    ("gu", "hold_accountable", "11:20", {"person": "mo", "second_person": "li", "reason": "拖延"}),
]


if __name__ == "__main__":
    django.setup()
    main(Path(sys.argv[1]))
