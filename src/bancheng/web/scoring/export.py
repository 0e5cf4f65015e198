"""导出评分: the sheets of a year as XLSX or CSV, its record kept first."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from bancheng.journal.data_folder import folder
from bancheng.ledgers import csv_text, workbook
from bancheng.ledgers.exporting import A_BLOCK, KINDS, TYPES
from bancheng.scoring.exporting import Mark, begin, columns, mark_of, rows_of
from bancheng.scoring.sheets import Scored
from bancheng.web.desk import Reader, desk
from bancheng.web.scoring.asked import asked_of


@require_POST
@desk
def score_export(request: HttpRequest, reader: Reader, code: str, year: int) -> HttpResponseBase:
    """POST /scores/<centre>/<year>/export with ``format``, ``view`` and ``quarter``."""
    asked = asked_of(reader, request.POST.dict(), code, year)
    kind = request.POST.get("format", "")
    if not asked.seen.decides or kind not in KINDS:
        raise Http404
    scored = asked.scored(reader)
    export = begin(reader.user, scored, asked.title, kind, reader.now)
    mark = mark_of(reader.user, export)
    pieces = (
        csv_text.pieces(columns(), mark, rows_of(scored))
        if kind == "csv"
        else _workbook(mark, scored)
    )
    answer = StreamingHttpResponse(pieces, content_type=TYPES[kind])
    name = f"{mark.title}.{kind}"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _workbook(mark: Mark, scored: Scored) -> Iterator[bytes]:
    """Once it is whole; what a power cut leaves behind is swept with the ledgers'."""
    with tempfile.TemporaryDirectory(prefix="ledger-", dir=folder("passing")) as place:
        file = Path(place) / "score.xlsx"
        workbook.write(file, columns(), mark, rows_of(scored))
        with file.open("rb") as written:
            while block := written.read(A_BLOCK):
                yield block
