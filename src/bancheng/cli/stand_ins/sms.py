"""短信网关的替身: takes texts as a plain gateway does, and reports what became of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bancheng.cli.stand_ins.stand import Heard


@dataclass
class Gateway:
    """``sent``: each text once, by its mark. ``unreachable``: phones that are switched off.
    ``check``: whether a request is signed rightly, where one is to be."""

    sent: dict[str, dict[str, str]] = field(default_factory=dict)
    unreachable: set[str] = field(default_factory=set)
    check: Callable[[Heard], bool] | None = None
    reported: set[str] = field(default_factory=set)

    def answer(self, heard: Heard) -> tuple[int, object]:
        """POST /send takes a text; GET /reports says what became of those not reported yet."""
        if self.check is not None and not self.check(heard):
            return 200, {"code": "401", "message": "signature does not match"}
        if heard.path == "/reports":
            return 200, {"code": "0", "reports": self._reports()}
        told = {name: str(value) for name, value in heard.told.items()}
        if not told.get("mobile") or not told.get("content"):
            return 200, {"code": "400", "message": f"no text for {told.get('mobile')}"}
        known = self.sent.setdefault(told.get("id", ""), told)
        return 200, {"code": "0", "id": f"G{list(self.sent).index(known.get('id', '')) + 1}"}

    def _reports(self) -> list[dict[str, str]]:
        found = []
        for number, text in enumerate(self.sent.values(), 1):
            ref = f"G{number}"
            if ref in self.reported:
                continue
            self.reported.add(ref)
            gone = text["mobile"] in self.unreachable
            found.append(
                {
                    "id": ref,
                    "status": "UNDELIV" if gone else "DELIVRD",
                    "why": "关机" if gone else "",
                }
            )
        return found
