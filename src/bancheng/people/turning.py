"""A table whose every change is a change of the organisation (``org_version``).

Whoever writes a unit or a post by whatever road must not have to remember that others keep a copy,
because a forgotten turn would leave a right in force that was taken away.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from django.db import models, transaction

from bancheng.people.org_version import turn

M = TypeVar("M", bound=models.Model)


class TurningQuerySet(models.QuerySet[M]):
    """Writes of many rows at once turn too."""

    def update(self, **kwargs: Any) -> int:
        with transaction.atomic():
            changed = super().update(**kwargs)
            turn()
        return changed

    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            gone = super().delete()
            turn()
        return gone

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        with transaction.atomic():
            made = super().bulk_create(objs, *args, **kwargs)
            turn()
        return made


class Turning(models.Model):
    """``silent_fields``: fields that say nothing about the organisation, such as a password."""

    silent_fields: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        with transaction.atomic():
            super().save(*args, **kwargs)
            if fields is None or not set(fields) <= self.silent_fields:
                turn()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            gone = super().delete(*args, **kwargs)
            turn()
        return gone
