"""A model's misfits, told in Chinese with file, line, key, what was expected and the nearest."""

from collections.abc import Mapping
from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from bancheng.core.calendar import Limit
from bancheng.core.standard.source import StandardFault, StandardFaults, check, read


def _limit(text: str) -> str:
    return str(Limit.parse(text))


def _many(value: object) -> object:
    return value if isinstance(value, list) else [value]


class Act(BaseModel):
    by: str
    stages: Annotated[tuple[str, ...], BeforeValidator(_many)] = Field((), alias="from")
    within: Annotated[str, AfterValidator(_limit)] = "1 hour"
    means: Literal["result", "opinion"] = "result"
    times: int = Field(1, ge=1)
    open_to_all: bool = False
    holds: str | list[str] = "nothing"


class Standard(BaseModel):
    title: str
    acts: Mapping[str, Act]
    forms: dict[str, list[Act]] | None = None


GOOD = "title: 某规范\nacts:\n  claim: {by: window, from: accepted, within: 4 office hours}\n"


def faults(text: str) -> list[StandardFault]:
    with pytest.raises(StandardFaults) as raised:
        check(Standard, read(text, "s.yaml"))
    return list(raised.value.faults)


def only(text: str) -> str:
    found = faults(text)
    assert len(found) == 1, found
    return str(found[0])


def test_what_fits_becomes_the_model() -> None:
    standard = check(Standard, read(GOOD, "s.yaml"))
    assert standard.acts["claim"].stages == ("accepted",)
    assert standard.acts["claim"].within == "4 office hours"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("bby: x, by: window", "acts.claim.bby：没有这个键；是否想写 by"),
        ("by: x, form: accepted", "acts.claim.form：没有这个键；是否想写 from"),
        ("from: accepted", "acts.claim.by：缺少这个键"),
        ("by: 5", "acts.claim.by：写成了 5；应为 一段文字"),
        ("by: null", "acts.claim.by：写成了 空值；应为 一段文字"),
        ("by: x, from: [a, 3]", "acts.claim.from 第2项：写成了 3；应为 一段文字"),
        ("by: x, means: resutl",
         "acts.claim.means：不认识“resutl”；应为 result、opinion；是否想写 result"),
        ("by: x, times: 0", "acts.claim.times：写成了 0；应为 不小于 1 的数"),
        ("by: x, times: '5'", "acts.claim.times：写成了 “5”；应为 一个整数"),
        ("by: x, times: true", "acts.claim.times：写成了 true；应为 一个整数"),
        ("by: x, open_to_all: yes", "acts.claim.open_to_all：写成了 “yes”；应为 true 或 false"),
        ("by: x, open_to_all: 1", "acts.claim.open_to_all：写成了 1；应为 true 或 false"),
        ("by: x, holds: 5", "acts.claim.holds：写成了 5；应为 一段文字，或 一个列表"),
    ],
)  # fmt: skip
def test_each_misfit_is_told_with_its_place_and_what_was_expected(line: str, told: str) -> None:
    assert only(f"title: t\nacts:\n  claim: {{{line}}}\n") == f"s.yaml 第 3 行 {told}"


def test_an_unknown_key_with_no_likeness_lists_the_keys_there_are() -> None:
    told = only(GOOD + "zzzz: 1\n")
    assert told == "s.yaml 第 4 行 zzzz：没有这个键；应为 title、acts、forms"


def test_a_bad_limit_is_told_with_the_nearest_one() -> None:
    (fault,) = faults("title: t\nacts:\n  claim:\n    by: x\n    within: 5 workdays\n")
    assert (fault.line, fault.path) == (5, ("acts", "claim", "within"))
    assert fault.problem == "时限“5 workdays”读不懂"
    assert "24 hours" in fault.expected
    assert fault.nearest == "5 working days"


def test_a_fault_inside_a_list_of_models_finds_its_nearest_key_too() -> None:
    told = only(GOOD + "forms:\n  a:\n    - {by: x, wihtin: 1 hour}\n")
    assert told == "s.yaml 第 6 行 forms.a 第1项.wihtin：没有这个键；是否想写 within"


def test_all_faults_come_at_once_in_the_order_of_the_file() -> None:
    found = faults("titel: t\nacts:\n  claim: {means: opinon}\n  other: 5\n")
    assert [fault.line for fault in found] == sorted(fault.line for fault in found)
    assert {".".join(map(str, fault.path)) for fault in found} == {
        "titel", "title", "acts.claim.by", "acts.claim.means", "acts.other",
    }  # fmt: skip


def test_a_file_that_is_a_list_is_told_so() -> None:
    assert only("- 1\n") == "s.yaml 第 1 行：写成了 列表；应为 若干“键: 值”"
