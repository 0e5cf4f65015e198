"""没有收下的表单的附件: kept until the form comes again, as far as one address has room."""

from __future__ import annotations

from django.http import HttpRequest

from bancheng.files import uploads
from bancheng.petitioner import limits
from bancheng.web.attachments.form_files import SENT_BEFORE, FormFiles
from bancheng.web.public.visit import Visit


def keep_until_next_time(
    request: HttpRequest, visit: Visit, owner: str, brought: FormFiles
) -> list[str]:
    """Count the files just sent, or let go of them; the names of those to be chosen again."""
    before = set(request.POST.getlist(SENT_BEFORE))
    new = [one for one in brought.kept if one.attachment.id not in before]
    if not new:
        return []
    if limits.may_bring_files(visit.address, visit.now):
        limits.brought_files(visit.address, visit.now)
        return []
    uploads.give_up(owner, [one.attachment.id for one in new])
    brought.kept = [one for one in brought.kept if one not in new]
    return [one.attachment.name for one in new]
