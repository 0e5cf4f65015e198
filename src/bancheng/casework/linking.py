"""联办: the clock carries a case sent up to the level above, and what comes of it back down.

Everything goes through the write door, as acts of the side it is recorded on, and every command's
id is made of the entry it comes from: carried twice, it is recorded once. Each side has its texts
under the key of its own case; what one erases, the other keeps until its own time is over.

Where the level above works in an installation of its own, nothing is carried here: the room
``exchange`` tells the same by files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from bancheng.casework.carrying_files import standing, taken_along
from bancheng.casework.case_row import CaseRow
from bancheng.casework.door import SYSTEM, Doer, Order, Outside, System, handle, open_case
from bancheng.casework.facts import ERASED, event_of
from bancheng.casework.folding import case_now
from bancheng.casework.link_row import LinkRow
from bancheng.casework.names import names_for
from bancheng.casework.surroundings import calendar_of, standard_for, works_elsewhere
from bancheng.core import linked
from bancheng.core.event import Event
from bancheng.core.linked import Carried, Given, is_abroad
from bancheng.core.refusal import Refusal
from bancheng.core.stage import CLOSED, Stage
from bancheng.core.standard.standard import Standard
from bancheng.core.taking_effect import Texts, took_effect
from bancheng.journal import read
from bancheng.library import standards
from bancheng.people.chart import current

PAST_TELLING = frozenset({Stage.INFORMED}) | CLOSED
SHARED_TEXTS = ("name", "phone", "agent", "firm", "item")
Entries = list[tuple[Event, Texts]]


def run(now: datetime) -> int:
    """Carry everything that waits to be carried; how many acts were recorded by it."""
    going = LinkRow.objects.filter(over=False).select_related("case").order_by("pk")
    numbers = [link.above for link in going if link.above]
    elsewhere = {code for code, unit in current().units.items() if works_elsewhere(unit)}
    above = {row.case_no: row for row in CaseRow.objects.filter(case_no__in=numbers)}
    here = (link for link in going if not _goes_by_file(link, elsewhere))
    return sum(_pass(link, above.get(link.above or ""), now) for link in here)


def _goes_by_file(link: LinkRow, elsewhere: set[str]) -> bool:
    """Whether the level above has an installation of its own; once answered, it is over here."""
    if link.above is None:
        return link.standing == "awaited" and link.case.lead in elsewhere
    if is_abroad(link.above) and link.standing != "awaited":
        _over(link)
    return is_abroad(link.above)


def _pass(link: LinkRow, above: CaseRow | None, now: datetime) -> int:
    if link.standing == "given_up" and link.above is None:
        return _over(link)  # taken back before anybody above had it
    if link.above is None:
        return _open_above(link, now)
    if above is None:
        return 0
    done = 0
    if link.standing != "answered" and link.case.version > link.told:
        done += _carry_up(link, above, now)
    if link.standing == "given_up":
        return done + _over(link)
    if link.standing == "awaited" and above.version > link.carried:
        done += _carry_down(link, above, now)
    if link.standing == "answered":
        if above.stage == Stage.REPLIED:
            done += _hand_down(link, above, now)
        elif above.stage in PAST_TELLING:
            _over(link)
    return done


def _over(link: LinkRow) -> int:
    LinkRow.objects.filter(pk=link.pk).update(over=True)
    return 0


def _open_above(link: LinkRow, now: datetime) -> int:
    """A case of its own at the level above, with what the sender shares; its number comes back."""
    below, entries = link.case, entries_of(link.case.case_no)
    sent, said = next(e for e in took_effect(entries) if e[0].seq == link.since)
    centre, case = sent.text("to_unit"), case_now(below.case_no)
    standard = standard_for(centre, calendar_of(centre).local(now).date())
    given: Given = {**shared(sent, said, entries), "channel": standard.channel_from("centre")}
    given |= traits_shared(sent, case.traits, standard)
    given |= {"below": below.case_no, "origin_no": below.case_no}
    given |= {"accused_units": sorted(case.accused_units)} if case.conduct else {}
    given |= {"accused_users": sorted(case.accused_users)} if case.conduct else {}
    command = _command("open", below.case_no, str(link.since))
    going = standing(case) if "files" in sent.names("shared") else []
    papers = [*going, *sent.names("files")]
    given["files"] = _along(below.case_no, papers, entries, command, now)
    sender = Outside("origin", below.chain, case.accused_users, owner=command)
    opened = open_case(sender, centre, [Order("submit", given)], command, now)
    told = {"above": opened.case_no, "since": link.since, "origin_no": opened.case_no}
    command = _command("taken", below.case_no, str(link.since))
    handle(SYSTEM, below.case_no, [Order("take_up", told)], command, None, now)
    return 2


def shared(sent: Event, said: Texts, entries: Entries) -> dict[str, str]:
    """The matter always; of the petitioner only what the sender ticked."""
    latest: dict[str, str] = {}
    for _, texts in entries:
        latest |= {name: text for name, text in texts.items() if text}
    ticked = sent.names("shared")
    given = {"matter": latest.get("matter", linked.ERASED)}
    given |= {name: latest[name] for name in SHARED_TEXTS if name in ticked and name in latest}
    if "firm" in given:
        given["petitioner_kind"] = "firm"
    if reason := said.get("reason"):
        given["reason"] = reason
    return given


def traits_shared(sent: Event, traits: Sequence[str], standard: Standard) -> Given:
    """特殊群体, where it was ticked and the standard above knows it too."""
    if "traits" not in sent.names("shared"):
        return {}
    return {"traits": [trait for trait in traits if trait in standard.traits]}


def _carry_down(link: LinkRow, above: CaseRow, now: datetime) -> int:
    done, below = 0, link.case
    names = names_for(standards.standard(above.standard, above.edition))
    centre = names.unit(above.chain)
    entries = entries_of(above.case_no)
    for carried in linked.down(entries, link.carried):
        who = f"{names.unit(carried.by.unit)} {names.user(carried.by.user)}".strip()
        more: Mapping[str, object] = {"from_unit": centre, "origin_no": above.case_no}
        if carried.act == "report_progress":
            more = {"for_person": who}
        command = _command_of(above, carried)
        files = _along(above.case_no, carried.files, entries, command, now)
        given = {**carried.given, **more, "files": files}
        order = Order(carried.act, given, for_unit=above.chain)
        done += _record(System(command), below.case_no, order, command, now)
        if carried.act == "receive_result":
            done += _hand_down(link, above, now)
    LinkRow.objects.filter(pk=link.pk).update(carried=above.version)
    return done


def _hand_down(link: LinkRow, above: CaseRow, now: datetime) -> int:
    """Where the standard above says so, telling the sender is telling the petitioner."""
    order = Order("hand_down", {"below": link.case.case_no})
    command = _command("handed", above.case_no, link.case.case_no, str(link.since))
    return _record(SYSTEM, above.case_no, order, command, now)


def _carry_up(link: LinkRow, above: CaseRow, now: datetime) -> int:
    done, below = 0, link.case
    sender = Outside("origin", below.chain)
    for carried in linked.up(entries_of(below.case_no), link.since, link.told):
        if carried.act == "withdraw" and (above.answer or above.stage in CLOSED):
            continue  # it has been answered: what came of it stands
        order = Order(carried.act, carried.given)
        done += _record(sender, above.case_no, order, _command_of(below, carried), now)
    LinkRow.objects.filter(pk=link.pk).update(told=below.version)
    return done


def _along(
    case_no: str, files: Sequence[str], entries: Entries, command: str, now: datetime
) -> list[str]:
    """Copies of these papers, waiting for the command; none where it was carried out already."""
    if not files or read.answered(command):
        return []
    texts = {name: text for _, said in entries for name, text in said.items() if text}
    return taken_along(case_no, files, texts, command, now)


def _record(doer: Doer, case_no: str, order: Order, command: str, now: datetime) -> int:
    try:
        done = handle(doer, case_no, [order], command, None, now)
    except Refusal:
        return 0  # that side has moved on, or its standard does not know the act
    return 0 if done.repeated else 1


def entries_of(case_no: str) -> Entries:
    """All entries of a case with their texts, but for the erasing."""
    texts = read.details(case_no)
    return [
        (event_of(r), {field: texts.get((r.position, field)) for field in r.fields})
        for r in read.case(case_no)
        if r.event != ERASED
    ]


def _command_of(row: CaseRow, carried: Carried) -> str:
    return _command("carry", row.case_no, str(carried.seq))


def _command(*parts: str) -> str:
    return "link-" + hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:40]
