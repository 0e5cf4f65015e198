"""A tree over a unit's entries (RFC 9162, section 2.1), as pure functions.

A checkpoint signs the root of this tree. Later a receipt can carry one leaf and its path, and two
checkpoints can be shown to belong to one history, without handing out the entries between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bancheng.core.seal import DEFAULT_ALGORITHM, raw_digest

LEAF = b"\x00"
NODE = b"\x01"


def leaf_hash(data: bytes, algorithm: str = DEFAULT_ALGORITHM) -> bytes:
    """The hash of one leaf; ``data`` is what the leaf stands for (here: an entry's hash)."""
    return raw_digest(algorithm, LEAF + data)


def node_hash(left: bytes, right: bytes, algorithm: str = DEFAULT_ALGORITHM) -> bytes:
    """The hash of two subtrees side by side."""
    return raw_digest(algorithm, NODE + left + right)


class Frontier:
    """The tree's growing edge: one hash for each full subtree, largest first.

    Adding a leaf costs two digests on average and the whole of it is some thirty hashes, so a
    checkpoint goes on from where the last one stopped.
    """

    def __init__(
        self,
        size: int = 0,
        peaks: Iterable[bytes] = (),
        algorithm: str = DEFAULT_ALGORITHM,
    ) -> None:
        self.size = size
        self.peaks = list(peaks)
        self.algorithm = algorithm
        if size < 0 or len(self.peaks) != size.bit_count():
            raise ValueError(f"{len(self.peaks)} peaks cannot belong to {size} leaves")

    def add(self, leaf: bytes) -> None:
        """Takes one more leaf hash."""
        full, peak = self.size, leaf
        while full & 1:
            peak = node_hash(self.peaks.pop(), peak, self.algorithm)
            full >>= 1
        self.peaks.append(peak)
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves taken so far (section 2.1.1)."""
        if not self.peaks:
            return raw_digest(self.algorithm, b"")
        peaks = reversed(self.peaks)
        right = next(peaks)
        for left in peaks:
            right = node_hash(left, right, self.algorithm)
        return right


def root(leaves: Iterable[bytes], algorithm: str = DEFAULT_ALGORITHM) -> bytes:
    """The root over leaf hashes."""
    edge = Frontier(algorithm=algorithm)
    for leaf in leaves:
        edge.add(leaf)
    return edge.root()


def _split(size: int) -> int:
    """The largest power of two smaller than ``size``."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_path(
    leaves: Sequence[bytes], index: int, algorithm: str = DEFAULT_ALGORITHM
) -> list[bytes]:
    """The hashes that lead from the leaf at ``index`` (from 0) to the root (section 2.1.3.1).

    Raises IndexError when there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} among {len(leaves)}")
    path: list[bytes] = []
    start, end = 0, len(leaves)
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(root(leaves[middle:end], algorithm))
            end = middle
        else:
            path.append(root(leaves[start:middle], algorithm))
            start = middle
    return path[::-1]


def inclusion_paths(
    leaves: Sequence[bytes], wanted: Iterable[int], algorithm: str = DEFAULT_ALGORITHM
) -> dict[int, list[bytes]]:
    """The paths of several leaves at the cost of one tree: level by level, an odd one at the end
    going up as it is, which is the tree of section 2.1.1.

    Raises IndexError when there is no such leaf.
    """
    paths: dict[int, list[bytes]] = {index: [] for index in wanted}
    for index in paths:
        if not 0 <= index < len(leaves):
            raise IndexError(f"no leaf {index} among {len(leaves)}")
    level, at = list(leaves), {index: index for index in paths}
    while len(level) > 1:
        for index, place in at.items():
            if (beside := place ^ 1) < len(level):
                paths[index].append(level[beside])
            at[index] = place >> 1
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [node_hash(left, right, algorithm) for left, right in pairs]
        level = above + level[len(above) * 2 :]
    return paths


def verify_inclusion(
    leaf: bytes,
    index: int,
    size: int,
    path: Sequence[bytes],
    expected_root: bytes,
    algorithm: str = DEFAULT_ALGORITHM,
) -> bool:
    """Whether ``leaf`` stands at ``index`` of the tree of ``size`` leaves (section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, running = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if position & 1 or position == last:
            running = node_hash(step, running, algorithm)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            running = node_hash(running, step, algorithm)
        position, last = position >> 1, last >> 1
    return last == 0 and running == expected_root


def consistency_proof(
    leaves: Sequence[bytes], old_size: int, algorithm: str = DEFAULT_ALGORITHM
) -> list[bytes]:
    """The hashes that show the tree of ``old_size`` to be a beginning of this one (2.1.4.1).

    Raises ValueError unless 1 <= old_size <= len(leaves).
    """
    if not 1 <= old_size <= len(leaves):
        raise ValueError(f"{old_size} is not a size between 1 and {len(leaves)}")
    proof: list[bytes] = []
    start, end, old_is_whole = 0, len(leaves), True
    while old_size < end - start:
        middle = start + _split(end - start)
        if old_size <= middle - start:
            proof.append(root(leaves[middle:end], algorithm))
            end = middle
        else:
            proof.append(root(leaves[start:middle], algorithm))
            old_size -= middle - start
            start, old_is_whole = middle, False
    if not old_is_whole:
        proof.append(root(leaves[start:end], algorithm))
    return proof[::-1]


def verify_consistency(
    old_size: int,
    new_size: int,
    proof: Sequence[bytes],
    old_root: bytes,
    new_root: bytes,
    algorithm: str = DEFAULT_ALGORITHM,
) -> bool:
    """Whether the old tree is a beginning of the new one (section 2.1.4.2)."""
    if not 1 <= old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    steps = list(proof)
    if old_size & (old_size - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        return False
    position, last = old_size - 1, new_size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old_running = new_running = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old_running = node_hash(step, old_running, algorithm)
            new_running = node_hash(step, new_running, algorithm)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            new_running = node_hash(new_running, step, algorithm)
        position, last = position >> 1, last >> 1
    return last == 0 and old_running == old_root and new_running == new_root
