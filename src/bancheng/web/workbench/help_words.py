"""帮助的话: for each page a few sentences, and the acts that are done there.

Keyed by the page's mark in the side list. No rule stands here: what the rules are, the standard
says; these sentences only say how to get something done.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What a page is called, what to know about it, and which acts' rules belong to it."""

    title: str
    sentences: tuple[str, ...]
    acts: tuple[str, ...] = ()


GENERAL = Words(
    "帮助",
    (
        "左边是各页，上面可以找工单：编号、姓名、电话，两个字也行。",
        "每件工单的右边写着现在可以做什么、该办的事、什么时候到期、依据哪一条。",
        "按 Ctrl+K 输入几个字，可以到任何一页、办任何一步。",
    ),
)

WORDS: dict[str, Words] = {
    "duties": Words(
        "我的待办",
        (
            "按到期时间排：最上面的最急。右边的按钮就是要做的那一步。",
            "写着“先要……”的，要等别人做完那一步才能办，先看工单。",
            "“等别人办”的不用您动手，只是让您知道。",
        ),
    ),
    "register": Words(
        "登记",
        (
            "先问电话：这个号码来过的，旁边会显示以前的工单。",
            "只有姓名、电话、反映的事必须填，别的可以后补。没有电话的也能登记。",
            "右边先给出受理以后的到期时间和依据，再决定按哪个按钮。",
            "不属于受理范围的，用下面的“不予受理”，写明理由和可以去哪里。",
        ),
        ("register", "confirm", "accept", "decline"),
    ),
    "search": Words(
        "工单",
        (
            "输入编号、姓名、电话或者两个字以上的内容。找到的只有您可以看的。",
            "姓名、电话显示一部分；要看全，说明为什么，系统会记下来。",
        ),
    ),
    "notices": Words(
        "通知",
        (
            "新的事、快到期、超时、到期时间改了，都在这里。",
            "看过的不会丢。",
        ),
    ),
    "enquiries": Words(
        "咨询登记",
        (
            "问了什么、怎么答的，两栏填完按 Ctrl+回车就记下了。",
            "一句话答不了的，按“立为工单”，内容会带过去。",
        ),
        ("answer", "guide"),
    ),
    "answers": Words(
        "常见答复", ("答过的好答复存在这里，过期的会标出来。用之前看一眼依据是不是还有效。",)
    ),
    "places": Words(
        "去哪里办",
        ("不归我们办的，告诉人家去哪里、找谁、几点开门。信息要常核对。",),
        ("guide", "decline"),
    ),
    "rota": Words(
        "值班表",
        (
            "谁在哪个窗口、几点到几点、谁当值班长。",
            "开着没有人的时段会标出来。",
        ),
    ),
    "handover": Words(
        "交接班", ("下班的把没办完的、答应了人家的写下来，接班的签收。",), ("hand_over",)
    ),
    "hand-over": Words(
        "移交工单", ("首问的人要换，写明交给谁；交出去的和接过来的都记在工单上。",), ("hand_over",)
    ),
    "roster": Words(
        "人员和制度",
        ("谁担任什么、受过什么培训，本中心有哪些制度、从哪天起用。",),
    ),
    "meetings": Words(
        "会议",
        ("把要研究的工单列入议程，记下谁到了、怎么定的。定下来的一件一件成为转办。",),
        ("refer", "determine"),
    ),
    "questions": Words(
        "请您研究的", ("每件写着要定什么。一张表定完：谁牵头、几时办结。",), ("determine",)
    ),
    "figures": Words(
        "统计",
        (
            "每个数都能点开，看到是哪些工单。只算您能查看的。",
            "“按什么时候所知”填一个过去的时刻，数就和那一刻算出来的一样，以后再办、再清除也不变。",
            "件数少于 5 的不算比例；比例后面写着可能的范围。只分档，不排名，没有工单不是没有做事。",
        ),
    ),
    "scores": Words(
        "年度评分",
        (
            "点开一张评分表，每一分是哪几件工单扣的、加的，都列着。",
            "不该扣的写理由免予扣分；部门有异议的，定稿以前写申辩。都留着，谁也改不掉。",
            "定稿以后再办、再清除，分数都不变。件数少的不评，只分档，不排名。",
        ),
    ),
    "oversight": Words(
        "各部门的事",
        ("各部门还有多少没办、哪些快到期、哪些超时。只看事，不排名。",),
        ("remind", "supervise", "settle"),
    ),
    "follow": Words(
        "跟踪督办",
        ("不满意的、超时的、退了几次的在这里，右边就是下一步。",),
        ("supervise", "settle", "reopen", "escalate"),
    ),
    "items": Words(
        "事项库", ("一个事项要什么材料、谁收、谁批、找谁问。改动留旧版，工单用的是当时那一版。",)
    ),
    "circles": Words(
        "互为前置",
        ("你等我、我等你的事项，系统自己找出来，画成图，可以立为堵点。",),
    ),
    "setup": Words(
        "本窗口适用的规范", ("正在用的规范，一条一条写着谁在多久以内做什么、依据哪里。",)
    ),
    "overview": Words(
        "机构与人员",
        (
            "增减机构、窗口、人员。",
            "改动马上生效，都记在“设置记录”里。",
        ),
    ),
    "staff": Words(
        "人员", ("账号、任职、密码。人走了就结束任职、停用账号，名字和做过的事都留着。",)
    ),
    "running": Words(
        "运行",
        (
            "备份、演练、核验、磁盘。",
            "红的要马上处理，黄的要留意。",
        ),
    ),
    "years": Words(
        "工作日历",
        ("国务院办公厅公布下一年的放假安排以后，在这里导入。",),
    ),
}
