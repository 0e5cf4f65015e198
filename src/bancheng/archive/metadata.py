"""元数据: the case and its papers in XML, element by element as DA/T 46-2009 names them.

文件实体、机构人员实体、业务实体 are that standard's; 办件 and 保管 are our own, since it
knows no case and no due date (``docs/archive.md`` says what is whose). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

ROOT = "政务服务事项电子文件元数据"
FORMAT = "1"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PAPER, ATTACHED = "文书", "附件"


@dataclass(frozen=True, slots=True)
class Material:
    """One file of the package. ``id``: of an attachment, as sealed; ``original``: its own name."""

    name: str
    title: str
    sort: str
    kind: str
    size: int
    formed: str
    by: str
    id: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry as 业务实体: what was done, when, by whom, under which clauses."""

    act: str
    at: str
    by: str
    office: str
    because: str
    position: int


@dataclass(frozen=True, slots=True)
class Described:
    """Everything the metadata tells. Pairs are element and value, in order."""

    title: str
    number: tuple[tuple[str, str], ...]
    source: tuple[tuple[str, str], ...]
    content: tuple[tuple[str, str], ...]
    form: tuple[tuple[str, str], ...]
    keeping: tuple[tuple[str, str], ...]
    case: tuple[tuple[str, str], ...]
    materials: tuple[Material, ...]
    left_out: tuple[str, ...]
    steps: tuple[Step, ...]


def written(told: Described) -> bytes:
    """The XML, indented so that a person can read it."""
    root = Element(ROOT, {"格式": FORMAT})
    file = SubElement(root, "文件实体")
    _add(file, [("聚合层次", "件")])
    for name, pairs in (
        ("来源", told.source),
        ("档号", told.number),
        ("内容描述", told.content),
        ("形式特征", told.form),
        ("保管", told.keeping),
    ):
        _add(SubElement(file, name), pairs)
    _add(SubElement(root, "办件"), told.case)
    listed = SubElement(root, "材料目录")
    for seq, one in enumerate(told.materials, 1):
        _material(listed, seq, one)
    for what in told.left_out:
        _add(listed, [("未收入", what)])
    business = SubElement(root, "业务实体")
    for step in told.steps:
        _step(business, step)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def legal(text: str) -> str:
    """The text without what XML cannot hold; a mark stands where something was."""
    return NOT_XML.sub("\ufffd", text)


def _add(parent: Element, pairs: Iterable[tuple[str, str]]) -> None:
    for name, value in pairs:
        SubElement(parent, name).text = legal(value)


def _material(listed: Element, seq: int, one: Material) -> None:
    place = SubElement(listed, "材料", {"序号": str(seq), "类别": one.sort})
    pairs = [("题名", one.title), ("计算机文件名", one.name), ("格式信息", one.kind)]
    pairs += [("计算机文件大小", str(one.size)), ("形成日期", one.formed), ("责任者", one.by)]
    pairs += [(n, v) for n, v in (("标识", one.id), ("原文件名", one.original)) if v]
    _add(place, pairs)


def _step(business: Element, step: Step) -> None:
    place = SubElement(business, "业务", {"日志条": str(step.position)})
    pairs = [("业务行为", step.act), ("行为时间", step.at), ("机构人员名称", step.by)]
    pairs += [("组织机构名称", step.office), ("行为依据", step.because)]
    _add(place, [(name, value) for name, value in pairs if value])
