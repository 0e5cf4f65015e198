"""Several paths at the cost of one tree are the paths of section 2.1.3.1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bancheng.core.merkle import (
    inclusion_path,
    inclusion_paths,
    leaf_hash,
    root,
    verify_inclusion,
)


@given(st.integers(1, 70), st.data())
def test_each_is_the_path_that_one_leaf_has_by_itself(size: int, data: st.DataObject) -> None:
    leaves = [leaf_hash(str(n).encode()) for n in range(size)]
    wanted = data.draw(st.sets(st.integers(0, size - 1)))
    paths = inclusion_paths(leaves, wanted)
    assert paths == {n: inclusion_path(leaves, n) for n in wanted}
    top = root(leaves)
    assert all(verify_inclusion(leaves[n], n, size, path, top) for n, path in paths.items())


def test_a_leaf_that_is_not_there_has_no_path() -> None:
    with pytest.raises(IndexError):
        inclusion_paths([leaf_hash(b"0")], [1])
