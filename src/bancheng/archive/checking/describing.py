"""检测元数据: whether it can be read, tells what it must, and the same as the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from bancheng.archive.checking.fault import Fault, authentic, safe, usable, whole
from bancheng.archive.layout import ATTACHMENTS, METADATA, PAPERS, Head
from bancheng.archive.metadata import ROOT, Material

LARGEST = 20_000_000
MUST = (
    *("文件实体/聚合层次", "文件实体/来源/立档单位名称", "文件实体/档号/档号"),
    *("文件实体/档号/年度", "文件实体/档号/保管期限", "文件实体/内容描述/题名"),
    *("文件实体/内容描述/责任者", "文件实体/内容描述/日期", "文件实体/保管/保管期限"),
    *("办件/工单编号", "办件/规范", "办件/归档时间", "业务实体/业务"),
)
NEVER = (b"<!DOCTYPE", b"<!ENTITY")


def read_metadata(content: bytes) -> tuple[Element | None, list[Fault]]:
    """The metadata as a tree."""
    if any(word in content for word in NEVER):
        said = "元数据里有会去取别处内容的声明（DTD、实体）。"
        return None, [safe("metadata_reaches_out", METADATA, said)]
    try:
        if len(content) > LARGEST:
            raise ValueError("too large")
        content.decode("utf-8")
        root = ElementTree.fromstring(content)  # noqa: S314 - it has no DTD
    except (ElementTree.ParseError, ValueError):
        return None, [usable("metadata_unreadable", METADATA, "元数据（XML）读不出来。")]
    if root.tag != ROOT:
        return None, [usable("metadata_of_another_form", METADATA, "这不是归档包的元数据。")]
    return root, []


def described(root: Element, head: Head, names: Mapping[str, bytes]) -> Iterator[Fault]:
    """Whether everything is told, and the same as elsewhere."""
    for place in MUST:
        found = root.find(place)
        if found is None or not (len(found) or (found.text or "").strip()):
            yield whole("metadata_lacks", METADATA, f"元数据里缺“{place}”。")
    for place, wanted in (("文件实体/档号/档号", head.number), ("办件/工单编号", head.case)):
        told = root.findtext(place)
        if told and told != wanted:
            said = f"元数据的“{place}”是 {told}，清单是 {wanted}。"
            yield authentic("metadata_differs", METADATA, said)
    listed = {one.name for one in materials(root)}
    held = {name for name in names if name.startswith((PAPERS, ATTACHMENTS))}
    for name in sorted(listed - held):
        yield whole("material_missing", name, "材料目录里有，包里没有。")
    for name in sorted(held - listed):
        yield whole("material_not_in_catalogue", name, "包里有，材料目录里没有。")


def materials(root: Element) -> list[Material]:
    """The list of papers and attachments."""
    return [
        Material(
            name=one.findtext("计算机文件名") or "",
            title=one.findtext("题名") or "",
            sort=one.get("类别", ""),
            kind=one.findtext("格式信息") or "",
            size=0,
            formed=one.findtext("形成日期") or "",
            by=one.findtext("责任者") or "",
            id=one.findtext("标识") or "",
            original=one.findtext("原文件名") or "",
        )
        for one in root.iterfind("材料目录/材料")
    ]
