"""检测日志摘录: whether every entry of the case stands under the signed root, none left out.

The entries of other cases are not needed: each entry brings its path in the tree.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bancheng.archive.checking.fault import Fault, authentic, usable, whole
from bancheng.archive.layout import CHECKPOINT, ENTRIES, TEXTS, Head
from bancheng.core.merkle import leaf_hash, verify_inclusion
from bancheng.core.seal import SALT_BYTES, commitment, digest
from bancheng.journal.envelope import NotAnEnvelopeError, read_content
from bancheng.journal.signed_head import Checkpoint, NotACheckpointError, from_line
from bancheng.journal.trust import untrusted

ARCHIVED = "archived"


@dataclass
class Proof:
    """What the excerpt holds: sealed contents in order, texts by position and field."""

    contents: list[dict[str, Any]] = field(default_factory=list)
    texts: dict[tuple[int, str], str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def proven(files: Mapping[str, bytes], head: Head, keys: Mapping[str, bytes]) -> Proof:
    """The excerpt, checked. Stops at what makes the rest meaningless."""
    proof = Proof()
    checkpoint = _checkpoint(files, head, keys, proof.faults)
    if checkpoint is None:
        return proof
    try:
        rows = [_row(line) for line in files[ENTRIES].splitlines()]
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        proof.faults.append(usable("entries_unreadable", ENTRIES, "日志摘录读不出来。"))
        return proof
    for row in rows:
        proof.faults += _entry(row, head, checkpoint)
        proof.contents.append(row["content"])
    proof.faults += _order(proof.contents, head)
    if not proof.faults:
        _texts(files, proof)
    return proof


def _checkpoint(
    files: Mapping[str, bytes], head: Head, keys: Mapping[str, bytes], faults: list[Fault]
) -> Checkpoint | None:
    try:
        found = from_line(files[CHECKPOINT].decode())
    except (NotACheckpointError, UnicodeDecodeError):
        faults.append(usable("checkpoint_unreadable", CHECKPOINT, "检查点读不出来。"))
        return None
    if untrusted(found, keys) is not None:
        faults.append(authentic("checkpoint_forged", CHECKPOINT, "检查点不是认得的密钥签的。"))
        return None
    if found.chain != head.chain:
        said = "检查点是另一个单位的日志的，证明不了这一件。"
        faults.append(authentic("checkpoint_of_another", CHECKPOINT, said))
        return None
    return found


def _row(line: bytes) -> dict[str, Any]:
    row = json.loads(line)
    row["content"] = read_content(row["sealed"].encode())  # NotAnEnvelopeError is a ValueError
    row["path"] = [bytes.fromhex(step) for step in row["path"]]
    if type(row["position"]) is not int or not isinstance(row["hash"], str):
        raise NotAnEnvelopeError("no place")
    bytes.fromhex(row["hash"])
    return dict(row)


def _entry(row: Mapping[str, Any], head: Head, checkpoint: Checkpoint) -> Iterator[Fault]:
    content, position = row["content"], row["position"]
    place = f"{ENTRIES} 第 {position} 条"
    if digest(content["algorithm"], row["sealed"].encode()) != row["hash"]:
        yield authentic("entry_changed", place, "这一条日志的内容和封存的摘要不符，被改动过。")
        return
    if (content["case"], content["chain"]) != (head.case, head.chain):
        yield authentic("entry_of_another", place, f"这一条是 {content['case']} 的，不是本件的。")
        return
    leaf = leaf_hash(bytes.fromhex(row["hash"]), checkpoint.algorithm)
    root = bytes.fromhex(checkpoint.root)
    under = verify_inclusion(
        leaf, position - 1, checkpoint.size, row["path"], root, checkpoint.algorithm
    )
    if content["position"] != position or not under:
        yield authentic("entry_not_proven", place, "这一条不在签过名的日志里。")


def _order(contents: list[dict[str, Any]], head: Head) -> Iterator[Fault]:
    versions = [content["version"] for content in contents]
    wanted = list(range(1, head.version + 1))
    if versions == wanted:
        if not any(content["event"] == ARCHIVED for content in contents):
            yield whole("not_archived", ENTRIES, "日志里没有归档这一步，本件还没有归档。")
    elif len(set(versions)) < len(versions):
        yield whole("entry_twice", ENTRIES, "日志摘录里有一条出现了两次。")
    elif sorted(versions) == wanted:
        yield whole("entries_out_of_order", ENTRIES, "日志摘录的次序被打乱了。")
    else:
        lacking = sorted(set(wanted) - set(versions))
        which = f"第 {lacking[0]} 步" if lacking else f"第 {head.version} 步以后的说明"
        yield whole("entry_missing", ENTRIES, f"日志摘录和清单说的步数不符，缺{which}。")


def _texts(files: Mapping[str, bytes], proof: Proof) -> None:
    promised = {
        (content["position"], name): (content["algorithm"], value)
        for content in proof.contents
        for name, value in content["details"].items()
    }
    try:
        for line in files[TEXTS].splitlines():
            told = json.loads(line)
            place = (told["position"], told["field"])
            salt = bytes.fromhex(told["salt"])
            if len(salt) != SALT_BYTES or not isinstance(told["text"], str):
                raise ValueError(place)
            proof.faults += _text(place, salt, told["text"], promised)
            proof.texts[place] = told["text"]
    except (ValueError, TypeError, KeyError, RecursionError):
        proof.faults.append(usable("texts_unreadable", TEXTS, "文字部分读不出来。"))
        return
    for position, name in sorted(promised.keys() - proof.texts.keys()):
        said = f"日志第 {position} 条的“{name}”没有文字。"
        proof.faults.append(whole("text_missing", TEXTS, said))


def _text(
    place: tuple[int, str], salt: bytes, text: str, promised: Mapping[Any, tuple[str, str]]
) -> Iterator[Fault]:
    position, name = place
    if place not in promised:
        said = f"第 {position} 条的“{name}”日志里没有，是后来加的。"
        yield authentic("text_added", TEXTS, said)
    else:
        algorithm, value = promised[place]
        if commitment(algorithm, salt, name, text) != value:
            said = f"第 {position} 条的“{name}”和当时封存的不符，被改动过。"
            yield authentic("text_changed", TEXTS, said)
