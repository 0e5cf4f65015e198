"""表单上的附件: what came with a form, whether sent before with a script or just now without one.

What was taken in stays, whatever else is wrong with the form; each file that was not is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

from django.http import HttpRequest

from bancheng.casework.asking import FieldView
from bancheng.casework.door import Order
from bancheng.core.acts import ACTS
from bancheng.core.ask import FILES, SIGNATURE_DRAWN
from bancheng.core.refusal import Refusal
from bancheng.files import limits, signature_picture, uploads
from bancheng.files.kind import ENDINGS, Kind
from bancheng.files.naming import harmless
from bancheng.files.receiving import Received
from bancheng.files.taking_in import too_large
from bancheng.files.uploads import Pending
from bancheng.web.desk import Reader
from bancheng.web.fields import Wrong

SENT_BEFORE, SENT_NOW = "uploads", "attach"
DRAWN, DRAWN_BEFORE = "signature_drawn", "signature_kept"
MOST_REFUSED_TOLD = 5
# Phones turn their own format into JPEG where this list does not name it.
ACCEPTED = ",".join(
    (
        *(kind.value for kind in Kind),
        "image/webp",
        *(e for found in ENDINGS.values() for e in found),
    )
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file as the form lists it."""

    id: str
    name: str
    size: str
    term: str
    has_small: bool


@dataclass(frozen=True, slots=True)
class NotKept:
    """A file that was not kept: its name, and why by code and in a clerk's words."""

    code: str
    name: str
    sentence: str


@dataclass
class FormFiles:
    """The files of one form: kept ones, those that were not, the signature.

    ``lost`` are ids that wait no more: whether that is wrong the write door says, which knows
    whether this very form was handed in before.
    """

    kept: list[Pending] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    not_kept: list[NotKept] = field(default_factory=list)
    signature: Pending | None = None
    signature_wrong: Refusal | None = None
    required: bool = False
    missing: str = ""

    @property
    def refused(self) -> list[str]:
        """A sentence about each that was not kept."""
        return [one.sentence for one in self.not_kept]

    def given(self) -> dict[str, object]:
        """As the write door is told. Raises Refusal where something that was sent is not there."""
        if self.refused:
            more = len(self.refused) - MOST_REFUSED_TOLD
            told = "".join(self.refused[:MOST_REFUSED_TOLD])
            sentence = f"{told}还有 {more} 个也没有收。" if more > 0 else told
            raise Refusal("files_refused", sentence, field=FILES.name)
        if self.signature_wrong:
            raise self.signature_wrong
        found: dict[str, object] = {}
        if self.kept or self.lost:
            found[FILES.name] = [*(one.attachment.id for one in self.kept), *self.lost]
        if self.signature is not None:
            found[SIGNATURE_DRAWN.name] = [self.signature.attachment.id]
        return found

    @property
    def waiting(self) -> list[Waiting]:
        """The kept files as the form lists them."""
        return [shown(one) for one in self.kept]

    @property
    def drawn(self) -> str:
        """The id of the signature that was drawn already."""
        return "" if self.signature is None else self.signature.attachment.id

    accepted = ACCEPTED
    largest = limits.LARGEST_FILE
    most = limits.in_words(limits.LARGEST_FILE).replace(".0", "")


def with_files(order: Order, brought: FormFiles) -> Order:
    """The act with its files. Raises Refusal where something that was sent could not be kept."""
    return replace(order, given={**order.given, **brought.given()})


def with_files_spread(orders: Sequence[Order], brought: FormFiles) -> list[Order]:
    """Several acts of one form: the papers come with the first, the signature with whichever is
    signed. Raises Refusal where something that was sent could not be kept."""
    given = brought.given()
    papers = {name: value for name, value in given.items() if name == FILES.name}
    signature = {name: value for name, value in given.items() if name != FILES.name}
    return [
        replace(
            order,
            given={
                **order.given,
                **(papers if number == 0 else {}),
                **(signature if ACTS[order.act].signs else {}),
            },
        )
        for number, order in enumerate(orders)
    ]


def attach_field(
    views: Iterable[FieldView], brought: FormFiles | None = None, wrong: Wrong | None = None
) -> FormFiles:
    """The field as the page draws it, with what is wrong where the rules ask for a file."""
    found = brought or FormFiles()
    found.required = any(view.ask.name == FILES.name and view.required for view in views)
    if wrong is not None and wrong.field == FILES.name and not found.refused:
        found.missing = wrong.sentence
    return found


def shown(one: Pending) -> Waiting:
    """A waiting file in words."""
    about = one.attachment
    term = Kind(about.kind).term
    return Waiting(about.id, about.name, limits.in_words(about.size), term, one.has_small)


def take(request: HttpRequest, reader: Reader, case_no: str | None = None) -> FormFiles:
    """Everything that came with a posted form; nothing for one that is only opened."""
    return take_for(reader.user.username, request, reader.now, case_no)


def take_for(
    owner: str,
    request: HttpRequest,
    now: datetime,
    case_no: str | None = None,
    at_most: int | None = None,
) -> FormFiles:
    """The same under whatever name the files are to wait, ``at_most`` so many."""
    found, most = FormFiles(), at_most or limits.MOST_AT_ONCE
    if request.method != "POST":
        return found
    ids = list(dict.fromkeys(request.POST.getlist(SENT_BEFORE)))[:most]
    found.kept = [one for one in uploads.pending(owner, ids, now) if not one.signature]
    there = {one.attachment.id for one in found.kept}
    found.lost = [file_id for file_id in ids if file_id not in there]
    room = most - len(found.kept)
    for number, file in enumerate(request.FILES.getlist(SENT_NOW)):
        if number >= room:
            sentence = f"一次最多附 {most} 个文件，其余的办完以后再补。"
            found.not_kept.append(NotKept("too_many", "", sentence))
            break
        try:
            found.kept.append(_kept(cast("Received", file), owner, now, case_no))
        except Refusal as refusal:
            name = harmless(file.name or "")
            found.not_kept.append(NotKept(refusal.code, name, refusal.sentence))
    _take_signature(found, owner, request, now, case_no)
    return found


def keep(file: Received, reader: Reader, case_no: str | None) -> Pending:
    """Take one file in for the reader. Raises Refusal."""
    return _kept(file, reader.user.username, reader.now, case_no)


def _kept(file: Received, owner: str, now: datetime, case_no: str | None) -> Pending:
    name = file.name or ""
    if file.let_go:
        raise too_large(name, file.size or 0)
    return uploads.send(owner, name, file.read(), now, case_no)


def _take_signature(
    found: FormFiles, owner: str, request: HttpRequest, now: datetime, case_no: str | None
) -> None:
    drawn = request.POST.get(DRAWN, "")
    if drawn:
        try:
            taken = signature_picture.take_in(drawn)
            found.signature = uploads.keep(owner, taken, now, case_no, signature=True)
        except Refusal as refusal:
            found.signature_wrong = refusal
        return
    before = request.POST.get(DRAWN_BEFORE, "")
    kept = uploads.pending(owner, [before], now) if before else []
    found.signature = next((one for one in kept if one.signature), None)
