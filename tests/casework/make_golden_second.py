"""Writes the golden cases and the golden backup of what came after the first ones; run once, then
kept for ever.

    BANCHENG_DATA=FOLDER python -m tests.casework.make_golden_second

Two levels that share a case, meetings, slips of inquiry, reviews, papers in hand, attachments. The
exports land in FOLDER, which must hold no database yet; ``bancheng backup`` makes the backup of it.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from tests.casework.county import County
    from tests.casework.hall import Hall

DAY = "2026-11-23"
PLACED = {"lead": "housing", "opinion": "请办理", "signature": "顾清和"}


def main(folder: Path) -> None:
    """A hall and a county with two townships, three chains, one backup."""
    from django.core.management import call_command

    from bancheng.casework import tick
    from bancheng.journal import checkpoint, export
    from tests.casework.county import COUNTY, TOWN, establish_county
    from tests.casework.golden_state import states_in
    from tests.casework.hall import at, establish_hall

    if any(folder.glob("*.journal")):
        sys.exit(f"{folder} holds golden journals already")
    call_command("migrate", verbosity=0)
    hall, county = establish_hall(), establish_county()
    asked(hall)
    reviewed(hall)
    completed_papers(hall)
    promised(hall)
    attached(hall)
    decided(hall)
    improved(hall)
    answered_above(county)
    declined_above(county)
    county.sent_up()
    closed_for_a_day(hall)
    tick.run(at("2026-11-26 09:00"))
    states = {}
    for chain in ("hall", TOWN, COUNTY):
        file = folder / f"{chain}.journal"
        checkpoint.make(chain, at("2026-11-27 09:00"))
        export.export(chain, file)
        states[file.name] = states_in(file)
    written = json.dumps(states, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "states.json").write_text(f"{written}\n", encoding="utf-8")


def asked(hall: Hall) -> None:
    """Somebody is asked about a complaint, it is verified and handed on."""
    from bancheng.casework.door import Asked, Order, handle
    from tests.casework.hall import COMMANDS, at

    case_no = hall.register(f"{DAY} 09:00", ground="conduct", accused_units=["tax"])
    hall.do("jiang", case_no, "screen", f"{DAY} 09:20")
    hall.do("gu", case_no, "transfer", f"{DAY} 09:30", **PLACED | {"lead": "supervision"})
    question = {"asked_person": "rao", "put_question": "请说明十二点前能不能受理"}
    hall.do("gu", case_no, "inquire", f"{DAY} 10:00", **question)
    answer = Order("answer_inquiry", {"inquiry": hall.version(case_no), "text": "当天系统停了"})
    rao, when = Asked(hall.people["rao"]), at(f"{DAY} 11:30")
    handle(rao, case_no, [answer], f"test-{next(COMMANDS)}", None, when)
    hall.do("gu", case_no, "verify", f"{DAY} 15:00", verdict="founded", text="情况属实")
    given = {"to_body": "区纪委监委驻局纪检组", "reason": "又有人反映"}
    hall.do("gu", case_no, "transfer_conduct", f"{DAY} 15:30", **given)


def reviewed(hall: Hall) -> None:
    """Two declined cases are looked at again: one stays declined, one is taken after all."""
    for overturned, hour in (("false", 10), ("true", 11)):
        case_no = fresh(hall)
        given = {"refusal": "litigation", "basis": "法院已受理", "where_to_go": "受理法院"}
        hall.do("chen", case_no, "decline", f"{DAY} 09:10", **given)
        hall.do("petitioner", case_no, "ask_review", f"{DAY} 09:30", reason="官司早就撤了")
        given = {"overturned": overturned, "reason": "看了法院的材料"}
        hall.do("gu", case_no, "review_decline", f"{DAY} {hour}:00", **given)
        if overturned == "false":
            hall.do("chen", case_no, "tell_review", f"{DAY} 10:10", means="phone")


def completed_papers(hall: Hall) -> None:
    """Papers are missing, brought, taken in hand and given back in two parts."""
    case_no = fresh(hall, channel="hotline", origin_no="R-2026-1")
    notice = {"missing": "房产证", "next_step": "带来原件"}
    hall.do("chen", case_no, "give_notice", f"{DAY} 09:10", **notice)
    hall.do("petitioner", case_no, "supplement", f"{DAY} 09:40", text="房产证拿来了")
    hall.do("chen", case_no, "take_papers", f"{DAY} 09:45", papers_taken="房产证原件一本")
    accept = {"ground": "not_accepted", "kind": "consultation"}
    hall.do("chen", case_no, "accept", f"{DAY} 09:50", **accept)
    hall.do("chen", case_no, "answer", f"{DAY} 10:00", text="今天就能办")
    back = {"papers_returned": "房产证", "returned_to": "本人"}
    hall.do("chen", case_no, "return_papers", f"{DAY} 10:10", papers_left=True, **back)
    hall.do("chen", case_no, "return_papers", f"{DAY} 10:20", **back)
    hall.do("chen", case_no, "complete", f"{DAY} 10:30", outcome="done")
    hall.do("chen", case_no, "return_result", f"{DAY} 10:40")
    hall.do("petitioner", case_no, "rate", f"{DAY} 11:00", satisfaction="satisfied")


def promised(hall: Hall) -> None:
    """An opinion names the day by which it is carried out, and it is."""
    case_no = hall.placed(f"{DAY} 09:00")
    given = {"answer": "opinion", "text": "可以装", "carry_out_on": "2026-11-27"}
    hall.do("mo", case_no, "reply", f"{DAY} 14:00", signature="莫海涛", **given)
    hall.do("mo", case_no, "carry_out", f"{DAY} 16:00", text="装好了")


def attached(hall: Hall) -> None:
    """Papers are attached, one is struck; a signature was drawn."""
    from tests.casework.bringing import sent, signed, with_file

    case_no, first = with_file(hall)
    hall.do("chen", case_no, "attach", f"{DAY} 09:30", files=[sent("chen", "规划意见.txt")])
    hall.do("chen", case_no, "detach", f"{DAY} 09:40", struck=first, reason="传错了")
    given = {"signing": "here", "signature_drawn": [signed("chen")]}
    hall.do("chen", case_no, "confirm", f"{DAY} 09:45", **given)


def decided(hall: Hall) -> None:
    """A meeting that decides one case and postpones another."""
    from bancheng.casework.door import Order
    from bancheng.casework.names import names_for
    from bancheng.casework.surroundings import standard_for
    from bancheng.meetings.attending import Attended, record
    from bancheng.meetings.deciding import decide, with_minutes
    from tests.casework.hall import at
    from tests.meetings.table import NOW, called, put

    one, other = put(hall), put(hall)
    meeting = called(hall, one, other)
    told = [Attended("housing", "present", "莫海涛"), Attended("tax", "absent")]
    record(hall.people["jiang"], meeting, told, NOW)
    orders = (
        (one, Order("determine", {"lead": "housing", "minutes": "同意办公室建议"})),
        (other, Order("postpone", {"reason": "等消防的意见"})),
    )
    for case_no, order in orders:
        filed = with_minutes(order, case_no, meeting, names_for(standard_for("hall")))
        command, when = f"decide-{case_no}", at("2026-11-24 15:20")
        decide(hall.people["li"], case_no, [filed], meeting, command, None, when)


def improved(hall: Hall) -> None:
    """A block point over a case, adopted."""
    from bancheng.improvement import points
    from bancheng.improvement.saying import Said
    from bancheng.improvement.whom import Owner
    from tests.casework.hall import at

    now, case_no = at("2026-11-24 16:00"), hall.placed("2026-11-24 09:00")
    said = Said("装电梯要两份意见", "departments", "两家合用一份", (case_no,))
    point = points.propose(hall.people["chen"], "hall", said, "point-1", now)
    housing, day = Owner(unit="housing"), "2026-12-31"
    points.adopt(hall.people["jiang"], point.key, housing, day, "每月都有", "point-2", now)


def answered_above(county: County) -> None:
    """A case sent up is answered above, handed down, told below."""
    below = county.sent_up(kind="complex", shared=("name", "phone", "item"))
    county.tick("23 10:01")
    above = number_above(below)
    county.taken_by_the_county(above)
    county.do("window1", below, "remind", "23 15:00", text="本人来问过")
    county.tick("23 15:01")
    county.do("land", above, "report_progress", "24 10:00", text="已到现场", reason="等测绘")
    county.tick("24 10:01")
    given = {"answer": "basis", "text": "规划不许可", "basis": "某条例第三条"}
    county.do("land", above, "reply", "24 15:00", **given)
    county.tick("24 15:01")
    county.do("county", above, "complete", "24 16:00", outcome="cannot")
    county.do("county", above, "archive", "24 16:01")
    county.do("window1", below, "inform", "24 16:00", means="phone")


def declined_above(county: County) -> None:
    """A case sent up comes back."""
    below = county.sent_up()
    county.tick("23 10:01")
    above = number_above(below)
    county.do("county", above, "register", "23 10:30")
    given = {"refusal": "on_file", "where_to_go": "立案机关", "basis": "已立案"}
    county.do("county", above, "decline", "23 11:00", **given)
    county.tick("23 11:01")
    county.do("window1", below, "guide", "23 14:00", where_to_go="立案机关")


def closed_for_a_day(hall: Hall) -> None:
    """The hall closes, and what was promised for then moves openly."""
    from datetime import date

    from bancheng.casework import surroundings, tick
    from bancheng.people.establish import set_hall_day
    from tests.casework.hall import at

    centre = hall.people["chen"].posts.get().unit
    set_hall_day(centre, date(2026, 11, 25), works=False, reason="停电检修")
    surroundings.forget_calendars()
    tick.run(at("2026-11-24 17:30"))


def fresh(hall: Hall, **given: object) -> str:
    """A case registered and not yet accepted."""
    from bancheng.casework.door import Order, open_case
    from tests.casework.hall import COMMANDS, at

    known = {"matter": "证照两年没有办下来", "name": "秦桂芳", "phone": "13900005512"}
    order = Order("register", {"channel": "counter"} | known | given)
    command = f"test-{next(COMMANDS)}"
    return open_case(hall.people["chen"], "hall", [order], command, at(f"{DAY} 09:00")).case_no


def number_above(below: str) -> str:
    """The number of the county's case."""
    from bancheng.casework.folding import case_now

    number = case_now(below).links[-1].above
    assert number is not None
    return number


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    main(Path(os.environ["BANCHENG_DATA"]))
