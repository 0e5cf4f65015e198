"""A signed checkpoint shows what the chain alone cannot: a cut tail, a history computed anew."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bancheng.core.merkle import leaf_hash, root
from bancheng.journal import checkpoint, read
from bancheng.journal.checkpoint import known, make, path_of
from bancheng.journal.mistakes import CannotSignError
from bancheng.journal.signature import key_id
from bancheng.journal.signed_head import (
    Checkpoint,
    NotACheckpointError,
    from_line,
    from_print,
    sign,
)
from bancheng.journal.verify import verify
from tests.journal.facts import CHAIN, DAWN, fact, small_journal, write
from tests.journal.forging import reseal_all, run

pytestmark = pytest.mark.database


def change_third(content: dict[str, object]) -> None:
    if content["position"] == 3:
        content["event"] = "completed"


def test_a_checkpoint_holds_the_root_over_all_entries() -> None:
    recorded = small_journal()
    signed = make(CHAIN, DAWN)
    leaves = [leaf_hash(bytes.fromhex(r.hash)) for r in recorded]
    assert signed.size == 7
    assert signed.head == recorded[-1].hash
    assert signed.root == root(leaves).hex()
    assert verify().ok
    assert verify().checkpoints == 1


def test_the_next_checkpoint_goes_on_and_equals_one_made_from_scratch() -> None:
    small_journal()
    for number in range(9):
        make(CHAIN, DAWN + timedelta(hours=number))
        write(fact("C-3", f"noted-{number}"))
    signed = make(CHAIN, DAWN + timedelta(days=1))
    leaves = [leaf_hash(bytes.fromhex(r.hash)) for r in read.chain(CHAIN)]
    assert (signed.size, signed.root) == (16, root(leaves).hex())
    assert verify().checkpoints == 10
    assert verify().ok


def test_nothing_new_gives_the_checkpoint_that_stands() -> None:
    small_journal()
    signed = make(CHAIN, DAWN)
    assert make(CHAIN, DAWN + timedelta(days=1)) == signed
    assert len(path_of(CHAIN).read_text().splitlines()) == 1


def test_a_cut_tail_is_found_by_the_checkpoint_and_by_nothing_else() -> None:
    small_journal()
    run("DELETE FROM journal_detail WHERE position = 7")
    run("DELETE FROM journal_entry WHERE position = 7")
    assert verify().ok, "the control: without a checkpoint a cut tail leaves no trace"
    make(CHAIN, DAWN)
    run("DELETE FROM journal_detail WHERE position >= 6")
    run("DELETE FROM journal_entry WHERE position >= 6")
    found = verify().first
    assert found is not None
    assert (found.position, found.how, found.until) == (6, "tail_cut", 6)


def test_a_chain_removed_altogether_is_found_by_its_checkpoint() -> None:
    write(fact("D-1"), chain="second")
    make("second", DAWN)
    run("DELETE FROM journal_entry WHERE chain = 'second'")
    run("DELETE FROM journal_checkpoint WHERE chain = 'second'")
    found = verify().first
    assert found is not None
    assert (found.chain, found.position, found.how) == ("second", 1, "tail_cut")


def test_a_history_computed_anew_is_found_by_the_checkpoint_and_by_nothing_else() -> None:
    small_journal()
    reseal_all(change_third)
    assert verify().ok, "the control: without a checkpoint a whole new chain leaves no trace"
    reseal_all(
        lambda content: content.update(event="accepted") if content["position"] == 3 else None
    )
    make(CHAIN, DAWN)
    reseal_all(change_third)
    found = verify().first
    assert found is not None
    assert (found.position, found.how, found.until) == (1, "differs_from_checkpoint", 7)


def test_between_two_checkpoints_the_range_of_the_change_is_named() -> None:
    small_journal()
    run("DELETE FROM journal_detail WHERE position = 7")
    run("DELETE FROM journal_entry WHERE position = 7")
    make(CHAIN, DAWN)
    write(fact("C-3", "accepted"), fact("C-3", "transferred"))
    make(CHAIN, DAWN + timedelta(hours=1))
    last = list(read.chain(CHAIN))[-1]
    assert last.position == 8
    reseal_all(lambda content: content.update(event="x") if content["position"] == 7 else None)
    found = verify().first
    assert found is not None
    assert (found.position, found.how, found.until) == (7, "differs_from_checkpoint", 8)


def test_the_last_entry_alone_replaced_is_found_by_its_checkpoint() -> None:
    small_journal()
    make(CHAIN, DAWN)
    run("UPDATE journal_entry SET hash = %s WHERE position = 7", "0" * 64)
    found = verify().first
    assert found is not None
    assert (found.position, found.how) == (7, "hash_changed")


def test_a_checkpoint_from_paper_convicts_when_both_places_were_cleaned() -> None:
    small_journal()
    on_paper = make(CHAIN, DAWN).printed()
    reseal_all(change_third)
    run("DELETE FROM journal_checkpoint")
    path_of(CHAIN).unlink()
    assert verify().ok
    found = verify(checkpoints=[from_print(on_paper)]).first
    assert found is not None
    assert found.how == "differs_from_checkpoint"


def test_the_file_beside_convicts_when_the_table_was_cleaned() -> None:
    small_journal()
    make(CHAIN, DAWN)
    reseal_all(change_third)
    run("DELETE FROM journal_checkpoint")
    assert not verify().ok


def test_the_table_convicts_when_the_file_was_lost_and_the_file_is_mended() -> None:
    small_journal()
    signed = make(CHAIN, DAWN)
    path_of(CHAIN).write_text("half a line")
    assert known(CHAIN) == [signed]
    make(CHAIN, DAWN)
    assert path_of(CHAIN).read_text().splitlines() == ["half a line", signed.line()]


@pytest.mark.parametrize(
    "change",
    [
        {"size": 6},
        {"root": "0" * 64},
        {"head": "0" * 64},
        {"at": DAWN + timedelta(days=9)},
        {"algorithm": "sm3"},
        {"algorithm": "md5"},
        {"signer": "none"},
        {"signature": b"\x00" * 64},
        {"chain": "second"},
    ],
)
def test_a_changed_checkpoint_no_longer_bears_its_signature(change: dict[str, Any]) -> None:
    small_journal()
    signed = make(CHAIN, DAWN)
    changed = replace(signed, **change)
    run("UPDATE journal_checkpoint SET signed = %s", changed.line())
    path_of(CHAIN).unlink()
    found = verify().first
    assert found is not None
    assert found.how == "checkpoint_forged"
    assert not checkpoint.verify(CHAIN).ok


def test_a_checkpoint_signed_by_a_strangers_key_is_not_believed() -> None:
    small_journal()
    signed = make(CHAIN, DAWN)
    stranger = Ed25519PrivateKey.generate()
    name = key_id(stranger.public_key().public_bytes_raw())
    forged = sign(replace(signed, key_id=name, root="0" * 64), stranger)
    found = verify(checkpoints=[forged]).first
    assert found is not None
    assert (found.how, found.what) == ("checkpoint_unknown_key", name)


def test_an_empty_or_broken_chain_is_not_signed() -> None:
    with pytest.raises(CannotSignError, match="还没有条目"):
        make(CHAIN, DAWN)
    small_journal()
    run("UPDATE journal_entry SET event = 'x' WHERE position = 4")
    with pytest.raises(CannotSignError, match="第 4 条"):
        make(CHAIN, DAWN)


def test_a_chain_shorter_or_other_than_the_last_checkpoint_is_not_signed() -> None:
    small_journal()
    make(CHAIN, DAWN)
    run("DELETE FROM journal_entry WHERE position = 7")
    with pytest.raises(CannotSignError, match="短"):
        make(CHAIN, DAWN + timedelta(hours=1))


def test_nothing_is_signed_with_a_clock_that_ran_backwards() -> None:
    small_journal()
    make(CHAIN, DAWN)
    write(fact("C-3", "accepted"))
    with pytest.raises(CannotSignError, match="核对本机时钟"):
        make(CHAIN, DAWN - timedelta(seconds=1))


def test_nothing_is_signed_behind_a_forged_checkpoint() -> None:
    small_journal()
    make(CHAIN, DAWN)
    write(fact("C-3", "accepted"))
    run("UPDATE journal_checkpoint SET peaks = '[]'")
    with pytest.raises(CannotSignError, match="已被改动"):
        make(CHAIN, DAWN + timedelta(hours=1))
    run("UPDATE journal_checkpoint SET signed = '{}'")
    with pytest.raises(CannotSignError, match="已被改动"):
        make(CHAIN, DAWN + timedelta(hours=1))


def test_a_checkpoint_survives_line_and_paper() -> None:
    small_journal()
    signed = make(CHAIN, DAWN)
    assert from_line(signed.line()) == signed
    assert from_print(f"以下请妥善保存\n{signed.printed()}\n") == signed
    typed = signed.printed().replace("：", ": ")
    assert from_print(typed) == signed


@pytest.mark.parametrize(
    ("text", "why"),
    [("单位：甲", "缺少"), ("", "缺少")],
)
def test_a_text_that_is_no_checkpoint_says_what_is_missing(text: str, why: str) -> None:
    with pytest.raises(NotACheckpointError, match=why):
        from_print(text)
    with pytest.raises(NotACheckpointError):
        from_line(text)


def test_a_mistyped_checkpoint_is_refused() -> None:
    small_journal()
    printed = make(CHAIN, DAWN).printed()
    for wrong in (printed.replace("条数：7", "条数：七个"), printed.replace("格式：1", "格式：9")):
        with pytest.raises(NotACheckpointError):
            from_print(wrong)


def test_a_unit_code_with_odd_characters_gets_a_file_of_its_own(data_folder: Path) -> None:
    write(fact("E-1"), chain="../县/中心")
    make("../县/中心", DAWN)
    files = [path.name for path in (data_folder / "checkpoints").iterdir()]
    assert files == ["..%2F%E5%8E%BF%2F%E4%B8%AD%E5%BF%83.jsonl"]
    assert isinstance(known("../县/中心")[0], Checkpoint)


def test_putting_an_entry_back_as_it_was_makes_the_chain_good_again() -> None:
    small_journal()
    make(CHAIN, DAWN)
    reseal_all(change_third)
    assert not verify().ok
    reseal_all(
        lambda content: content.update(event="accepted") if content["position"] == 3 else None
    )
    assert verify().ok
