"""交来的材料: a photo or paper that a petitioner sent, shown to them again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.casework.access import NotFound
from bancheng.casework.look import Look
from bancheng.files.giving_out import file_answer
from bancheng.files.keeping import LostFileError
from bancheng.petitioner import own_papers
from bancheng.web.public.mine import theirs
from bancheng.web.public.visit import Visit


@require_safe
@theirs
def own_paper(request: HttpRequest, visit: Visit, look: Look, file_id: str) -> HttpResponse:
    """GET /w/<centre>/mine/papers/<id>: pictures in place, others to be saved"""
    try:
        return file_answer(*own_papers.opened(look, file_id))
    except LostFileError as lost:
        raise NotFound(file_id) from lost
