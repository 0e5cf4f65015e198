"""检测清单: whether the package holds what its manifest lists, unchanged, and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from bancheng.archive.checking.fault import Fault, usable, whole
from bancheng.archive.layout import FORMAT, HEAD, MANIFEST, OF_FILE, REQUIRED, SIGNATURE, Head
from bancheng.core.seal import DIGESTS, digest

NUMBERS = ("made", "version")


def manifest_in(files: Mapping[str, bytes]) -> tuple[dict[str, Any], list[Fault]]:
    """The manifest, read; empty where it cannot be."""
    if MANIFEST not in files:
        return {}, [whole("no_manifest", MANIFEST, "包里没有清单，无从核对。")]
    try:
        told = json.loads(files[MANIFEST])
    except (ValueError, RecursionError):
        return {}, [usable("manifest_unreadable", MANIFEST, "清单读不出来。")]
    if not isinstance(told, dict) or "bancheng_archive" not in told:
        return {}, [usable("manifest_unreadable", MANIFEST, "这不是归档包的清单。")]
    if told["bancheng_archive"] != FORMAT:
        said = f"清单的格式 {told['bancheng_archive']!r} 本版本不认识。"
        return {}, [usable("manifest_of_another_form", MANIFEST, said, "请用新版本的程序检测。")]
    if not _is_well_formed(told):
        return {}, [usable("manifest_incomplete", MANIFEST, "清单的项目不齐，或者写法不对。")]
    return told, []


def _is_well_formed(told: Mapping[str, Any]) -> bool:
    if any(type(told.get(name)) is not (int if name in NUMBERS else str) for name in HEAD):
        return False
    files = told.get("files")
    return isinstance(files, list) and all(
        isinstance(one, dict)
        and one.keys() == OF_FILE
        and type(one["size"]) is int
        and isinstance(one["name"], str)
        and isinstance(one["digest"], str)
        for one in files
    )


def head_of(told: Mapping[str, Any]) -> Head:
    """What the manifest says of the package as a whole."""
    return Head(**{name: told[name] for name in HEAD})


def compared(files: Mapping[str, bytes], told: Mapping[str, Any]) -> list[Fault]:
    """Every file is listed, and every listed one is there and the same."""
    return [*_listed(files, told["files"]), *_besides(files, told["files"])]


def _listed(files: Mapping[str, bytes], listed: list[dict[str, Any]]) -> Iterator[Fault]:
    for name, times in Counter(one["name"] for one in listed).items():
        if times > 1:
            yield whole("listed_twice", name, "清单里把这个文件列了两次。")
    for one in listed:
        name, wanted = one["name"], one["digest"]
        algorithm, _, value = wanted.partition(":")
        if name not in files:
            yield whole("missing", name, "清单里有，包里没有。")
        elif algorithm not in DIGESTS:
            yield usable("odd_digest", name, f"摘要算法“{algorithm}”本版本不认识。")
        elif one["size"] != len(files[name]) or digest(algorithm, files[name]) != value:
            yield whole("changed", name, "内容和清单里的摘要不符，被改动过。")


def _besides(files: Mapping[str, bytes], listed: list[dict[str, Any]]) -> Iterator[Fault]:
    names = {one["name"] for one in listed}
    for name in sorted(set(files) - names - {MANIFEST, SIGNATURE}):
        yield whole("extra", name, "包里有，清单里没有，来历不明。")
    for name in REQUIRED:
        if name not in names and name not in files:
            yield whole("not_listed", name, "归档包应有这个文件，清单里没有列。")
