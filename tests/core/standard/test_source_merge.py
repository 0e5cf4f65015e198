"""A standard laid over a shared base of readings."""

import pytest

from bancheng.core.standard.source import Place, Source, StandardFaults, merge, read

BASE = """\
title: 共用读法
duties:
  claim: {within: 4 office hours, because: 原文未写}
  inform: {within: 24 hours, because: 原文未写}
roles: {window: 窗口, office: 办公室}
"""


def laid(over: str) -> Source:
    return merge(read(BASE, "base.yaml"), read(over, "over.yaml"))


def refused(base: str, over: str) -> str:
    with pytest.raises(StandardFaults) as raised:
        merge(read(base, "base.yaml"), read(over, "over.yaml"))
    return str(raised.value)


def test_an_entry_replaces_the_entry_of_its_name_whole() -> None:
    merged = laid("duties:\n  claim: {within: 1 hour}\n")
    assert merged.data["duties"]["claim"] == {"within": "1 hour"}
    assert merged.data["duties"]["inform"]["within"] == "24 hours"


def test_a_new_entry_and_a_new_section_are_added() -> None:
    merged = laid("duties:\n  archive: {within: 2 months}\nforms: {a: {b: c}}\n")
    assert list(merged.data["duties"]) == ["claim", "inform", "archive"]
    assert merged.data["forms"] == {"a": {"b": "c"}}


def test_null_takes_an_entry_out() -> None:
    assert list(laid("duties: {claim: null}").data["duties"]) == ["inform"]


def test_any_other_section_is_replaced_whole() -> None:
    merged = laid("roles: {village: 村站}\ntitle: 某地规范\n")
    assert merged.data["roles"] == {"village": "村站"}
    assert merged.data["title"] == "某地规范"


def test_places_follow_the_winner() -> None:
    merged = laid("\n\nduties:\n  claim: {within: 1 hour}\n")
    assert merged.place(("duties", "claim", "within")) == Place("over.yaml", 4, 11)
    assert merged.place(("duties", "inform", "within")) == Place("base.yaml", 4, 12)
    # what the winner does not say is not found in the loser
    assert merged.place(("duties", "claim", "because")) == Place("over.yaml", 4, 3)
    assert merged.place(("nothing",)) == Place("over.yaml", 1, 1)


def test_the_base_stays_as_it_was() -> None:
    base = read(BASE, "base.yaml")
    merge(base, read("duties: {claim: null, inform: {within: 1 hour}}", "over.yaml"))
    assert base.data == read(BASE, "base.yaml").data


def test_taking_out_what_is_not_there_is_refused_with_the_nearest() -> None:
    told = refused(BASE, "duties:\n  clam: null\n")
    assert told == "over.yaml 第 2 行 duties.clam：要去掉的这一项本来就没有；是否想写 claim"


def test_a_list_cannot_be_laid_over_anything() -> None:
    assert refused(BASE, "- 1").startswith("over.yaml 第 1 行：整个文件应由")
    assert refused("- 1", BASE).startswith("base.yaml 第 1 行：整个文件应由")
