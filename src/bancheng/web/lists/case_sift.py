"""工单的筛选条件: from an address to what is asked, and back, and the conditions in words.

An address carries codes and days only. The words of a search are sealed (``web/search.py``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from bancheng.casework.queries import Sieve
from bancheng.web.lists.sift_choices import DAYS, FLAGS, SECTIONS, Section

MOST = 40
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition in words, and the filters without it as an address has them."""

    label: str
    without: str


def sieve_of(sent: QueryDict) -> Sieve:
    """The filters of an address or a form; what is none is left out."""
    values: dict[str, Any] = {}
    for field in fields(Sieve):
        if field.name in SECTIONS:
            codes = [code for code in sent.getlist(field.name) if code and len(code) <= LONGEST]
            values[field.name] = tuple(dict.fromkeys(codes[:MOST]))
        elif field.name in FLAGS:
            values[field.name] = bool(sent.get(field.name))
        else:
            values[field.name] = _day(sent.get(field.name, ""))
    return replace(Sieve(), **values)


def wrong_day(sent: QueryDict) -> str:
    """What is wrong with a day somebody typed; empty where nothing is."""
    for name in DAYS:
        text = sent.get(name, "").strip()
        if text and _day(text) is None:
            return f"“{text}”不是日期，要写成 2026-03-02 这样；这一条没有用上。"
    sieve = sieve_of(sent)
    if sieve.since_on and sieve.until_on and sieve.since_on > sieve.until_on:
        return "开始的日期在结束的日期之后，这样找不到工单；请把两个日期换过来。"
    return ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def parameters(sieve: Sieve) -> list[tuple[str, str]]:
    """The filters as an address has them."""
    found: list[tuple[str, str]] = []
    for field in fields(Sieve):
        value = getattr(sieve, field.name)
        if isinstance(value, tuple):
            found += [(field.name, code) for code in value]
        elif value:
            found.append((field.name, "1" if value is True else value.isoformat()))
    return found


def chips(sieve: Sieve, offered: Iterable[Section]) -> list[Chip]:
    """The conditions in force, in words."""
    found = []
    for section in offered:
        codes = getattr(sieve, section.name)
        labels = {choice.value: choice.label for choice in section.choices}
        for code in codes:
            rest: dict[str, Any] = {section.name: tuple(c for c in codes if c != code)}
            said = f"{section.label}：{labels.get(code, code)}"
            found.append(Chip(said, urlencode(parameters(replace(sieve, **rest)))))
    for name, label in FLAGS.items():
        if getattr(sieve, name):
            off: dict[str, Any] = {name: False}
            found.append(Chip(label, urlencode(parameters(replace(sieve, **off)))))
    for name, label in DAYS.items():
        if day := getattr(sieve, name):
            other: dict[str, Any] = {name: None}
            said = f"{label} {day.isoformat()}"
            found.append(Chip(said, urlencode(parameters(replace(sieve, **other)))))
    return found
