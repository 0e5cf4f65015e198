"""画圈: whatever the circle, no box or label of its picture stands on another."""

from __future__ import annotations

from itertools import combinations

import pytest

from bancheng.items.waiting import Standing, ToldCircle, Waiting
from bancheng.web.items.ring import BOX_HEIGHT, BOX_WIDTH, LABEL_HEIGHT, LABEL_WIDTH, ring

pytestmark = pytest.mark.clause("XF-7.4")

LONG = "一个名称特别特别长的政务服务事项（含新办、变更、延续、补办和注销）"


def circle(count: int, name: str = LONG) -> ToldCircle:
    things = [
        Standing(("county", f"A-{n}"), f"{n}{name}", "", f"{n}局{name}") for n in range(count)
    ]
    after = [*things[1:], things[0]]
    steps = (Waiting(a, b, (f"{a.name}的意见书",)) for a, b in zip(things, after, strict=True))
    return ToldCircle("0" * 12, tuple(steps))


Area = tuple[float, float, float, float]


def overlap(one: Area, other: Area) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


@pytest.mark.parametrize("count", range(1, 13))
def test_nothing_in_the_picture_stands_on_anything_else(count: int) -> None:
    drawn = ring(circle(count))
    assert len(drawn.boxes) == len(drawn.arrows) == count
    areas: list[Area] = [(box.x, box.y, BOX_WIDTH, BOX_HEIGHT) for box in drawn.boxes]
    areas += [(arrow.left, arrow.top, LABEL_WIDTH, LABEL_HEIGHT) for arrow in drawn.arrows]
    for one, other in combinations(areas, 2):
        assert not overlap(one, other), (count, one, other)
    for x, y, width, height in areas:
        assert x >= 0
        assert y >= 0
        assert x + width <= drawn.width
        assert y + height <= drawn.height


def test_words_are_cut_to_what_a_box_holds_and_stay_whole_beside() -> None:
    (box, *_) = ring(circle(2)).boxes
    assert [len(words) for _, words in box.lines] == [9, 9]
    assert box.lines[1][1].endswith("…")
    assert LONG in box.name


def test_a_short_word_stands_whole() -> None:
    drawn = ring(circle(3, "证"))
    assert [words for _, words in drawn.boxes[0].lines] == ["0证"]
    assert drawn.arrows[0].label == "0证的意见书"
