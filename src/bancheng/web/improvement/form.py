"""堵点、记录的表单: fields that no act asks, drawn as the fields of acts are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.http import QueryDict

from bancheng.web.fields import Choice, Field, Widget, Wrong

LINE, TEXT = 200, 5000
MOST_CAUSES = 12  # short words; up to so many stand side by side


class Form:
    """Fields with what was typed, and what is wrong at one of them."""

    def __init__(self, typed: Mapping[str, str] | QueryDict, wrong: Wrong | None = None) -> None:
        self.typed = typed
        self.wrong = wrong
        self.fields: list[Field] = []

    def text(self, name: str, term: str, hint: str = "", required: bool = True) -> None:
        """A long text."""
        self._add(name, term, "text", hint, required, TEXT)

    def line(self, name: str, term: str, hint: str = "", required: bool = True) -> None:
        """A short text."""
        self._add(name, term, "line", hint, required, LINE)

    def date(self, name: str, term: str, hint: str = "") -> None:
        """A day."""
        self._add(name, term, "date", hint, True, 10)

    def choose(
        self, name: str, term: str, options: Mapping[str, str], hint: str = "", few: int = 9
    ) -> None:
        """One of some: side by side where they are few."""
        chosen = [self.typed.get(name, "")]
        widget: Widget = "pick" if len(options) <= few else "select"
        self._add(name, term, widget, hint, True, LINE, _choices(options, chosen))

    def several(
        self, name: str, term: str, options: Mapping[str, str], chosen: Iterable[str], hint: str
    ) -> None:
        """As many as fit."""
        self._add(name, term, "picks", hint, False, LINE, _choices(options, list(chosen)))

    def _add(
        self,
        name: str,
        term: str,
        widget: Widget,
        hint: str,
        required: bool,
        longest: int,
        choices: tuple[Choice, ...] = (),
    ) -> None:
        wrong = self.wrong if self.wrong and self.wrong.field == name else None
        value = str(self.typed.get(name) or "")
        self.fields.append(
            Field(name, term, widget, required, hint, value, longest, choices, wrong)
        )

    @property
    def wrong_above(self) -> bool:
        """Whether what is wrong is at none of the fields."""
        return self.wrong is not None and self.wrong.field not in {f.name for f in self.fields}


def _choices(options: Mapping[str, str], chosen: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value in chosen) for value, label in options.items())
