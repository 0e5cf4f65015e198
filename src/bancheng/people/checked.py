"""Saves a row after Django's own checks, and says in a colleague's words what they found."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from bancheng.people.errors import PeopleError

M = TypeVar("M", bound=models.Model)


def save_checked(row: M) -> M:
    """The saved row. ``PeopleError`` names the field in Chinese and what is wrong with it."""
    try:
        row.full_clean()
    except ValidationError as wrong:
        field, messages = next(iter(wrong.message_dict.items()))
        known = {each.name: each for each in row._meta.fields}
        label = f"{known[field].verbose_name}：" if field in known else ""
        raise PeopleError(f"{label}{''.join(messages)}", field) from wrong
    row.save()
    return row
