"""检测发现的问题: which of the four qualities, which file, what is wrong, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Quality(StrEnum):
    """四性, as DA/T 70 orders them."""

    AUTHENTIC = "真实性"
    WHOLE = "完整性"
    USABLE = "可用性"
    SAFE = "安全性"


@dataclass(frozen=True, slots=True)
class Fault:
    """``file`` is empty where it is the package itself."""

    quality: Quality
    code: str
    file: str
    says: str
    do: str

    @property
    def sentence(self) -> str:
        """In one line, for the screen."""
        place = f"{self.file}：" if self.file else ""
        return f"〔{self.quality}〕{place}{self.says}{self.do}"


ANOTHER_COPY = "请换一份完整的副本，或从备份里取回。"
BY_THE_CENTRE = "请退回制作的中心，重新做一份归档包。"
NOT_TO_BE_TRUSTED = "不要接收，请与制作的中心当面核对。"


def authentic(code: str, file: str, says: str, do: str = NOT_TO_BE_TRUSTED) -> Fault:
    """真实性: it is not what it says it is."""
    return Fault(Quality.AUTHENTIC, code, file, says, do)


def whole(code: str, file: str, says: str, do: str = ANOTHER_COPY) -> Fault:
    """完整性: something is lacking, too much or changed."""
    return Fault(Quality.WHOLE, code, file, says, do)


def usable(code: str, file: str, says: str, do: str = BY_THE_CENTRE) -> Fault:
    """可用性: it cannot be opened or read."""
    return Fault(Quality.USABLE, code, file, says, do)


def safe(code: str, file: str, says: str, do: str = "不要打开，请退回制作的中心。") -> Fault:
    """安全性: it may do harm to whoever opens it."""
    return Fault(Quality.SAFE, code, file, says, do)
