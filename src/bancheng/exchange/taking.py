"""收一份交换件: looked at whole before anything is done, and then done whole or not at all.

The number on it says whether one is missing; the digest of the one before, whether it is the same
row of files. One that was taken already does no harm: it is told when, and what came of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bancheng.core.calendar import CHINA
from bancheng.exchange import taking_in
from bancheng.exchange.authority import partners_of
from bancheng.exchange.contents import Table, unpacked
from bancheng.exchange.envelope import Head, Sealed, look_at, must_be_signed, opened
from bancheng.exchange.file_row import TakenFile
from bancheng.exchange.own_keys import opening_key, own_card
from bancheng.exchange.partner_row import Partner
from bancheng.exchange.receipts import note_receipt, one_of_ours
from bancheng.exchange.unfit_file import unfit
from bancheng.journal import append, engine
from bancheng.people.user import User


@dataclass(frozen=True, slots=True)
class Taken:
    """The record of a file; ``repeated``: it had been taken before, and nothing was done now."""

    file: TakenFile
    repeated: bool = False


def take(user: User, content: bytes, now: datetime) -> Taken:
    """Take a file. Raises Refusal; then nothing of it was done."""
    sealed = look_at(content)
    partner = _partner_of(user, sealed.head, now)
    before = _taken_before(partner, sealed)
    if before is not None:
        return Taken(before, repeated=True)
    must_be_signed(sealed, _key_of(partner, sealed.head))
    _must_be_for_us(partner, sealed.head)
    table, papers = unpacked(opened(sealed, opening_key()))
    with engine.writing():
        append.lock(partner.ours.code)
        Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
        before = _taken_before(partner, sealed)
        if before is not None:
            return Taken(before, repeated=True)
        _must_follow(partner, sealed.head, table)
        file = TakenFile.objects.create(
            partner=partner,
            serial=sealed.head.serial,
            digest=sealed.digest,
            made_at=sealed.head.made_at,
            taken_at=now,
            taken_by=user.username,
        )
        note_receipt(partner, table.taken, now)
        taking_in.record_all(partner, file, table, papers, now)
    return Taken(file)


def _partner_of(user: User, head: Head, now: datetime) -> Partner:
    """Who made it. Raises Refusal."""
    mine = partners_of(user, now)
    if not mine:
        raise unfit("not_your_act", "收交换件由窗口（能登记、能提交上级的人）办理。")
    addressed = [one for one in mine if one.ours.code == head.recipient.unit]
    if not addressed:
        sentence = (
            f"这份交换件是给“{head.recipient.unit}”的，不是给本机构的，没有收。请交给它的收件人。"
        )
        raise unfit("not_for_us", sentence)
    found = next((one for one in addressed if one.their_unit == head.sender.unit), None)
    if found is None:
        sentence = (
            f"不认识“{head.sender.unit}”：它不是本机构的交换对方，没有收。"
            "确实要往来的，请管理员先录入它的名片。"
        )
        raise unfit("unknown_partner", sentence)
    return found


def _taken_before(partner: Partner, sealed: Sealed) -> TakenFile | None:
    return TakenFile.objects.filter(
        partner=partner, serial=sealed.head.serial, digest=sealed.digest
    ).first()


def _key_of(partner: Partner, head: Head) -> bytes:
    """The public key it must be signed with. Raises Refusal."""
    known = partner.keys.filter(fingerprint=head.sender.key).order_by("-id").first()
    if known is None:
        sentence = (
            f"这份交换件不是用“{partner.their_name}”登记的密钥签的，没有收。"
            "对方换了密钥的，请管理员先录入新的名片，并打电话核对。"
        )
        raise unfit("unknown_key", sentence)
    if known.ended_at is not None:
        day = f"{known.ended_at.astimezone(CHINA):%Y-%m-%d}"
        sentence = f"签这份交换件的密钥已在 {day} 停用，没有收。请对方用新密钥重新做一份。"
        raise unfit("ended_key", sentence)
    return bytes.fromhex(known.signs)


def _must_be_for_us(partner: Partner, head: Head) -> None:
    if head.recipient.key != own_card(partner.ours).fingerprint:
        sentence = "这份交换件是给本机构以前的密钥做的，打不开。请把现在的名片给对方，再做一份。"
        raise unfit("for_an_old_key", sentence)


def _must_follow(partner: Partner, head: Head, table: Table) -> None:
    """One behind the other: a gap, another row of files, an old number are refused."""
    last = TakenFile.objects.filter(partner=partner).first()
    at, digest = (last.serial, last.digest) if last else (0, "")
    if head.serial <= at:
        sentence = (
            f"已经收到第 {at} 份，这是以前的第 {head.serial} 份，对方已作废或者换过，不用再收。"
            "要是对方说没有作废，请对方管理员核对。"
        )
        raise unfit("old_serial", sentence)
    void = {one.serial: one.digest for one in table.void}
    missing = [n for n in range(at + 1, head.serial) if n not in void]
    if missing:
        told = "、".join(map(str, missing[:5]))
        sentence = f"缺对方的第 {told} 份，要先收它。请对方在“交换”页面把那一份再取一次。"
        raise unfit("gap", sentence)
    if head.serial > at + 1:
        digest = void[head.serial - 1]
    if head.previous != digest:
        raise unfit(
            "another_row",
            "这份交换件接不上以前收的那一份，没有收：对方的系统可能从旧备份恢复过。"
            "请双方管理员核对以后，都停用对方，再重新录入名片。",
        )
    named = table.taken
    if named is not None and one_of_ours(partner, named) is None:
        raise unfit(
            "receipt_of_none",
            "里面的回执说的不是本机构做的那一份，没有收：本系统可能从旧备份恢复过。"
            "请双方管理员核对以后，都停用对方，再重新录入名片。",
        )
