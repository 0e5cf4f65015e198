"""Broken standards: each is refused at its file, line and key, saying what was expected."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bancheng.core.standard.faults import StandardFault, StandardFaults, dotted
from bancheng.core.standard.load import load
from bancheng.core.standard.source import read

SMALL = Path(__file__).with_name("small.yaml").read_text(encoding="utf-8")
HAN = re.compile(r"[\u4e00-\u9fff]")

# what is broken: (as it stood, as it is now, line, key, words of the message)
BROKEN: dict[str, tuple[str, str, int, str, tuple[str, ...]]] = {
    "an unknown key": (
        "{by: lead_department, cites: S-1}", "{by: lead_department, label_: 答, cites: S-1}",
        21, "acts.reply.label_", ("没有这个键", "是否想写 label"),
    ),
    "an unknown section": (
        "tiers:\n", "teirs:\n",
        36, "teirs", ("没有这个键", "是否想写 tiers"),
    ),
    "a duplicate key": (
        "  archive: {by: window, cites: S-1}", "  accept: {by: window, cites: S-1}",
        24, "acts.accept", ("重复", "第 18 行已写过"),
    ),
    "an unknown act": (
        "  transfer: {by: window, from: accepted, cites: S-1}",
        "  transfr: {by: window, from: accepted, cites: S-1}",
        20, "acts.transfr", ("没有步骤“transfr”", "是否想写 transfer"),
    ),
    "an act of the core": (
        "  archive: {by: window, cites: S-1}",
        "  archive: {by: window, cites: S-1}\n  note: {by: window, cites: S-1}",
        25, "acts.note", ("没有步骤“note”",),
    ),
    "an unknown role": (
        "  inform: {by: window, cites", "  inform: {by: windw, cites",
        22, "acts.inform.by", ("没有角色“windw”", "是否想写 window"),
    ),
    "a holder who may not do what it owes": (
        "owed: transfer, means: record, by: window", "owed: transfer, means: record, by: office",
        27, "duties.assign.owed",
        ("office 应办 transfer", "没有办 transfer 的权限", "acts.transfer.by 加上 office"),
    ),
    "an event that never happens": (
        "arises: started", "arises: screened",
        27, "duties.assign.arises", ("screened", "不会发生"),
    ),
    "an event nobody knows": (
        "arises: started", "arises: acepted",
        27, "duties.assign.arises", ("没有事件“acepted”", "是否想写 accepted"),
    ),
    "a limit nobody can count": (
        "within: 24 hours", "within: 1 workday",
        30, "duties.inform.within", ("时限“1 workday”读不懂", "是否想写 1 working day"),
    ),
    "a condition nobody knows": (
        "for: {kind: hard}", "for: {knid: hard}",
        29, "duties.reply-hard.for.knid", ("没有条件“knid”", "是否想写 kind"),
    ),
    "a condition's value nobody knows": (
        "for: {kind: hard}", "for: {kind: hrad}",
        29, "duties.reply-hard.for.kind", ("条件“kind”没有“hrad”这个值", "是否想写 hard"),
    ),
    "a number where names are asked": (
        "for: {kind: hard}", "for: {returns_at_least: often}",
        29, "duties.reply-hard.for.returns_at_least", ("写成了“often”", "一个整数"),
    ),
    "a kind that nobody answers": (
        "for: {kind: hard}", "for: {kind: easy}",
        10, "kinds.hard", ("没有任何人应当答复", "means: result"),
    ),
    "a rule with neither clause nor reason": (
        "within: 5 working days, because: 本中心定", "within: 5 working days",
        32, "duties.archive", ("既没有 cites", "也没有 because"),
    ),
    "a reason that says nothing": (
        "because: 本中心定", 'because: " "',
        32, "duties.archive", ("既没有 cites",),
    ),
    "an unknown clause": (
        "by: lead_department, cites: S-1}\n  inform", "by: lead_department, cites: S-2}\n  inform",
        21, "acts.reply.cites", ("没有条款“S-2”", "是否想写 S-1"),
    ),
    "an anchor": (
        "window: {label: 窗口}", "window: &one {label: 窗口}",
        3, "", ("不允许锚点", "照写一遍"),
    ),
    "a merge key": (
        "office: {label: 办公室}", "office: {<<: {label: 办公室}}",
        4, "roles.office.<<", ("不允许合并键",),
    ),
    "yes where true is meant": (
        "under: help, cites: S-1}\n  hard", "under: help, declared: yes, cites: S-1}\n  hard",
        9, "kinds.easy.declared", ("写成了 “yes”", "true 或 false"),
    ),
    "a text where a number is meant": (
        "times: 3", 'times: "3"',
        33, "returns.times", ("写成了 “3”", "一个整数"),
    ),
    "kinds that go round in a circle": (
        "help: {label: 求助, cites: S-1}", "help: {label: 求助, under: hard, cites: S-1}",
        8, "kinds.help.under", ("类别绕成了圈",),
    ),
    "a form that shows what there is not": (
        '"{reply.text}"', '"{reply.txt}"',
        49, "forms.sheet.rows 第2项", ("没有“{reply.txt}”这个值", "是否想写 reply.text"),
    ),
    "numbers without a serial": (
        'pattern: "{date}-{n:03}"', 'pattern: "{date}"',
        51, "numbering.pattern", ("编号里没有序号", "{n:03}"),
    ),
    "numbers of something else": (
        'pattern: "{date}-{n:03}"', 'pattern: "{hall}-{n:03}"',
        51, "numbering.pattern", ("编号样式有误", "{centre}"),
    ),
    "an approval by nobody": (
        "approval: {by: office", "approval: {by: ofice",
        19, "acts.decline.approval.by", ("没有角色“ofice”", "是否想写 office"),
    ),
    "a card that shows at no time": (
        "at: 1 working day before due", "at: a day early",
        35, "cards.yellow.at", ("before due", "first day late"),
    ),
    "a decided limit with no other": (
        "within: 1 working day, cites: S-1}\n  reply-hard",
        "within: as decided, cites: S-1}\n  reply-hard",
        28, "duties.reply-easy", ("as decided", "otherwise"),
    ),
    "an act from where it makes no sense": (
        "from: accepted", "from: archived",
        20, "acts.transfer.from", ("不能从“archived”作这一步", "accepted"),
    ),
    "a stage that does not exist": (
        "from: accepted", "from: acepted",
        20, "acts.transfer.from", ("不认识“acepted”", "是否想写 accepted"),
    ),
    "a tier held by nobody": (
        "holder: office", "holder: mayor",
        37, "tiers.top.holder", ("没有角色“mayor”",),
    ),
    "a field of the core's name": (
        "  floor: {label", "  matter: {label",
        15, "fields.matter", ("已有的栏目",),
    ),
    "a field nobody has": (
        "accept: {by: window, asks: kind", "accept: {by: window, asks: flor",
        18, "acts.accept.asks", ("没有栏目“flor”", "是否想写 floor"),
    ),
    "a role that comes from the case": (
        "  office: {label: 办公室}", "  lead_department: {label: 牵头}\n  office: {label: 办公室}",
        4, "roles.lead_department", ("按工单确定",),
    ),
    "a route through an act that is not here": (
        "transfer, reply, inform", "transfer, claim, reply, inform",
        43, "routes.plain.through", ("没有步骤“claim”",),
    ),
    "a missing section": (
        "feedback: {means: {phone: 电话}, cites: S-1}\n", "",
        1, "feedback", ("缺少这个键",),
    ),
    "readings nobody has": (
        "roles:\n", "builds_on: our-readings\nroles:\n",
        2, "builds_on", ("没有“our-readings”",),
    ),
    "a return limit for no kind": (
        "times: 3,", "times: 3, by_kind: {esay: 2 working days},",
        33, "returns.by_kind.esay", ("没有类别“esay”", "是否想写 easy"),
    ),
    "a duty that counts from no event": (
        "within: 24 hours", "within: 24 hours, counts_from: due of repy-easy",
        30, "duties.inform.counts_from", ("没有应办事项“repy-easy”", "是否想写 reply-easy"),
    ),
    "an outcome nobody knows": (
        "outcomes: [done,", "outcomes: [doen,",
        13, "outcomes 第1项", ("不认识“doen”", "是否想写 done"),
    ),
}  # fmt: skip


def faults_of(text: str) -> tuple[StandardFault, ...]:
    with pytest.raises(StandardFaults) as refused:
        load(text, "small.yaml")
    return refused.value.faults


def test_the_small_standard_itself_is_sound() -> None:
    assert load(SMALL, "small.yaml").id == "small"


@pytest.mark.parametrize(("stood", "now", "line", "key", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_standard_is_refused_where_it_is_broken(
    stood: str, now: str, line: int, key: str, words: tuple[str, ...]
) -> None:
    assert SMALL.count(stood) == 1
    faults = faults_of(SMALL.replace(stood, now))
    here = [f for f in faults if f.line == line and dotted(f.path) == key]
    assert here, [str(f) for f in faults]
    said = str(here[0])
    assert said.startswith(f"small.yaml 第 {line} 行")
    assert all(word in said for word in words), said
    assert len(HAN.findall(here[0].problem)) >= 3


def test_all_faults_of_one_reading_are_told_at_once_in_the_files_order() -> None:
    text = SMALL.replace("for: {kind: hard}", "for: {knid: hard}").replace(
        "  inform: {by: window, cites", "  inform: {by: windw, cites"
    )
    assert [f.line for f in faults_of(text)] == [22, 29, 30]


def test_a_fault_of_the_shared_readings_is_named_in_their_own_file() -> None:
    base = read(
        "duties:\n  relay: {arises: told, owed: rely, means: feedback, by: window, "
        "within: 1 hour, because: 共用}\n",
        "_shared.yaml",
    )
    text = SMALL.replace("roles:\n", "builds_on: shared\nroles:\n")
    with pytest.raises(StandardFaults) as refused:
        load(text, "small.yaml", {"shared": base})
    assert str(refused.value).startswith("_shared.yaml 第 2 行 duties.relay.owed")
