"""单元格: limits, levels, kinds and materials as files write them, in the words of the library."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bancheng.items.content import MaterialContent
from bancheng.items.version_row import Level

LIMIT = re.compile(r"(\d+)\s*[（(]?\s*个?(工作日|自然日|日历日|天|日|小时|分钟)\s*[）)]?")
ISSUED = re.compile(
    r"[（(【\[]\s*(?:由|出具[:：])\s*(.{1,100}?)\s*(?:出具|核发|提供)?\s*[）)】\]]\s*$"
)
NUMBERED = re.compile(r"^\s*(?:[（(]?\d{1,2}[）).、．]|[一二三四五六七八九十]{1,3}、)\s*")
LINE_ENDS = re.compile(r"[\r\n；;]+")
AREA = re.compile(r"\d{6}|\d{9}|\d{12}")

# 事项类型 as the national catalogue of service items numbers them
KINDS = {
    "1": "行政许可",
    "2": "行政处罚",
    "3": "行政强制",
    "4": "行政征收",
    "5": "行政给付",
    "6": "行政检查",
    "7": "行政确认",
    "8": "行政奖励",
    "9": "行政裁决",
    "10": "其他行政权力",
    "20": "公共服务",
}
_LEVEL_WORDS = {
    **{label: value for value, label in Level.choices},
    **{value: value for value in Level.values},
    **dict.fromkeys(("国家", "中央"), "state"),
    **dict.fromkeys(("省", "自治区级", "自治区"), "province"),
    **dict.fromkeys(("市", "设区市级", "地级", "地市级"), "city"),
    **dict.fromkeys(("县", "区级", "区", "县区级", "区县级", "县（区）级", "旗级"), "county"),
    **dict.fromkeys(("乡", "镇级", "镇", "乡镇级", "街道", "乡镇（街道）", "街道级"), "township"),
    **dict.fromkeys(("村", "社区", "村（社区）", "村（社区）级", "社区级"), "village"),
}


def text(cell: object) -> str:
    """A cell as text; a spreadsheet keeps whole numbers as 12.0, a list is told one after the
    other."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, list | tuple):
        return "、".join(text(part) for part in cell)
    return str(cell).replace("\x00", "").strip()


def limit(cell: object) -> str:
    """«30(工作日)» as «30 个工作日»; anything else as it is written."""
    found = LIMIT.fullmatch(text(cell))
    if not found:
        return text(cell)
    count, unit = found.groups()
    return f"{count} 个{unit}" if unit.endswith("日") and len(unit) > 1 else f"{count} {unit}"


def kind(cell: object) -> str:
    """A type by its name; the national catalogue's number stands for its name."""
    written = text(cell)
    return KINDS.get(written.lstrip("0"), written)


def level(cell: object) -> str | None:
    """A level's value; None for words that are no level."""
    written = text(cell)
    return _LEVEL_WORDS.get(written, None if written else "")


def level_of_area(cell: object) -> str:
    """The level that an area's code tells (GB/T 2260 and below); empty where it is none."""
    digits = text(cell)
    if not AREA.fullmatch(digits):
        return ""
    full = digits.ljust(12, "0")
    for end, tells in ((2, "province"), (4, "city"), (6, "county"), (9, "township")):
        if set(full[end:]) == {"0"}:
            return "state" if set(full) == {"0"} else tells
    return "village"


def lines(cell: object) -> tuple[str, ...]:
    """A list, or a text with one a line, with the numbers before them taken off."""
    parts = [text(p) for p in cell] if isinstance(cell, list | tuple) else _split(text(cell))
    return tuple(p for p in parts if p)


def words(cell: object) -> tuple[str, ...]:
    """Other names: a list, or a text with commas or the like between."""
    if isinstance(cell, list | tuple):
        return lines(cell)
    return tuple(p.strip() for p in re.split(r"[、，,;；\n]+", text(cell)) if p.strip())


def _split(whole: str) -> list[str]:
    return [NUMBERED.sub("", part).strip() for part in LINE_ENDS.split(whole)]


def materials(cell: object) -> tuple[MaterialContent, ...]:
    """Materials from a list of texts or objects, or from a text with one a line. Who issues one
    may stand behind its name: «消防意见（由 A-03 出具）»; whether that is an item is seen later."""
    return tuple(_each(cell))


def _each(cell: object) -> Iterator[MaterialContent]:
    parts = cell if isinstance(cell, list | tuple) else _split(text(cell))
    for part in parts:
        if isinstance(part, dict):
            yield _told(part)
        elif name := text(part):
            issued = ISSUED.search(name)
            bare = name[: issued.start()].strip() if issued else name
            yield MaterialContent(bare or name, issuer=issued[1] if issued and bare else "")


def _told(part: dict[object, object]) -> MaterialContent:
    said = {str(k).lower(): text(v) for k, v in part.items()}

    def first(*names: str) -> str:
        return next((said[n] for n in names if said.get(n)), "")

    return MaterialContent(
        first("name", "材料名称", "名称", "材料"),
        first("copies", "份数", "count"),
        first("issued_by_item", "出具事项"),
        first("issuer", "出具单位", "来源", "issued_by"),
    )
