"""交换的用语: what a line of a file is called, and how a file is named on a stick."""

from __future__ import annotations

from bancheng.core.acts import ACTS
from bancheng.exchange.file_row import Line
from bancheng.exchange.partner_row import Partner

WHAT = {
    "matter": "上报",
    "received": "告知已收件",
    "not_received": "没有收下，退回",
    "standing": "办到哪一步",
    "closed": "列入回访名单",
    "revisited": "回访结果",
    "report_progress": "办理进度",
    "receive_result": "办理结果",
    "send_back": "退回",
    "remind": "催办",
    "withdraw": "收回",
}
"""What is told, in words that are right for whoever made the file and whoever took it; acts not
named here have their official term."""


def what_words(line: Line) -> str:
    """What was told."""
    act = ACTS.get(line.what)
    return WHAT.get(line.what) or (act.term if act else "读不懂的一条")


def line_words(line: Line) -> str:
    """A line on a screen without columns."""
    told = " ".join(part for part in (what_words(line), line.case_no) if part)
    came = line.said if line.said else ("已记" if line.taken_id and line.fine else "")
    return f"{told}：{came}" if came else told


def file_name(partner: Partner, serial: int) -> str:
    """Whose it is, for whom, and which: letters that any system keeps."""
    return f"{partner.ours.code}-to-{partner.their_unit}-{serial:04}.bcx"


def card_name(code: str) -> str:
    """A card's file name."""
    return f"{code}.bcx-card"
