"""好差评平台的替身: takes services and ratings, gives ratings out page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bancheng.cli.stand_ins.stand import Heard


@dataclass
class Platform:
    """``services`` and ``ratings`` as they came, each once; ``given``: ratings people gave over
    there, with the time by which they are asked for."""

    services: dict[tuple[str, str], dict[str, object]] = field(default_factory=dict)
    ratings: list[dict[str, object]] = field(default_factory=list)
    given: list[dict[str, object]] = field(default_factory=list)
    check: Callable[[Heard], bool] | None = None

    def rated(self, number: str, level: int, at: str, text: str = "", **more: object) -> None:
        """Somebody rates over there."""
        self.given.append(
            {
                "evaluateId": f"E{len(self.given) + 1}",
                "projectNo": number,
                "satisfaction": str(level),
                "writingEvaluation": text,
                "evaluateTime": at,
                **more,
            }
        )

    def answer(self, heard: Heard) -> tuple[int, object]:
        """POST /service, POST /rating, GET /evaluations?since=&page=&size="""
        if self.check is not None and not self.check(heard):
            return 200, {"code": "401", "message": "signature does not match"}
        told = heard.told
        if heard.path == "/service":
            key = (str(told.get("projectNo")), str(told.get("serviceNumber")))
            self.services[key] = told
        elif heard.path == "/rating":
            self.ratings.append(told)
        elif heard.path == "/evaluations":
            return 200, {"code": "0", "data": self._page(heard)}
        else:
            return 404, {"code": "404"}
        return 200, {"code": "0"}

    def _page(self, heard: Heard) -> list[dict[str, object]]:
        since = heard.query.get("since", "")
        found = [one for one in self.given if str(one["evaluateTime"]) >= since]
        size, page = int(heard.query.get("size", "50")), int(heard.query.get("page", "1"))
        return found[(page - 1) * size : page * size]
