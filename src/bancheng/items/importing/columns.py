"""哪一栏是什么: guessed by title, corrected by whoever imports, remembered for the next time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bancheng.items.content import PLAIN, TERMS

FIELDS = ("code", *(name for name in PLAIN if name != "department"), "materials", "area")
"""What a column can hold; ``area`` is an area's code, which tells the level of government."""
SHOWN = {**TERMS, "area": "行政区划代码（推出层级）"}
LISTED = (
    *("code", "name", "department_name", "level", "area", "kind", "accepted_by", "decided_by"),
    *("phone", "place", "statutory_limit", "promised_limit", "audience", "materials", "steps"),
    *("conditions", "aliases"),
)
"""The order in which they are offered."""

_PUNCTUATION = re.compile(r"[\s_\-:：（）()/／*＊]+")
# titles that lists of items and published data sets use, bare
_TITLES: dict[str, str] = {
    "code": "事项编码 编码 事项代码 实施编码 业务办理项编码 itemcode taskcode code 编号 事项编号",
    "name": "事项名称 名称 事项 办理项名称 业务办理项名称 服务事项 政务服务事项"
    " taskname name itemname",
    "aliases": "俗称 别名 通俗名称 aliases alias 群众叫法",
    "kind": "事项类型 类型 tasktypetext tasktype kind 权力类型 事项类别",
    "level": "行使层级 层级 level 事项层级 办理层级",
    "area": "行政区划代码 区划代码 areacode",
    "department_name": "主管部门 部门 实施主体 实施部门 实施机关 责任部门 deptname department 单位",
    "accepted_by": "谁受理 受理 受理单位 受理部门 受理机构 受理窗口 受理地点和单位 acceptedby",
    "decided_by": "谁审批决定 审批 决定机构 审批单位 审批部门 办理单位 决定单位 decidedby 谁审批",
    "phone": "咨询电话 电话 联系电话 咨询方式 phone 联系方式",
    "place": "办理地点 地点 地址 办理窗口地址 place 办公地点",
    "statutory_limit": "法定时限 法定办结时限 法定期限 法定办理时限 handletime legallimit",
    "promised_limit": "承诺时限 承诺办结时限 承诺期限 承诺办理时限 handletimelimit promiselimit",
    "audience": "服务对象 办理对象 serviceobjectname audience 面向对象",
    "conditions": "受理条件 办理条件 申请条件 acceptstandard conditions",
    "steps": "办理步骤 办理流程 流程 步骤 steps",
    "materials": "申请材料 材料 办理材料 所需材料 申报材料 材料清单 materialintro materials",
}
_BY_TITLE = {title: name for name, titles in _TITLES.items() for title in titles.split(" ")}


def guess(header: Sequence[str]) -> dict[str, str]:
    """Column title → field, as far as the titles tell. The first that fits a field wins."""
    found: dict[str, str] = {}
    for title in header:
        field = _BY_TITLE.get(_PUNCTUATION.sub("", title).lower())
        if field and field not in found.values():
            found[title] = field
    return found


def fitting(header: Sequence[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """What was chosen, as far as it names titles of this header and known fields, each once."""
    found: dict[str, str] = {}
    for title in header:
        field = chosen.get(title, "")
        if field in FIELDS and field not in found.values():
            found[title] = field
    return found
