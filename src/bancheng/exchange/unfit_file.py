"""不收: why a file is not taken, in a sentence that says what is wrong and what to do."""

from __future__ import annotations

from bancheng.core.refusal import Refusal


def unfit(code: str, sentence: str, field: str = "file") -> Refusal:
    """The refusal of a whole file; nothing of it was done."""
    return Refusal(code, sentence, field=field)


def not_a_file() -> Refusal:
    """It never was one of ours, or its head is cut off."""
    sentence = "这不是交换件，或者开头损坏了。请选对方做的 .bcx 文件；就是它的，请对方再给一次。"
    return unfit("not_an_exchange_file", sentence)


def changed() -> Refusal:
    """It does not match what was signed."""
    sentence = "这份交换件被改动过，或者拷贝时损坏了，没有收。请对方把同一份再给一次。"
    return unfit("changed", sentence)
