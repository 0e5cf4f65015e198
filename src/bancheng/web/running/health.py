"""健康检查: for a monitor, without signing in. It says yes or no and nothing else."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bancheng.running import health as state


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """GET /health: 200, or 503 where the database does not answer or the disk is full."""
    del request
    try:
        ok = state.alive()
    except (DatabaseError, OSError):
        ok = False
    return JsonResponse({"ok": ok}, status=200 if ok else 503)
