"""No byte of any sealed entry can be changed unnoticed: all of them are tried."""

import pytest

from bancheng.journal.chain_check import ChainCheck, Row
from bancheng.journal.stored_rows import batches
from bancheng.journal.verdict import Break
from tests.journal.facts import CHAIN, small_journal


def first_break(rows: list[Row]) -> Break | None:
    check = ChainCheck(CHAIN)
    for row in rows:
        found, _ = check.feed(row)
        if found is not None:
            return found
    return check.finish()


@pytest.mark.django_db
def test_every_flipped_bit_of_every_sealed_byte_names_its_entry() -> None:
    small_journal()
    rows = [row for batch in batches(CHAIN) for row in batch]
    assert first_break(rows) is None
    tried = 0
    for number, row in enumerate(rows):
        for index in range(len(row.sealed)):
            for bit in (0x01, 0x08, 0x80):
                flipped = bytearray(row.sealed)
                flipped[index] ^= bit
                changed = Row(row.position, bytes(flipped), row.hash, row.columns)
                found = first_break([*rows[:number], changed, *rows[number + 1 :]])
                assert found is not None, (row.position, index, bit)
                assert found.position == row.position
                assert found.how in ("bytes_changed", "seal_mismatch")
                tried += 1
    assert tried > 7 * 3 * 300
