"""What can go wrong with the journal, in the words a clerk or an administrator reads."""

from __future__ import annotations


class JournalError(Exception):
    """Anything the journal refuses or cannot do; ``str()`` is a sentence that can be shown."""


class OutsideTransactionError(JournalError):
    """A programming error: facts were to be appended where nothing holds them together."""


class VersionConflictError(JournalError):
    """The case has moved on since it was read (or has not come as far as was said)."""

    def __init__(self, case_no: str, expected: int, actual: int) -> None:
        self.case_no, self.expected, self.actual = case_no, expected, actual
        super().__init__(
            f"办件 {case_no} 已有新的记录（您看到的是第 {expected} 条，现为第 {actual} 条），"
            "本次操作没有保存。请刷新后再办。"
        )


class WrongChainError(JournalError):
    """A case was to be continued in the journal of another unit."""

    def __init__(self, case_no: str, belongs: str, asked: str) -> None:
        self.case_no, self.belongs, self.asked = case_no, belongs, asked
        super().__init__(
            f"办件 {case_no} 记在“{belongs}”的日志里，不能接着记到“{asked}”。"
            "转到别处办理的，请在那边另立工单。"
        )


class UnreadableEntryError(JournalError):
    """A stored entry is not what the journal once wrote."""

    def __init__(self, chain: str, position: int, why: str) -> None:
        self.chain, self.position = chain, position
        super().__init__(
            f"“{chain}”日志第 {position} 条读不出来：{why}。"
            "请管理员运行 bancheng journal verify 查明，不要自行改动数据库。"
        )


class KeyFileError(JournalError):
    """A key file of the data folder is missing, damaged, or belongs to another database."""


class CannotSignError(JournalError):
    """A checkpoint was asked for over a chain that is empty or does not verify."""
