"""送没送到: what the gateway reports, fetched each round or brought by it, kept with the text.

A text that did not arrive is shown on the page of its case, so that a person calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bancheng.channels import failing
from bancheng.channels.setup_row import Setup
from bancheng.channels.setups import log
from bancheng.channels.sms import gateway
from bancheng.channels.sms.settings import SmsSettings
from bancheng.channels.sms.text_row import ARRIVED, FAILED, GONE, Text
from bancheng.channels.template import at_path, hushed, words_among
from bancheng.wire.letter_row import Letter
from bancheng.wire.sending import NotSentError


def fetch(setup: Setup, chosen: SmsSettings, now: datetime) -> None:
    """Ask the gateway, where it is one that is asked and something is under way."""
    if not chosen.report_url or not Text.objects.filter(setup=setup, state=GONE).exists():
        return
    try:
        found = gateway.reports(chosen, now)
    except NotSentError as why:
        log(setup, "came", failing.REPORTS, now, fine=False, said=str(why))
        return
    failing.is_over(setup, failing.REPORTS, now)
    take(setup, chosen, found, now)


def take(
    setup: Setup, chosen: SmsSettings, reports: Iterable[Mapping[str, Any]], now: datetime
) -> int:
    """Keep what is new in them; how many texts they were about. Repeating it does no harm."""
    known = 0
    for report in reports:
        ref = str(at_path(report, chosen.report_id) or "")[:80]
        state = at_path(report, chosen.report_state)
        text = Text.objects.filter(setup=setup, ref=ref).first() if ref else None
        if text is None or words_among(state, chosen.report_waiting.split(",")):
            continue
        known += 1
        fine = words_among(state, chosen.report_fine.split(","))
        if text.state == (ARRIVED if fine else FAILED):
            continue
        why = "" if fine else hushed(str(at_path(report, chosen.report_why) or state))[:100]
        settle(text, ARRIVED if fine else FAILED, now, why)
        said = "送到了。" if fine else f"没有送到：{why}"
        log(
            setup, "came", failing.REPORTS, now, ref=ref, case_no=text.case_no, fine=fine, said=said
        )
    return known


def settle(text: Text, state: str, now: datetime, why: str = "", ref: str = "") -> None:
    """How it stands with a text from now on."""
    text.state, text.state_at, text.why = state, now, why[:100]
    text.ref = ref or text.ref
    text.save(update_fields=["state", "state_at", "why", "ref"])


def not_arrived(case_no: str) -> Text | None:
    """The last text of a case, where it did not come through."""
    texts = Text.objects.filter(case_no=case_no).select_related("setup")
    last = texts.order_by("-made_at", "-pk").first()
    if last is None or last.state in (GONE, ARRIVED):
        return None
    return last if last.state == FAILED or _is_stuck(last) else None


def _is_stuck(text: Text) -> bool:
    """Whether the gateway did not take it, and nobody tries any more."""
    letters = Letter.objects.filter(road=text.setup.road, mark=f"text-{text.pk}")
    return letters.filter(stuck=True).exists()


def forget_case(case_no: str) -> None:
    """Called in the transaction that erases a case's personal details."""
    Text.objects.filter(case_no=case_no).delete()
