"""Strict YAML: what is read, what is refused, and where each value stands."""

import pytest

from bancheng.core.standard.source import Place, StandardFaults, read


def refused(text: str) -> list[str]:
    with pytest.raises(StandardFaults) as raised:
        read(text, "s.yaml")
    assert str(raised.value) == "\n".join(str(fault) for fault in raised.value.faults)
    return [str(fault) for fault in raised.value.faults]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"), ("no", "no"), ("on", "on"), ("off", "off"), ("Yes", "Yes"),
        ("true", True), ("false", False), ("True", "True"),
        ("2026-01-01", "2026-01-01"), ("12:30", "12:30"), ("1.5", "1.5"), ("0x10", "0x10"),
        ("007", "007"), ("1_000", "1_000"), ("5", 5), ("-5", -5), ("'5'", "5"), ("0", 0),
        ("null", None), ("~", None), ("", None), ("'null'", "null"), ("4 hours", "4 hours"),
    ],
)  # fmt: skip
def test_only_true_false_null_and_whole_numbers_are_more_than_text(
    written: str, value: object
) -> None:
    found = read(f"key: {written}", "s.yaml").data["key"]
    assert found == value
    assert type(found) is type(value)


def test_keys_stay_text_whatever_they_look_like() -> None:
    assert read("on: 1\n2026: 2\ntrue: 3", "s.yaml").data == {"on": 1, "2026": 2, "true": 3}


def test_every_value_knows_file_line_and_column() -> None:
    source = read("acts:\n  claim:\n    from: [a, b]\n", "s.yaml")
    assert source.place(("acts", "claim")) == Place("s.yaml", 2, 3)
    assert source.place(("acts", "claim", "from", 1)) == Place("s.yaml", 3, 15)


def test_what_is_not_written_stands_where_it_would_belong() -> None:
    source = read("acts:\n  claim: {by: x}\n", "s.yaml")
    assert source.place(("acts", "claim", "from", 3)) == source.place(("acts", "claim"))
    assert source.place(("duties",)) == Place("s.yaml", 1, 1)


def test_a_duplicate_key_names_both_lines() -> None:
    assert refused("acts:\n  claim: 1\n  claim: 2\n") == [
        "s.yaml 第 3 行 acts.claim：这个键重复了，第 2 行已写过"
    ]


def test_every_fault_is_told_in_one_reading() -> None:
    faults = refused("a: 1\na: 2\nb:\n  - {c: 1, c: 2}\n")
    assert [fault.split("：")[0] for fault in faults] == [
        "s.yaml 第 2 行 a",
        "s.yaml 第 4 行 b 第1项.c",
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: &x 1\nb: 2", 1, "锚点"),
        ("a: &x 1\nb: *x", 2, "引用"),
        ("a: 1\nb: !!str 2", 2, "类型标记"),
        ("a: 1\nb: !thing {c: 1}", 2, "类型标记"),
        ("a: {b: 1}\nc:\n  <<: {d: 1}", 3, "合并键"),
        ("a: 1\n[b]: 2", 2, "键只能是一个词"),
        ("a:\n\tb: 1", 2, "制表符"),
        ("a: [1\nb: 2", 2, "YAML 写法有误"),
        ("a: 'open", 1, "YAML 写法有误"),
        ("", 1, "文件是空的"),
        ("# nothing\n", 1, "文件是空的"),
        ("a: 1\n---\nb: 2", 2, "只能写一份内容"),
        ("a: 1\nb: \x07", 2, "U+0007"),
        ("a: " + "[" * 200, 1, "嵌套过深"),
    ],
)
def test_what_yaml_allows_and_a_regulation_must_not_is_refused(
    text: str, line: int, words: str
) -> None:
    faults = refused(text)
    assert any(f"s.yaml 第 {line} 行" in fault and words in fault for fault in faults), faults


def test_two_anchors_of_one_name_are_two_faults() -> None:
    assert len(refused("a: &x 1\nb: &x 2")) == 2


def test_json_is_read_too() -> None:
    source = read('{"year": 2026, "days": [{"isOffDay": true, "name": "元旦"}]}', "y.json")
    assert source.data == {"year": 2026, "days": [{"isOffDay": True, "name": "元旦"}]}
