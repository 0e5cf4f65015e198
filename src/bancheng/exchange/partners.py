"""交换对方的设置: who enters and ends another installation and its keys; each on record.

Only a unit at which nobody has a post here can stand for another installation: who works here is
no partner. Half of the fingerprint is typed in as it was heard over the telephone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from bancheng.casework.surroundings import OWN_INSTALLATION
from bancheng.core.refusal import Refusal
from bancheng.exchange.authority import EXCHANGES
from bancheng.exchange.card import Card, in_groups, typed
from bancheng.exchange.crossing_row import Crossing
from bancheng.exchange.partner_row import (
    ABOVE,
    BELOW,
    REVISITED,
    REVISITS,
    Partner,
    PartnerKey,
)
from bancheng.exchange.receipts import awaited_of, give_up
from bancheng.people import seats
from bancheng.people.change import record
from bancheng.people.chart import current
from bancheng.people.establish import change_unit
from bancheng.people.post import Post
from bancheng.people.unit import Form, Unit
from bancheng.revisit.authority import centres_under

HEARD = 4
"""So many groups, the last ones, are heard and typed."""

Pair = tuple[str, Unit, Unit]


def possible(units: list[Unit], now: datetime) -> Iterator[Pair]:
    """Relation, unit of ours, unit that stands for the other: what may be entered for these."""
    chart = current()
    manned = _manned(now)
    all_units = [unit for unit in chart.units.values() if unit.active]
    centres = [unit for unit in all_units if unit.form == Form.CENTRE]
    bodies = [unit for unit in all_units if unit.form == Form.BODY]
    under = {body.code: {c.code for c in centres_under(body.code)} for body in bodies}
    uppers = {c.code: seats.upper_centre(c) for c in centres}
    for ours in units:
        if ours.code not in manned:
            continue
        upper = uppers.get(ours.code)
        if upper is not None and upper.code not in manned:
            yield ABOVE, ours, upper
        for other in centres:
            above = uppers.get(other.code)
            if other.code not in manned and above is not None and above.code == ours.code:
                yield BELOW, ours, other
            if other.code not in manned and other.code in under.get(ours.code, ()):
                yield REVISITED, ours, other
        for body in bodies:
            if body.code not in manned and ours.code in under[body.code]:
                yield REVISITS, ours, body


def still_open(units: list[Unit], now: datetime) -> list[Pair]:
    """Of what may be entered, what has not been."""
    known = Partner.objects.filter(ours__in=units, ended_at=None)
    entered = set(known.values_list("ours__code", "theirs__code"))
    return [pair for pair in possible(units, now) if (pair[1].code, pair[2].code) not in entered]


def _manned(now: datetime) -> set[str]:
    """The units at which somebody has a post."""
    posts = Post.objects.select_related("unit")
    return {post.unit.code for post in posts if post.in_force(now.date())}


def add(pair: Pair, card: Card, heard: str, by: str, now: datetime) -> Partner:
    """A partner with its first key. Raises Refusal."""
    relation, ours, theirs = pair
    must_be_heard(card, heard)
    with transaction.atomic():
        known = Partner.objects.filter(ours=ours, ended_at=None)
        if known.filter(theirs=theirs).exists():
            sentence = f"{theirs.name}已经是{ours.name}的交换对方，换密钥请到它的页面。"
            raise Refusal("known_already", sentence, field="pair")
        if known.filter(their_unit=card.unit).exists():
            sentence = f"这张名片（{card.name}）已经用过，请核对是不是拿错了。"
            raise Refusal("known_already", sentence, field="card")
        told = {"relation": relation, "their_unit": card.unit, "their_name": card.name}
        partner = Partner.objects.create(ours=ours, theirs=theirs, made_at=now, made_by=by, **told)
        _keep(partner, card, by, now)
        _take_over(partner)
        _mark(ours, EXCHANGES, True)
        if relation == ABOVE:
            _mark(theirs, OWN_INSTALLATION, True)
        record(by, ours, f"添加交换对方“{card.name}”，密钥 {card.fingerprint[:8]}…。")
    return partner


def renew(partner: Partner, card: Card, heard: str, by: str, now: datetime) -> PartnerKey:
    """New keys in place of those in force, from now on. Raises Refusal."""
    must_be_heard(card, heard)
    if card.unit != partner.their_unit:
        sentence = f"这张名片是{card.name}的，不是{partner.their_name}的，没有换。"
        raise Refusal("another_card", sentence, field="card")
    with transaction.atomic():
        if partner.keys.filter(fingerprint=card.fingerprint, ended_at=None).exists():
            raise Refusal("known_already", "这就是现在用的密钥，不用换。", field="card")
        if partner.keys.filter(fingerprint=card.fingerprint).exists():
            sentence = "这把密钥已经停用过，不能再用。请对方换新的密钥，重新给名片。"
            raise Refusal("ended_key", sentence, field="card")
        end_key(partner, by, now)
        key = _keep(partner, card, by, now)
        record(by, partner.ours, f"换了“{partner.their_name}”的密钥：{card.fingerprint[:8]}…。")
    return key


def end_key(partner: Partner, by: str, now: datetime) -> bool:
    """Nothing signed with the key in force is taken any more, whenever it was made."""
    key = partner.keys.filter(ended_at=None).first()
    if key is None:
        return False
    partner.keys.filter(pk=key.pk).update(ended_at=now, ended_by=by)
    record(by, partner.ours, f"停用“{partner.their_name}”的密钥 {key.fingerprint[:8]}…。")
    return True


def end(partner: Partner, by: str, now: datetime) -> None:
    """Nothing more is exchanged; what was stays on record."""
    with transaction.atomic():
        if not Partner.objects.filter(pk=partner.pk, ended_at=None).update(
            ended_at=now, ended_by=by
        ):
            return
        for file in awaited_of(partner):
            give_up(file, by, now)
        end_key(partner, by, now)
        others = Partner.objects.filter(theirs=partner.theirs, relation=ABOVE, ended_at=None)
        if partner.relation == ABOVE and not others.exists():
            _mark(partner.theirs, OWN_INSTALLATION, False)
        if not Partner.objects.filter(ours=partner.ours, ended_at=None).exists():
            _mark(partner.ours, EXCHANGES, False)
        record(by, partner.ours, f"停用交换对方“{partner.their_name}”。")


def must_be_heard(card: Card, heard: str) -> None:
    """The last groups of the fingerprint, as they were read out. Raises Refusal."""
    if typed(heard) != "".join(in_groups(card.fingerprint)[-HEARD:]):
        sentence = (
            "核对码对不上，没有保存。请打对方公开的电话，听对方念它页面上核对码的后四组；"
            "还对不上，这张名片可能在路上被换过，不要用。"
        )
        raise Refusal("not_heard", sentence, field="heard")


def _keep(partner: Partner, card: Card, by: str, now: datetime) -> PartnerKey:
    key = PartnerKey.of(partner, card)
    key.made_at, key.made_by = now, by
    key.save()
    return key


def _take_over(partner: Partner) -> None:
    """What was exchanged with the same unit before it was ended and entered anew goes on: the row
    of files begins again, the matters do not."""
    before = Partner.objects.filter(
        ours=partner.ours, theirs=partner.theirs, relation=partner.relation
    ).exclude(pk=partner.pk)
    Crossing.objects.filter(partner__in=before).update(partner=partner)


def _mark(unit: Unit, mark: str, on: bool) -> None:
    """In the unit's settings, which every page has at hand."""
    unit.refresh_from_db()
    others = {name: value for name, value in unit.settings.items() if name != mark}
    change_unit(unit, settings=others | ({mark: True} if on else {}))
