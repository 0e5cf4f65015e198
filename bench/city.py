"""A whole city's cases: one busy hall and twenty other centres, a hundred thousand in a minute.

A few cases go through the write door; the others are copies of their rows, each with a number, a
matter and a name of its own, indexed for search and encrypted under a key of its own as any other.
Their sealed entries are left out: none of the pages measured here reads one, and they would fill
half a gigabyte. So this is no journal that verifies, and acts are measured elsewhere.

As the city grows, what is under way grows with it everywhere but at the hall that is measured,
whose people have as much on their lists as before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from django.db import connection, transaction
from django.utils import timezone

from bancheng.casework import searching
from bancheng.casework.case_row import CaseRow
from bancheng.casework.door import Order, handle, open_case
from bancheng.core.seal import SALT_BYTES
from bancheng.journal import statements
from bancheng.journal.cipher import DEFAULT_CIPHER, hide, new_key, wrap
from bancheng.journal.keys import master_key
from bancheng.people.establish import create_unit
from bancheng.people.unit import Form
from bench.hall import REGISTER, TO_THE_ARCHIVE, TRANSFER, command, open_hall, place
from tests.casework.hall import Hall
from tests.counter.other_matters import other_matters

BATCH = 2000
CENTRES = 20
HERE = 3  # of five cases that are added, so many lie at the hall
OPEN_ELSEWHERE = 10  # of so many cases at another centre one is under way
LEADS = ("housing", "land", "tax")
SURNAMES = "秦韦莫覃廖蒙龙饶邓粟唐阳梁黄罗卢蓝"
NAMES = ("桂芳", "敏之", "海涛", "安宁", "若山", "知行", "春和", "远航", "稻香", "清和", "一舟")
POSITION = 1
MADE = "CREATE TABLE bench_copied (pk bigint PRIMARY KEY, like_pk bigint, chain text, mark text)"
COPY = "INSERT INTO bench_copied VALUES (%s, %s, %s, %s)"
PLACED = (
    "INSERT INTO casework_placement (case_id, unit, part)"
    " SELECT c.pk, p.unit || c.mark, p.part FROM bench_copied c"
    " JOIN casework_placement p ON p.case_id = c.like_pk WHERE c.pk > %s ORDER BY c.pk"
)
DUTY = (
    *("duty_id", "rule", "by", "person", "owed", "means", "before", "limit", "state", "start"),
    *("due", "provisional", "because", "cites", "arose", "closed_at"),
)


@dataclass
class City:
    """Its people, the cases the others are copied from, and how many there are."""

    hall: Hall
    matters: list[str]
    archived: list[CaseRow] = field(default_factory=list)
    under_way: list[CaseRow] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def grow(self, cases: int) -> None:
        """Add cases until there are so many."""
        missing = cases - CaseRow.objects.count()
        for first in range(0, missing, BATCH):
            with transaction.atomic():
                self._add(min(BATCH, missing - first))
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:  # what its own watch would do soon after
                cursor.execute("ANALYZE")

    def _add(self, many: int) -> None:
        now = timezone.now()
        before = CaseRow.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        pairs = [self._copy(next(self.numbers), now) for _ in range(many)]
        CaseRow.objects.bulk_create([row for row, _ in pairs])
        with connection.cursor() as cursor:
            cursor.executemany(
                COPY,
                [(row.pk, like, row.chain, self._mark(row)) for row, like in pairs],
            )
            cursor.execute(_duties_of_copies(), [before])
            cursor.execute(PLACED, [before])
        self._tell([row for row, _ in pairs])

    def _copy(self, number: int, now: datetime) -> tuple[CaseRow, int]:
        """A case of some day in the years before, at one of the centres; and what it is like."""
        here = number % 5 < HERE
        chain = "hall" if here else f"centre-{number % CENTRES}"
        is_open = not here and number // 5 % OPEN_ELSEWHERE == 0
        among = self.under_way if is_open else self.archived
        like = among[number % len(among)]
        begun = now - timedelta(hours=1, minutes=13 * (number % 50_000))
        row = CaseRow()
        for column in CaseRow._meta.concrete_fields:
            setattr(row, column.attname, getattr(like, column.attname))
        row.pk, row.chain, row.case_no = None, chain, f"C{begun:%Y%m%d}-{number:06}"
        row.registered_at = row.accepted_at = begun
        row.touched_at = begun + timedelta(minutes=30)
        return row, like.pk

    def _mark(self, row: CaseRow) -> str:
        """What sets its department apart: each of the three stands for ten."""
        return (
            f"-{row.chain}"
            if row.chain != "hall"
            else f"-{row.pk // 60 % 10}"
            if row.pk // 60 % 10
            else ""
        )

    def _tell(self, rows: list[CaseRow]) -> None:
        """What each of them is about, whose it is, and the words it is found by."""
        master = master_key(lambda: False)
        keys, texts, words = [], [], []
        for row in rows:
            key = new_key()
            keys.append(
                (row.case_no, DEFAULT_CIPHER, master.id, wrap(master.key, row.case_no, key))
            )
            told = self._told(row.pk)
            for name, text in told.items():
                nonce, hidden = hide(key, (row.case_no, POSITION, name), b"\0" * SALT_BYTES, text)
                texts.append((row.case_no, POSITION, name, DEFAULT_CIPHER, nonce, hidden))
            found = {w for text in told.values() for w in searching.words_of(text)}
            tokens = {*searching.tokens(found), *searching.marks_of(row.case_no, row.chain)}
            words.append((row.pk, " ".join(sorted(tokens))))
        with connection.cursor() as cursor:
            cursor.executemany(statements.ADD_KEY, keys)
            cursor.executemany(statements.ADD_TEXT, texts)
            cursor.executemany(searching.ADD, words)

    def _told(self, number: int) -> dict[str, str]:
        return {
            "matter": self.matters[number % len(self.matters)],
            "name": SURNAMES[number % len(SURNAMES)] + NAMES[number % len(NAMES)],
            "phone": f"139{number * 7919 % 100_000_000:08}",
        }


def _duties_of_copies() -> str:
    """What each copy owes and owed; a department elsewhere is another one."""
    columns = ", ".join(connection.ops.quote_name(name) for name in DUTY)
    like = ", ".join(f"d.{connection.ops.quote_name(name)}" for name in DUTY)
    return (
        f"INSERT INTO casework_dutyrow (case_id, chain, unit, {columns})"  # noqa: S608 - ours
        f" SELECT c.pk, c.chain, d.unit || c.mark, {like} FROM bench_copied c"
        " JOIN casework_dutyrow d ON d.case_id = c.like_pk WHERE c.pk > %s ORDER BY c.pk"
    )


def open_city() -> City:
    """The hall with what is under way there, the other centres without a case."""
    hall, _ = open_hall()
    above = create_unit("city", "某市别的区", Form.REGION)
    for number in range(CENTRES):
        hours, code = ["09:00-12:00", "13:00-17:00"], f"centre-{number}"
        create_unit(
            code,
            f"第{number}中心",
            Form.CENTRE,
            above,
            standard="guilin-xiufeng",
            office_hours=hours,
        )
    city = City(hall, other_matters(5000))
    now = timezone.now()
    with transaction.atomic():
        city.archived = [CaseRow.objects.get(case_no=n) for n in _archived(hall, now)]
        city.under_way = [CaseRow.objects.get(case_no=n) for n in _under_way(hall, now)]
    with connection.cursor() as cursor:
        cursor.execute(MADE)
    return city


def _archived(hall: Hall, now: datetime) -> list[str]:
    """Of the ways a case came and went: told where to go, and settled by each department."""
    told = open_case(hall.people["chen"], "hall", TO_THE_ARCHIVE, command(), now).case_no
    return [
        told,
        *(
            _settled(hall, lead, who, now)
            for lead, who in zip(LEADS, ("mo", "wei", "rao"), strict=True)
        ),
    ]


def _settled(hall: Hall, lead: str, who: str, now: datetime) -> str:
    signed = [REGISTER[0], Order("confirm", {"signing": "here"}), REGISTER[1]]
    case_no = open_case(hall.people["chen"], "hall", signed, command(), now).case_no
    reply = {"answer": "result", "text": "已办好", "signature": "经办人"}
    for doer, act, given in (
        ("jiang", "screen", {}),
        ("gu", "transfer", {**TRANSFER.given, "lead": lead}),
        (who, "claim", {}),
        (who, "reply", reply),
        ("chen", "inform", {"means": "phone"}),
        ("chen", "complete", {"outcome": "done"}),
        ("chen", "call_back", {"solved": "solved", "satisfaction": "satisfied"}),
        ("chen", "archive", {}),
    ):
        handle(hall.people[doer], case_no, [Order(act, given)], command(), None, now)
    return case_no


def _under_way(hall: Hall, now: datetime) -> list[str]:
    """What is on the way to a department, and with one."""
    begun = open_case(hall.people["chen"], "hall", REGISTER, command(), now).case_no
    return [begun, place(hall, now)]
