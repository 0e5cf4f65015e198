"""YAML without its surprises: text in, a node tree and its faults out.

YAML guesses types (`no` becomes false, 2026-01-01 a date, 12:30 a number), lets a key stand
twice and the last one win, and hides values behind anchors. In a regulation each of these
changes the law silently, so only true, false, null and whole numbers are recognised, and
duplicate keys, anchors, merge keys and tags are refused.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bancheng.core.standard.faults import Path, StandardFault, StandardFaults

DEEPEST = 40  # no data file is nested this deep; beyond it reading would exhaust the stack
_STR, _INT, _BOOL, _NULL = (f"tag:yaml.org,2002:{name}" for name in ("str", "int", "bool", "null"))


class _Strict(yaml.SafeLoader):
    """Composes nodes and notes every construct that is refused, instead of obeying it."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.refused: list[tuple[int, str, str]] = []
        self.depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        parser: Any = self  # the stubs leave the parser's own methods untyped
        event = parser.peek_event()
        line = event.start_mark.line + 1
        if self.check_event(yaml.AliasEvent):
            parser.get_event()
            self.refused.append((line, "不允许引用（*）", "把内容照写一遍"))
            return ScalarNode(_STR, "", event.start_mark, event.end_mark)
        if getattr(event, "anchor", None):
            self.refused.append((line, "不允许锚点（&）", "把内容照写一遍"))
            event.anchor = None  # two equal names must not end the reading early
        if getattr(event, "tag", None):
            self.refused.append((line, f"不允许类型标记（{event.tag}）", "只写值本身"))
        self.depth += 1
        if self.depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem="嵌套过深", problem_mark=event.start_mark)
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


for _tag, _pattern, _first in (
    (_BOOL, r"true|false", "tf"),
    (_INT, r"-?(?:0|[1-9][0-9]{0,17})", "-0123456789"),
    (_NULL, r"~|null|", ["~", "n", ""]),
):
    _Strict.add_implicit_resolver(_tag, re.compile(f"^(?:{_pattern})$"), list(_first))


class Leafed(NamedTuple):
    """Plain data and the line and column of every path in it."""

    data: object
    places: dict[Path, tuple[int, int]]


def compose(text: str, file: str) -> Leafed:
    """Read one YAML document; raises StandardFaults naming every refused construct."""
    node = _root(text, file)
    tree = _Tree(file)
    tree.places[()] = (1, 1)
    data = tree.plain(node, ())
    if tree.faults:
        raise StandardFaults(tree.faults)
    return Leafed(data, tree.places)


def _root(text: str, file: str) -> Node:
    try:
        loader = _Strict(text)
        try:
            node: Node | None = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise StandardFaults([StandardFault(file, line, (), _said(error))]) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        problem = f"有不能用的字符（U+{ord(text[error.position]):04X}）"
        raise StandardFaults([StandardFault(file, line, (), problem)]) from error
    if loader.refused:
        raise StandardFaults(
            [StandardFault(file, line, (), why, hint) for line, why, hint in loader.refused]
        )
    if node is None:
        raise StandardFaults([StandardFault(file, 1, (), "文件是空的")])
    return node


def _said(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    if "'\\t'" in problem:
        return "用了制表符（Tab）缩进，请改用空格"
    if "another document" in problem or "single document" in (error.context or ""):
        return "一个文件只能写一份内容，请去掉第二个 ---"
    return f"YAML 写法有误，请检查这一行和上一行的缩进、冒号、引号（{problem}）"


class _Tree:
    """Turns nodes into plain data, remembering places and collecting faults."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.places: dict[Path, tuple[int, int]] = {}
        self.faults: list[StandardFault] = []

    def plain(self, node: Node, path: Path) -> object:
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self._item(item, (*path, n)) for n, item in enumerate(node.value)]
        text: str = node.value
        match node.tag:
            case tag if tag == _BOOL:
                return text == "true"
            case tag if tag == _INT:
                return int(text)
            case tag if tag == _NULL:
                return None
        return text

    def _item(self, node: Node, path: Path) -> object:
        self.places[path] = _place(node)
        return self.plain(node, path)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, value in node.value:
            line, column = _place(key_node)
            if not isinstance(key_node, ScalarNode):
                self._refuse(line, path, "键只能是一个词，不能是列表或映射")
                continue
            key: str = key_node.value
            here = (*path, key)
            if key == "<<":
                self._refuse(line, here, "不允许合并键（<<）", "把内容照写一遍")
            elif key in data:
                first = self.places[here][0]
                self._refuse(line, here, f"这个键重复了，第 {first} 行已写过")
            else:
                self.places[here] = (line, column)
                data[key] = self.plain(value, here)
        return data

    def _refuse(self, line: int, path: Path, problem: str, expected: str = "") -> None:
        self.faults.append(StandardFault(self.file, line, path, problem, expected))


def _place(node: Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
