"""A whole city's cases: a hall with a hundred thousand over three years, and twenty other centres.

A few cases go through the write door and are read by every room; the others are copies of what was
then kept of them, each with a number, a matter and a name of its own, indexed for search and
encrypted under a key of its own as any other. Those of the hall have their sealed entries and
texts, their gists and rows of ledgers, and what figures are counted from. Those of the other
centres have rows, words and keys alone: nothing that is measured reads more of them.

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
from bancheng.casework.door import open_case
from bancheng.casework.tidying import tidy
from bancheng.core.seal import SALT_BYTES
from bancheng.figures import catching_up
from bancheng.journal import statements
from bancheng.journal.cipher import DEFAULT_CIPHER, hide, new_key, wrap
from bancheng.journal.keys import master_key
from bancheng.ledgers.gathering import gather_chain
from bancheng.people.establish import create_unit
from bancheng.people.unit import Form, Unit
from bench import lived
from bench.hall import REGISTER, command, open_hall, place
from bench.kept_rows import KeptRows
from bench.model_case import DEPARTMENTS, ModelCase, OnADay, model_of
from tests.casework.hall import Hall
from tests.counter.other_matters import other_matters

HALL = "hall"
BATCH = 2000
DAYS = 3 * 365
CENTRES = 20
ELSEWHERE = 6  # one of so many cases that are added lies at another centre
OPEN_ELSEWHERE = 10  # of so many cases at another centre one is under way
NEWEST = 2  # days ago, so that what is settled at once is over
OVER = 12  # days after which what came late is over
OWN = 18  # one of so many cases of a department's kind lies with itself, the others beside it
A_COMPLAINT = 500  # of so many cases one is a complaint about conduct
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
    """Its people, the cases the others are copied from, and how many the hall will have."""

    hall: Hall
    matters: list[str]
    cases: int
    models: list[ModelCase] = field(default_factory=list)
    complaint: ModelCase | None = None
    under_way: list[CaseRow] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    today: dict[int, OnADay] = field(default_factory=dict)
    day: int = 0

    def grow(self, cases: int) -> None:
        """Add cases until the hall has so many."""
        kept = KeptRows(HALL)
        while (missing := cases - CaseRow.objects.filter(chain=HALL).count()) > 0:
            with transaction.atomic():
                self._add(min(BATCH, missing + missing // (ELSEWHERE - 1) + 1), kept)
        kept.settle()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # what the program or the engine does by and by
        tidy(timezone.now())

    def _add(self, many: int, kept: KeptRows) -> None:
        now = timezone.now()
        before = CaseRow.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        drawn = [self._copy(next(self.numbers), now) for _ in range(many)]
        CaseRow.objects.bulk_create([row for row, _, _ in drawn])
        with connection.cursor() as cursor:
            marked = [(row.pk, like, row.chain, _mark(row)) for row, like, _ in drawn]
            cursor.executemany(COPY, marked)
            cursor.execute(_duties_of_copies(), [before])
            cursor.execute(PLACED, [before])
        self._tell([(row, on_a_day) for row, _, on_a_day in drawn], kept)
        kept.write()

    def _copy(self, number: int, now: datetime) -> tuple[CaseRow, int, OnADay | None]:
        """A case of some day in the years before, and what it is like."""
        whole = self.cases * ELSEWHERE // (ELSEWHERE - 1)
        days = NEWEST + max(whole - number, 0) * DAYS // whole
        if number % ELSEWHERE:
            on_a_day = self._on(days, number)
            like = on_a_day.model.row
            return self._row(like, HALL, number, now, days), like.pk, on_a_day
        is_open = number // ELSEWHERE % OPEN_ELSEWHERE == 0
        among = self.under_way if is_open else [m.row for m in self.models]
        like = among[number // ELSEWHERE % len(among)]
        chain = f"centre-{number // ELSEWHERE % CENTRES}"
        return self._row(like, chain, number, now, days), like.pk, None

    def _on(self, days: int, number: int) -> OnADay:
        if days != self.day:
            self.day, self.today = days, {}
        which = -1 if number % A_COMPLAINT == 1 else number % len(self.models)
        if days < OVER and which >= 0 and self.models[which].row.returns:
            which = 0
        if which not in self.today:
            model = self.complaint if which < 0 else self.models[which]
            assert model is not None
            self.today[which] = OnADay(model, timedelta(days=days) - lived.BACK, number)
        return self.today[which]

    def _row(self, like: CaseRow, chain: str, number: int, now: datetime, days: int) -> CaseRow:
        row, back = CaseRow(), timedelta(days=days, minutes=number % 600) - lived.BACK
        for column in CaseRow._meta.concrete_fields:
            value = getattr(like, column.attname)
            value = value - back if isinstance(value, datetime) else value
            setattr(row, column.attname, value)
        begun = row.registered_at or now
        row.pk, row.chain, row.case_no = None, chain, f"C{begun:%Y%m%d}-{number:06}"
        return row

    def _tell(self, copies: list[tuple[CaseRow, OnADay | None]], kept: KeptRows) -> None:
        """What each of them is about, whose it is, and the words it is found by."""
        master = master_key(lambda: False)
        keys, texts, words = [], [], []
        for row, on_a_day in copies:
            key = new_key()
            wrapped = wrap(master.key, row.case_no, key)
            keys.append((row.case_no, DEFAULT_CIPHER, master.id, wrapped))
            told = self._told(row.pk)
            placed = [(POSITION, name, text) for name, text in told.items()]
            if on_a_day is not None:
                position = kept.add(row, on_a_day, told["phone"])
                placed = [*on_a_day.texts_of(position, told)]
            for at, name, text in placed:
                nonce, hidden = hide(key, (row.case_no, at, name), b"\0" * SALT_BYTES, text)
                texts.append((row.case_no, at, name, DEFAULT_CIPHER, nonce, hidden))
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


def _mark(row: CaseRow) -> str:
    """What sets its department apart. The three of the hall keep as many as each of 36 has, some
    two thousand of a hundred thousand; the others are spread."""
    if row.chain != HALL:
        return f"-{row.chain}"
    turn = row.pk // 60 % OWN
    return f"-{turn % DEPARTMENTS}" if turn else ""


def _duties_of_copies() -> str:
    """What each copy owes and owed; a department elsewhere is another one."""
    columns = ", ".join(connection.ops.quote_name(name) for name in DUTY)
    like = ", ".join(f"d.{connection.ops.quote_name(name)}" for name in DUTY)
    return (
        f"INSERT INTO casework_dutyrow (case_id, chain, unit, {columns})"  # noqa: S608 - ours
        f" SELECT c.pk, c.chain, d.unit || c.mark, {like} FROM bench_copied c"
        " JOIN casework_dutyrow d ON d.case_id = c.like_pk WHERE c.pk > %s ORDER BY c.pk"
    )


def open_city(cases: int) -> City:
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
    for code, name in (("housing", "住建"), ("land", "资源"), ("tax", "税务")):
        for number in range(DEPARTMENTS):  # the departments among which copies are spread
            below = Unit.objects.get(code="district")
            create_unit(f"{code}-{number}", f"{name}第{number}局", Form.DEPARTMENT, below)
    city = City(hall, other_matters(5000), cases)
    now = timezone.now()
    begun = now - lived.BACK
    told, declined = lived.told(hall, begun), lived.declined(hall, begun)
    settled = [lived.settled(hall, begun, lead, who) for lead, who in lived.LEADS]
    late, complaint = lived.late(hall, begun), lived.complaint(hall, begun)
    begins = open_case(hall.people["chen"], HALL, REGISTER, command(), now).case_no
    under_way = [begins, place(hall, now)]
    while catching_up.catch_up(HALL).unread or gather_chain(HALL):
        continue
    weighed = [*[told] * 5, *settled * 4, *[late] * 3, declined]
    model = {number: model_of(number) for number in {*weighed, complaint}}
    city.models = [model[number] for number in weighed]
    city.complaint = model[complaint]
    city.under_way = [CaseRow.objects.get(case_no=number) for number in under_way]
    with connection.cursor() as cursor:
        cursor.execute(MADE)
    return city
