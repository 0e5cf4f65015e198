"""做一份交换件: everything that waits for a partner, in one numbered, signed, encrypted file.

In one transaction: the number, what was told, and the file itself. Killed midway, nothing was made;
made, it is there to be given again to the byte until the other side's receipt comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import Q, QuerySet

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.core.refusal import Refusal
from bancheng.exchange import handing_down, handing_up, revisit_list, revisit_results
from bancheng.exchange.contents import Named, packed
from bancheng.exchange.crossing_row import Crossing
from bancheng.exchange.envelope import LARGEST, Place, Route, Strict, digest_of, seal
from bancheng.exchange.file_row import Line, SentFile, TakenFile
from bancheng.exchange.own_keys import own_card
from bancheng.exchange.partner_row import ABOVE, BELOW, REVISITED, REVISITS, Partner, PartnerKey
from bancheng.exchange.piece import Piece
from bancheng.files.limits import MEGABYTE
from bancheng.journal import append, engine
from bancheng.journal.keys import signing_key
from bancheng.people.user import User

ROOM = LARGEST - 2 * MEGABYTE
"""For papers; what is told takes the rest."""

MOST = 2000
Days = tuple[date, date]


def make(
    user: User, partner: Partner, days: Days | None, command_id: str, now: datetime
) -> SentFile:
    """A file with all that this person may see and that the partner was not told yet.

    ``days``: of a list for the revisit, the days in which the cases were closed.
    Raises Refusal where there is nothing to tell; then nothing was made.
    """
    with engine.writing():
        append.lock(partner.ours.code)
        made = SentFile.objects.filter(command_id=command_id).first()
        if made is not None:
            return made
        key = partner.keys.filter(ended_at=None).first()
        if key is None:
            sentence = f"“{partner.their_name}”的密钥已停用，请管理员先录入新的名片，再做。"
            raise Refusal("no_key", sentence)
        chosen = _some(pieces(user, partner, days, now))
        if not chosen and not owes_a_receipt(partner):
            raise Refusal("nothing_to_tell", "没有新的内容要交给对方，也没有欠的回执，不用做。")
        return _made(user, partner, key, chosen, command_id, now)


def pieces(user: User, partner: Partner, days: Days | None, now: datetime) -> Iterator[Piece]:
    """What waits for a partner and may be seen by this person."""
    if partner.relation == ABOVE:
        yield from handing_up.pieces(partner, cases_of(user, partner))
    elif partner.relation == BELOW:
        yield from handing_down.pieces(partner, cases_of(user, partner))
    elif partner.relation == REVISITS and days is not None:
        yield from revisit_list.pieces(user, partner, days, now)
    elif partner.relation == REVISITED:
        yield from revisit_results.pieces(user, partner)


def cases_of(user: User, partner: Partner) -> QuerySet[CaseRow]:
    """The cases of the centre that this person may see."""
    return access.visible(user).filter(chain=partner.ours.code)


def _some(found: Iterable[Piece]) -> list[Piece]:
    chosen: list[Piece] = []
    for piece in found:
        chosen.append(piece)
        if len(chosen) >= MOST:
            break
    return chosen


def owes_a_receipt(partner: Partner) -> bool:
    """Whether they wait to hear that we took a file of theirs; a receipt itself needs none."""
    told = TakenFile.objects.filter(partner=partner, lines__isnull=False)
    last = told.order_by("-serial").first()
    since = SentFile.objects.filter(partner=partner, void_at=None)
    return last is not None and not since.filter(receipt__gte=last.serial).exists()


def _made(
    user: User,
    partner: Partner,
    key: PartnerKey,
    chosen: list[Piece],
    command_id: str,
    now: datetime,
) -> SentFile:
    before = SentFile.objects.filter(partner=partner).first()
    told, papers = _numbered(chosen)
    taken = TakenFile.objects.filter(partner=partner).first()
    receipt = Named(serial=taken.serial, digest=taken.digest) if taken else None
    given_up = [Named(serial=one.serial, digest=one.digest) for one in _not_waited_for(partner)]
    card = own_card(partner.ours)
    route = Route(
        sender=Place(unit=card.unit, key=card.fingerprint),
        recipient=key.place(partner.their_unit),
        serial=before.serial + 1 if before else 1,
        previous=before.digest if before else "",
        made_at=now,
    )
    plain = packed(told, papers, receipt, given_up)
    content = seal(plain, route, signing_key(), bytes.fromhex(key.opens))
    made = SentFile.objects.create(
        partner=partner,
        serial=route.serial,
        digest=digest_of(content),
        key=key.fingerprint,
        size=len(content),
        content=content,
        made_at=now,
        made_by=user.username,
        command_id=command_id,
        receipt=taken.serial if taken else 0,
    )
    Line.objects.bulk_create([_noted(made, piece) for piece in chosen])
    return made


def _not_waited_for(partner: Partner) -> QuerySet[SentFile]:
    """Files that the other side need not have: given up, or a receipt and nothing else."""
    unknown = SentFile.objects.filter(partner=partner, acknowledged_at=None)
    needless = Q(void_at__isnull=False) | Q(lines__isnull=True)
    return unknown.filter(needless).distinct().order_by("serial")[:1000]


def _numbered(chosen: list[Piece]) -> tuple[list[Strict], list[bytes]]:
    """The tellings, their papers as long as there is room."""
    told: list[Strict] = []
    papers: list[bytes] = []
    held = 0
    for piece in chosen:
        fits = held + piece.size() <= ROOM and len(papers) + len(piece.papers) < 500
        told.append(piece.telling(len(papers), fits))
        if fits:
            papers += [content for _, content in piece.papers]
            held += piece.size()
    return told, papers


def _noted(made: SentFile, piece: Piece) -> Line:
    crossing = piece.crossing
    if crossing is not None:
        _advance(crossing, piece)
    return Line(
        sent=made,
        case_no=piece.case_no,
        what=piece.what,
        seq=piece.seq,
        before=piece.before,
        matter=crossing.pk if crossing else None,
    )


def _advance(crossing: Crossing, piece: Piece) -> None:
    crossing.told = max(crossing.told, piece.told)
    crossing.said_received = crossing.said_received or piece.what == "received"
    crossing.over = crossing.over or piece.what in ENDING
    crossing.waits = False
    crossing.save()


ENDING = frozenset({"withdraw", "not_received", "send_back", "receive_result"})
"""After these nothing more is told about the matter by this side."""
