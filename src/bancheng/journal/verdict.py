"""核验结论: the first broken entry of a chain and how it is broken, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# Published codes (they stand in --json output) and what an administrator reads.
HOW: Final = {
    "bytes_changed": "内容被改动：与它自己的摘要和后一条的记载都对不上",
    "hash_changed": "摘要栏被改动：内容没有变，与后一条的记载相符",
    "seal_mismatch": "内容与摘要对不上：其中一个被改动",
    "column_differs": "“{what}”栏与封存的内容不符：库中的栏被改动",
    "moved_to_another_case": "被挪到别的办件名下：封存的是办件 {what}",
    "link_broken": "记载的前一条摘要不是第 {before} 条的摘要：其中一条被替换",
    "position_missing": "不见了：其后还有条目",
    "position_repeated": "出现了两次，或次序颠倒",
    "version_gap": "在办件中的序号不相接：应为第 {what} 条",
    "unknown_format": "格式不认识：{what}",
    "detail_differs": "“{what}”的文字与封存的承诺不符：文字被改动",
    "detail_unreadable": "“{what}”的文字解不开：密文或密钥被改动",
    "detail_missing": "“{what}”的文字不见了，而本件没有清除记录",
    "detail_not_erased": "“{what}”的文字应已清除，却还在库中",
    "detail_not_sealed": "旁边多出“{what}”的文字，封存的内容里没有它",
    "tail_cut": "及其后的条目不见了：{what} 的检查点证明曾有 {until} 条",
    "differs_from_checkpoint": "至第 {until} 条之间有改动：与 {what} 签名的检查点不符，链被重算过",
    "checkpoint_forged": "处的检查点签名不成立：检查点被改动或伪造（{what}）",
    "checkpoint_unknown_key": "处的检查点由不认识的密钥 {what} 签名",
}


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain is first broken. ``until`` ends the range where one cannot tell nearer."""

    chain: str
    position: int
    how: str
    what: str = ""
    case_no: str | None = None
    until: int | None = None

    @property
    def sentence(self) -> str:
        """What an administrator reads."""
        of_case = f"（办件 {self.case_no}）" if self.case_no else ""
        said = HOW[self.how].format(what=self.what, until=self.until, before=self.position - 1)
        return f"“{self.chain}”日志第 {self.position} 条{of_case}{said}。"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found: at most one break a chain, the first."""

    chains: tuple[str, ...]
    entries: int
    texts: int
    checkpoints: int
    breaks: tuple[Break, ...]
    guarded: bool | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing is broken."""
        return not self.breaks

    @property
    def first(self) -> Break | None:
        """The first break, if any."""
        return self.breaks[0] if self.breaks else None
