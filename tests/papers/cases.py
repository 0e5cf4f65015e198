"""Cases as far as they have gone: registered, with a department, and through to the archive."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from bancheng.casework.door import Order, open_case
from bancheng.files import uploads
from bancheng.files.taking_in import take_in
from tests.casework.county import COMMANDS, TOWN, County
from tests.casework.hall import Hall, at

MATTER = (
    "装电梯的材料交了四趟。规划窗口说要先有住建的意见，住建窗口说要先有规划的意见，两边都不收。"
    "楼上住着三位八十多岁的老人，请帮忙说清楚先到哪一家办、要带哪几样材料。"
)
OPINION = "请区住建局牵头，会同自然资源分局核对加装电梯的前置材料，按时限回复窗口。"
RESULT = (
    "已与自然资源分局核对：先由住建出具初审意见，规划凭初审意见收件。11月24日已收齐材料并出具意见。"
)
SAID = "希望把先后次序贴在大厅里，不要让后面的人再跑。"
STROKES = (
    ((40, 90), (120, 60), (200, 80), (150, 130), (90, 150)),
    ((230, 60), (300, 50), (260, 150), (330, 120)),
    ((380, 70), (470, 60), (420, 160), (520, 140)),
)


def hand() -> bytes:
    """A signature as the pad keeps it."""
    paper = Image.new("L", (560, 200), 255)
    for stroke in STROKES:
        ImageDraw.Draw(paper).line(stroke, fill=20, width=7, joint="curve")
    file = BytesIO()
    paper.save(file, "PNG")
    return file.getvalue()


def drawn(who: str, when: str) -> list[str]:
    """The same, waiting to be taken along by an act."""
    kept = uploads.keep(who, take_in("签名.png", hand()), at(when), signature=True)
    return [kept.attachment.id]


def half_way(hall: Hall, **given: str) -> str:
    """Registered, confirmed by hand, screened and passed on; nobody has replied."""
    case_no = hall.register("2026-11-23 09:05", **({"matter": MATTER} | given))
    ink = drawn("chen", "2026-11-23 09:08")
    hall.do("chen", case_no, "confirm", "2026-11-23 09:08", signing="here", signature_drawn=ink)
    hall.do("jiang", case_no, "screen", "2026-11-23 10:20")
    hall.do("gu", case_no, "transfer", "2026-11-23 11:00", lead="housing", opinion=OPINION,
            signature="顾清和", signature_drawn=drawn("gu", "2026-11-23 11:00"))  # fmt: skip
    return case_no


def whole_way(hall: Hall, **given: str) -> str:
    """The same case replied to, told, completed, called back about and archived in a box."""
    case_no = half_way(hall, **given)
    hall.do("mo", case_no, "claim", "2026-11-23 14:00")
    hall.do("mo", case_no, "reply", "2026-11-24 15:30", answer="result", text=RESULT,
            signature="莫海涛", signature_drawn=drawn("mo", "2026-11-24 15:30"))  # fmt: skip
    hall.do("chen", case_no, "inform", "2026-11-24 16:00", means="phone", said=SAID)
    hall.do("chen", case_no, "relay", "2026-11-24 16:05")
    hall.do("mo", case_no, "acknowledge", "2026-11-24 16:30")
    hall.do("chen", case_no, "complete", "2026-11-24 16:40", outcome="done")
    hall.do("chen", case_no, "call_back", "2026-11-26 10:00", solved="solved",
            satisfaction="satisfied", said=SAID)  # fmt: skip
    hall.do("mo", case_no, "acknowledge", "2026-11-26 10:30")
    hall.do("chen", case_no, "archive", "2026-11-26 11:00", box="2026-03-07")
    return case_no


ACCEPTED = {
    "ground": "consulted_often",
    "papers": "complete",
    "next_step": "今天就转镇社会事务办",
    "visit_cause": "materials",
}


def township_case(county: County, **given: object) -> str:
    """A case at the township's counter, accepted and confirmed by hand."""
    known = {"matter": MATTER, "name": "秦桂芳", "phone": "13900005512", "channel": "counter"}
    orders = [Order("register", known | given), Order("accept", ACCEPTED)]
    begun = at("2026-11-23 09:05")
    done = open_case(county.people["window1"], TOWN, orders, f"c-{next(COMMANDS)}", begun)
    ink = drawn("sc.window1", "2026-11-23 09:08")
    county.do("window1", done.case_no, "confirm", "23 09:08", signing="here", signature_drawn=ink)
    return done.case_no
