"""通报: how a region's bulletin is called, who issues it, to whom it goes, and in which order."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bancheng.core.standard.sourced import Many, NonEmpty, Sourced

Rhythm = Literal["month", "quarter", "year"]
Section = Literal["basics", "handling", "hot", "cases", "problems", "next"]
USUAL_SECTIONS: dict[Section, str] = {
    "basics": "基本情况",
    "handling": "办理与回访",
    "hot": "热点堵点",
    "cases": "典型案例",
    "problems": "存在问题",
    "next": "下一步",
}
FOLLOWING = ("supervise", "settle", "reopen")
"""Acts by which a standard says who follows up: they write the bulletin where it names nobody."""


class Bulletin(Sourced):
    """``number`` is a pattern with {year} and {n}; ``to`` 报送, ``copies`` 抄送; ``sections`` are
    the headings in their order; ``by`` the roles that write and issue it; ``praise`` the kinds of
    the staff record that are told as a number of the whole centre, never of anybody."""

    title: NonEmpty
    rhythm: tuple[Rhythm, ...] = Field(min_length=1)
    by: Many = ()
    number: NonEmpty = "{year}年第{n}期"
    to: Many = ()
    copies: Many = ()
    sections: dict[Section, NonEmpty] = Field(default_factory=lambda: dict(USUAL_SECTIONS))
    praise: Many = ()


USUAL = Bulletin(
    title="“办不成事”反映窗口运行情况通报",
    rhythm=("month", "quarter", "year"),
    because="文本没有写通报的样子；按通报的通常写法",
)
"""Where a standard has none of its own."""
