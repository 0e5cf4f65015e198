"""Reading what was given with a command: shapes and closed lists checked, texts set apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bancheng.core.ask import LISTS, Ask, Shape
from bancheng.core.attachment import given
from bancheng.core.event import Json
from bancheng.core.glossary import OPTION_TERMS, OUTCOME_TERMS
from bancheng.core.phone import read_phone
from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard

ITEM = re.compile(r"^[a-z0-9-]{1,40}/[A-Za-z0-9._()-]{1,100}@[1-9]\d{0,5}$")


@dataclass(frozen=True)
class Known:
    """The names that exist around a case: unit codes and user names. None: not checked here."""

    units: frozenset[str] | None = None
    handling_units: frozenset[str] | None = None
    upper_units: frozenset[str] | None = None
    users: frozenset[str] | None = None
    joint_units: frozenset[str] = frozenset()  # upper levels that have cases of their own here


def options(source: str, standard: Standard) -> dict[str, str] | None:
    """The names and labels a field chooses from; None where they are units, users or free."""
    if source in OPTION_TERMS:
        return {k: standard.words.get(f"{source}.{k}", v) for k, v in OPTION_TERMS[source].items()}
    if source == "outcomes":
        words = standard.words
        return {o: words.get(f"outcome.{o}", OUTCOME_TERMS[o]) for o in standard.outcomes}
    if source == "kinds":
        return {k: standard.kinds[k].label for k in standard.leaf_kinds}
    if source == "solved":
        return {str(k): v for k, v in standard.callback.solved.items()}
    if source == "scale":
        return {k: grade.label for k, grade in standard.callback.scale.items()}
    if source == "feedback_means":
        return dict(standard.feedback.means)
    sections: dict[str, Mapping[str, Any]] = {
        "channels": standard.channels,
        "grounds": standard.grounds,
        "refusals": standard.refusals,
        "traits": standard.traits,
        "tiers": standard.tiers,
        "cards": standard.cards,
    }
    if source in sections:
        return {k: v.label for k, v in sections[source].items()}
    if source.startswith("fields."):
        return dict(standard.fields[source.removeprefix("fields.")].choices)
    return None


def ask_of_field(name: str, standard: Standard) -> Ask:
    """A field that only this region asks, as the core's own fields are."""
    extra = standard.fields[name]
    source = f"fields.{name}" if extra.shape == "code" else ""
    return Ask(name, extra.label, Shape(extra.shape), source)


def term_of(ask: Ask, standard: Standard) -> str:
    """What a field is called here."""
    return standard.words.get(f"field.{ask.name}", ask.term)


def read_value(ask: Ask, raw: object, standard: Standard, known: Known) -> Json:
    """One value in the shape it has in an event; None where nothing was given.

    Raises Refusal ``unknown_option``, ``wrong_shape``, ``too_long``, ``phone_is_none`` or
    ``phone_of_a_service``, each naming the field.
    """
    if raw is None or raw == "" or raw == []:
        return None
    term = term_of(ask, standard)
    if ask.shape in LISTS:
        values = [str(v) for v in raw] if isinstance(raw, list | tuple) else [str(raw)]
        for value in values:
            _check_option(ask, value, term, standard, known)
        return list(dict.fromkeys(values))
    return _READERS[ask.shape](ask, raw, term, standard, known)


Reader = Callable[[Ask, object, str, Standard, Known], Json]


def _read_text(ask: Ask, raw: object, term: str, standard: Standard, known: Known) -> Json:
    text = str(raw).replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > ask.longest:
        sentence = f"“{term}”最多 {ask.longest} 个字，现在有 {len(text)} 个。"
        raise Refusal("too_long", sentence, field=ask.name)
    if ask.shape is Shape.PHONE and text:
        return read_phone(text, ask.name)
    return text or None


def _read_name(ask: Ask, raw: object, term: str, standard: Standard, known: Known) -> Json:
    value = str(raw)
    _check_option(ask, value, term, standard, known)
    return value


def _read_item(ask: Ask, raw: object, term: str, standard: Standard, known: Known) -> Json:
    """A code that is sealed for good: nothing a person is called by fits into it."""
    value = str(raw).strip()
    if not ITEM.match(value):
        sentence = f"“{term}”要从事项库里选，不能自己写；没有合适的，写在“办理事项”里。"
        raise Refusal("wrong_shape", sentence, field=ask.name)
    return value


def _read_files(ask: Ask, raw: object, term: str, standard: Standard, known: Known) -> Json:
    """Attachments as the files room described them; ids alone are not enough."""
    by_id: dict[str, Json] = {}
    for each in raw if isinstance(raw, list | tuple) else [raw]:
        attachment = given(each)
        if attachment is None:
            sentence = f"“{term}”里有一个文件找不到了，请重新选一次。"
            raise Refusal("wrong_shape", sentence, field=ask.name)
        by_id[str(attachment["id"])] = attachment
    return list(by_id.values())


def _read_flag(ask: Ask, raw: object, term: str, standard: Standard, known: Known) -> Json:
    if isinstance(raw, bool):
        return raw
    if str(raw).lower() in ("true", "on", "1", "yes", "是"):
        return True
    if str(raw).lower() in ("false", "off", "0", "no", "否"):
        return False
    raise Refusal("wrong_shape", f"“{term}”只能是“是”或“否”。", field=ask.name)


def _read_number(ask: Ask, raw: object, term: str, standard: Standard, known: Known) -> Json:
    text = str(raw).strip()
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Refusal("wrong_shape", f"“{term}”要填数字，不能是“{text}”。", field=ask.name)
    return int(text)


def _read_date(ask: Ask, raw: object, term: str, standard: Standard, known: Known) -> Json:
    try:
        return date.fromisoformat(str(raw).strip()).isoformat()
    except ValueError:
        sentence = f"“{term}”要填日期，例如 2026-03-02，不能是“{raw}”。"
        raise Refusal("wrong_shape", sentence, field=ask.name) from None


def _read_instant(ask: Ask, raw: object, term: str, standard: Standard, known: Known) -> Json:
    try:
        at = raw if isinstance(raw, datetime) else datetime.fromisoformat(str(raw))
    except ValueError:
        sentence = f"“{term}”要填时间，例如 2026-03-02T09:30，不能是“{raw}”。"
        raise Refusal("wrong_shape", sentence, field=ask.name) from None
    return at.isoformat()


_READERS: dict[Shape, Reader] = {
    Shape.TEXT: _read_text,
    Shape.LINE: _read_text,
    Shape.PHONE: _read_text,
    Shape.CODE: _read_name,
    Shape.UNIT: _read_name,
    Shape.USER: _read_name,
    Shape.CASE: _read_name,
    Shape.NAME: _read_name,
    Shape.ITEM: _read_item,
    Shape.FLAG: _read_flag,
    Shape.FILES: _read_files,
    Shape.NUMBER: _read_number,
    Shape.DATE: _read_date,
    Shape.INSTANT: _read_instant,
}


def _check_option(ask: Ask, value: str, term: str, standard: Standard, known: Known) -> None:
    if not ask.options:
        return
    names = options(ask.options, standard)
    if names is None:
        around: frozenset[str] | None = getattr(known, ask.options)
        if around is None or value in around:
            return
        what = "人员" if ask.options == "users" else "单位"
        raise Refusal("unknown_option", f"“{term}”：没有这个{what}“{value}”。", field=ask.name)
    if value not in names:
        among = "、".join(f"{label}（{name}）" for name, label in names.items())
        sentence = f"“{term}”没有“{value}”这一项，可以是：{among}。"
        raise Refusal("unknown_option", sentence, field=ask.name)
