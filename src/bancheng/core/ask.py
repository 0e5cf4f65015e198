"""What an act asks: every field of every act, once, with its official term and its shape.

From these come the forms, the command line's files, the journal's content and the glossary. Free
text and personal details (``erasable``) are kept beside the sealed content; all else is sealed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """The shape of a field's value as it stands in an event (JSON)."""

    TEXT = "text"  # long free text, erasable
    LINE = "line"  # short free text, erasable
    PHONE = "phone"  # a telephone number, erasable
    CODE = "code"  # one name out of a closed list (``options``)
    CODES = "codes"  # several of them
    UNIT = "unit"  # a unit's code
    UNITS = "units"
    USER = "user"  # a user's name
    USERS = "users"
    CASE = "case"  # a case number
    ITEM = "item"  # a service item in one of its versions: list/code@version
    NAME = "name"  # a name within the case (a duty), sealed
    DATE = "date"  # YYYY-MM-DD
    INSTANT = "instant"  # an aware instant, ISO 8601
    NUMBER = "number"  # a whole number, zero or more
    FLAG = "flag"  # true or false
    FILES = "files"  # attachments: their ids sealed, what they are called beside


ERASABLE = frozenset({Shape.TEXT, Shape.LINE, Shape.PHONE})
LISTS = frozenset({Shape.CODES, Shape.UNITS, Shape.USERS})


@dataclass(frozen=True, slots=True)
class Ask:
    """One field. ``options`` names where its values come from: a section of the standard
    (``kinds``, ``grounds`` …) or a closed list of the core's glossary."""

    name: str
    term: str
    shape: Shape
    options: str = ""
    hint: str = ""
    longest: int = 20_000

    @property
    def erasable(self) -> bool:
        """Whether the value is kept beside the seal and can be erased."""
        return self.shape in ERASABLE


def _text(name: str, term: str, hint: str = "") -> Ask:
    return Ask(name, term, Shape.TEXT, hint=hint)


def _line(name: str, term: str, hint: str = "") -> Ask:
    return Ask(name, term, Shape.LINE, hint=hint, longest=200)


MATTER = _text("matter", "反映事项内容", "什么事、在哪儿办、卡在哪一步、跑了几趟")
NAME = _line("name", "姓名")
PHONE = Ask("phone", "联系电话", Shape.PHONE, longest=30)
NO_PHONE = Ask("no_phone", "没有电话", Shape.FLAG)
PETITIONER_KIND = Ask("petitioner_kind", "个人或企业", Shape.CODE, "petitioner_kind")
FIRM = _line("firm", "企业名称")
USCC = Ask("uscc", "统一社会信用代码", Shape.LINE, hint="18 位，可不填", longest=40)
AGENT = _line("agent", "代办人")
AGENT_PHONE = Ask("agent_phone", "代办人电话", Shape.PHONE, longest=30)
MANDATE = Ask("mandate", "凭什么代办", Shape.CODE, "mandate")
MANDATE_UNTIL_ON = Ask("mandate_until_on", "委托到哪天为止", Shape.DATE, hint="没有写期限的不填")
MANDATE_SEEN = Ask("mandate_seen", "已看过委托书或者证件原件", Shape.FLAG)
CONTACT = _line("contact", "其他联系人", "本人没有电话或者不便接听的，可以找谁转告")
CONTACT_PHONE = Ask("contact_phone", "其他联系人电话", Shape.PHONE, longest=30)
CHANNEL = Ask("channel", "来源渠道", Shape.CODE, "channels")
ORIGIN_NO = Ask("origin_no", "来件编号", Shape.LINE, longest=80, hint="热线、平台上的编号")
TRAITS = Ask("traits", "特殊群体", Shape.CODES, "traits")
ITEM = _line("item", "办理事项", "可后补")
SERVICE_ITEM = Ask(
    "service_item", "政务服务事项", Shape.ITEM, hint="事项库里的，统计用；可不填", longest=160
)
GROUND = Ask("ground", "受理情形", Shape.CODE, "grounds")
KIND = Ask("kind", "问题类别", Shape.CODE, "kinds")
REASON = _text("reason", "理由")
ACCUSED_UNITS = Ask("accused_units", "被反映单位", Shape.UNITS, "units")
ACCUSED_USERS = Ask("accused_users", "被反映人员", Shape.USERS, "users")
WAITING_UNITS = Ask("waiting_units", "互为前置的部门", Shape.UNITS, "units")
WAITING_PAPERS = _text("waiting_papers", "互为前置的材料或条件")
SIGNING = Ask("signing", "确认方式", Shape.CODE, "signing")
PAPERS = Ask("papers", "材料是否齐全", Shape.CODE, "papers")
MISSING = _text("missing", "还缺什么、怎么补")
NEXT_STEP = _text("next_step", "下一步程序")
PAPERS_TAKEN = _text("papers_taken", "收下的材料", "一行一件，写明原件还是复印件、几份")
PAPERS_RETURNED = _text("papers_returned", "退还的材料", "已经交给部门的，写明交给了谁")
RETURNED_TO = _line("returned_to", "领取人")
PAPERS_LEFT = Ask("papers_left", "还有材料没有退完", Shape.FLAG)
REFUSAL = Ask("refusal", "不予受理情形", Shape.CODE, "refusals")
WHERE_TO_GO = _text("where_to_go", "可以去哪里办（单位、地址、电话、时间）")
BASIS = _text("basis", "依据（文件名称、条款）")
TEXT = _text("text", "内容")
OVERTURNED = Ask("overturned", "复核结论", Shape.CODE, "overturned")
OPINION = _text("opinion", "意见")
QUESTION = _text("question", "提请研究的问题")
PROPOSAL = _text("proposal", "建议", "建议怎么定、为什么；会上照这个勾选好，可以改")
PROPOSED_LEAD = Ask("proposed_lead", "建议由谁牵头", Shape.UNIT, "handling_units")
PROPOSED_SUPPORTING = Ask("proposed_supporting", "建议由谁协办", Shape.UNITS, "handling_units")
PROPOSED_DUE_ON = Ask("proposed_due_on", "建议的办结日期", Shape.DATE)
LEAD = Ask("lead", "牵头（承办）部门", Shape.UNIT, "handling_units")
SUPPORTING = Ask("supporting", "协办部门", Shape.UNITS, "handling_units")
MINUTES = _text("minutes", "会议纪要")
DECIDED_DUE_ON = Ask("decided_due_on", "确定的办结日期", Shape.DATE, hint="不填则按规范的时限")
SIGNATURE = _line("signature", "签字")
BINDING = Ask("binding", "指定承办（不得退件）", Shape.FLAG)
OTHER_REQUEST = _text("other_request", "其他要求")
REMARKS = _text("remarks", "备注")
PRESENT = _text("present", "参加人员")
UNTIL_ON = Ask("until_on", "预计办结日期", Shape.DATE)
HELPER = Ask("helper", "帮办代办人员", Shape.USER, "users")
DEPARTMENTS_TOLD = Ask("departments_told", "已通知的部门", Shape.UNITS, "handling_units")
JOINTLY_WITH = Ask("jointly_with", "共同解释的部门", Shape.UNITS, "handling_units")
UNDERSTOOD = Ask("understood", "诉求人表示理解", Shape.FLAG)
ANSWER = Ask("answer", "答复性质", Shape.CODE, "answer")
CARRY_OUT_ON = Ask("carry_out_on", "落实日期", Shape.DATE, hint="意见尚待落实的，写明哪天落实")
TO_UNIT = Ask("to_unit", "提交到", Shape.UNIT, "upper_units")
SHARED = Ask("shared", "随件告诉上级", Shape.CODES, "shared", "不勾的，上级在自己的工单上看不到")
ABOVE = Ask("above", "上级工单", Shape.CASE)
SINCE = Ask("since", "对应的提交记录", Shape.NUMBER)
BELOW = Ask("below", "下级工单", Shape.CASE)
TO_BODY = _line("to_body", "移送的机关")
FROM_UNIT = _line("from_unit", "答复单位")
MEANS = Ask("means", "反馈方式", Shape.CODE, "feedback_means")
SAID = _text("said", "诉求人的意见建议", "没有意见可不填")
SOLVED = Ask("solved", "是否解决", Shape.CODE, "solved")
SATISFACTION = Ask("satisfaction", "满意度", Shape.CODE, "scale")
ANSWERED_BY = Ask("answered_by", "接听的人", Shape.CODE, "answered_by")
CAMPAIGN = Ask("campaign", "回访批次", Shape.NUMBER)
OUTCOME = Ask("outcome", "办理结局", Shape.CODE, "outcomes")
TIER = Ask("tier", "提级到", Shape.CODE, "tiers")
VERDICT = Ask("verdict", "核查结论", Shape.CODE, "verdict")
INTO = Ask("into", "并入的工单", Shape.CASE)
TO_USER = Ask("to_user", "交接给", Shape.USER, "users")
PERSON = Ask("person", "责任人", Shape.USER, "users")
SECOND_PERSON = Ask("second_person", "确认人", Shape.USER, "users")
ASKED_PERSON = Ask("asked_person", "被询问人", Shape.USER, "users")
PUT_QUESTION = _text("put_question", "请其说明的问题", "本人只看到这一栏：不写投诉内容，不写诉求人")
INQUIRY = Ask("inquiry", "核查函", Shape.NUMBER)
REQUEST = Ask("request", "待批事项", Shape.NUMBER)
DUTY = Ask("duty", "事项", Shape.NAME, longest=120)
CARD = Ask("card", "预警", Shape.CODE, "cards")
CORRECTED = Ask("corrected", "更正的记录", Shape.NUMBER)
BOX = _line("box", "档案盒号")
FOR_PERSON = _line("for_person", "答复人", "部门用电话或书面答复的，写明是谁")
LATE_REASON = _line("late_reason", "补录原因")
LATE_ALLOWED_BY = Ask("late_allowed_by", "同意补录的人", Shape.USER, "users")

FILES = Ask("files", "附件", Shape.FILES)
STRUCK = Ask("struck", "撤下的附件", Shape.NAME, longest=40)

# On every act: entered later than done (both times are kept), written down for another, and the
# papers that came with it.
ON_EVERY_ACT = (LATE_REASON, LATE_ALLOWED_BY, FOR_PERSON, FILES)

# Wherever somebody signs: the signature as it was drawn, beside or instead of the typed name.
SIGNATURE_DRAWN = Ask("signature_drawn", "手写签名", Shape.FILES)
