"""What belongs to a region and may therefore stand in `standards/` only, and where it leaked to.

The words are read from the standards themselves, so that a region added tomorrow is guarded too.
Short everyday words (转办, 回访) cannot be told from the language of the trade; they are looked for
only as whole string constants where they would name a category.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bancheng.core.glossary import OUTCOMES
from tests.house.source_files import constants, shipped

PROVINCES = (
    *("北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江"),
    *("安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州"),
    *("云南", "陕西", "甘肃", "青海", "台湾", "内蒙古", "广西", "西藏", "宁夏", "新疆"),
    *("香港", "澳门"),
)
_PLACE = re.compile(r"([\u4e00-\u9fff]{2,6}?)(?:省|自治区|市|州|县|区|镇|乡)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BRACES = re.compile(r"\{[^}]*\}|[\s:：,，、()（）]+")
_LABELLED = ("kinds", "grounds", "refusals", "traits", "fields")
_LONG_ENOUGH = 5
_DAY_COUNT = re.compile(
    r"(?<![第下同每])(?:\d+|[一二两三四五六七八九十]+)\s*个?\s*(?:工作日|工作小时|小时)"
)
_LIMIT = re.compile(r"\d+ (?:office |working |calendar )?(?:minutes?|hours?|days?|months?)")


@dataclass(frozen=True)
class RegionWords:
    """`anywhere`: forbidden in any line. `exactly`: forbidden as a whole string constant."""

    anywhere: dict[str, str] = field(default_factory=dict)
    exactly: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Leak:
    """A region's word in the source: where, which word, and whose it is."""

    file: Path
    line: int
    word: str
    whose: str

    @property
    def place(self) -> tuple[str, str]:
        """File and word, which stay the same when lines move."""
        return self.file.as_posix(), self.word

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.word} ({self.whose})"


def read(standards: Path) -> RegionWords:
    """Everything the standards below a folder claim for their regions.

    A kind may be called like an outcome, which is the core's own word and stays so.
    """
    words = RegionWords(dict.fromkeys(PROVINCES, "a province"), {})
    for path in sorted(standards.glob("*/*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(content, dict) or not isinstance(content.get("standard"), dict):
            continue
        whose = f"{path.parent.name}/{path.name}"
        for word in _long_words(content):
            words.anywhere.setdefault(word, whose)
        for word in (*_categories(content), *_clauses(content, path.with_name("clauses.yaml"))):
            if word in OUTCOMES:
                continue
            words.exactly.setdefault(word, whose)
    return words


def _long_words(content: dict[str, Any]) -> Iterator[str]:
    head = content["standard"]
    yield head["id"]
    yield from (part for part in head["id"].split("-") if part not in _PLAIN_ENGLISH)
    for key in ("title", "issuer", "interpreter"):
        text = head.get(key) or ""
        if len(_HAN.findall(text)) >= _LONG_ENOUGH:
            yield text
        yield from (match.group(1) for match in _PLACE.finditer(text) if match.start() == 0)
    for text in (*_form_texts(content), *_labels(content)):
        if len(_HAN.findall(text)) >= _LONG_ENOUGH:
            yield text


# a standard's id is Latin, such as place-township: its level is a word of English, its place is not
_PLAIN_ENGLISH = frozenset(
    ("village", "township", "hall", "district", "county", "city", "province", "nation")
)


def _form_texts(content: dict[str, Any]) -> Iterator[str]:
    for form in (content.get("forms") or {}).values():
        yield form["title"]
        for row in form.get("rows") or ():
            for cell in row:
                lines = cell.get("lines") or []
                lines = lines if isinstance(lines, list) else [lines]
                for text in (cell.get("label") or "", *lines):
                    yield from (part for part in _BRACES.split(str(text)) if part)


def _labels(content: dict[str, Any]) -> Iterator[str]:
    for section in _LABELLED:
        for entry in (content.get(section) or {}).values():
            yield entry["label"]


def _categories(content: dict[str, Any]) -> Iterator[str]:
    for name, kind in (content.get("kinds") or {}).items():
        yield name
        yield kind["label"]


def _clauses(content: dict[str, Any], beside: Path) -> Iterator[str]:
    """Clause ids: a comment may cite one, the program's own strings may not."""
    apart = yaml.safe_load(beside.read_text(encoding="utf-8")) if beside.exists() else {}
    yield from (content.get("clauses") or {})
    yield from (apart.get("clauses") or apart)


def leaks(words: RegionWords, source: Path) -> list[Leak]:
    """Every place below `source` where a region's word or a count of days stands."""
    found: list[Leak] = []
    for path in shipped(source):
        text = path.read_text(encoding="utf-8")
        file = path.relative_to(source)
        for number, line in enumerate(text.splitlines(), 1):
            found += [
                Leak(file, number, word, whose)
                for word, whose in words.anywhere.items()
                if word in line
            ]
        lines = enumerate(text.splitlines(), 1)
        for number, said in constants(ast.parse(text)) if path.suffix == ".py" else lines:
            if said in words.exactly:
                found.append(Leak(file, number, said, words.exactly[said]))
            if _LIMIT.fullmatch(said):
                found.append(Leak(file, number, said, "a limit"))
            found += [Leak(file, number, count, "a limit") for count in _DAY_COUNT.findall(said)]
    return found
