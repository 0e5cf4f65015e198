"""数据形状: the schemas of the document: fields as the acts ask them, answers as they are sent."""

from __future__ import annotations

from typing import Any

from bancheng.core.acts import ACTS
from bancheng.core.ask import LISTS, ON_EVERY_ACT, SIGNATURE_DRAWN, Ask, Shape
from bancheng.core.glossary import OPTION_TERMS
from bancheng.files.limits import MOST_AT_ONCE

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
INSTANT: Schema = {"type": "string", "format": "date-time"}


def ref(name: str) -> Schema:
    """A schema of this document by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(shape: Schema) -> Schema:
    """The same, or null."""
    return {"anyOf": [shape, {"type": "null"}]}


def many(shape: Schema) -> Schema:
    """A list of them."""
    return {"type": "array", "items": shape}


def thing(**parts: Schema) -> Schema:
    """An object with all of these parts and no other."""
    return {
        "type": "object",
        "properties": parts,
        "required": sorted(parts),
        "additionalProperties": False,
    }


def given(act: str) -> Schema:
    """What an act asks; standards may ask for more, by names of their own."""
    spec = ACTS[act]
    asks = (*spec.fields, *ON_EVERY_ACT)
    told = {ask.name: _field(ask) for ask in asks if ask.name != SIGNATURE_DRAWN.name}
    needed = "、".join(ask.name for ask in spec.asks)
    said = f"{spec.term}。" + (f"一般要有：{needed}。" if needed else "")
    return {"type": "object", "properties": told, "description": said}


def order(shape: Schema) -> Schema:
    """The body of an act."""
    late = "以前办的事补录时才写，须带时区，并在 given 里写 late_reason、late_allowed_by"
    return {
        "type": "object",
        "properties": {
            "given": shape,
            "done_at": maybe(INSTANT) | {"description": late},
            "for_unit": maybe(TEXT) | {"description": "代哪个部门记录"},
        },
        "additionalProperties": False,
    }


def _field(ask: Ask) -> Schema:
    said = ask.term + (f"（{ask.hint}）" if ask.hint else "")
    return maybe(_shape(ask)) | {"description": said}


def _shape(ask: Ask) -> Schema:
    if ask.shape is Shape.FILES:
        return many(TEXT) | {"maxItems": MOST_AT_ONCE}
    if ask.shape in LISTS:
        return many(TEXT) | {"maxItems": 200}
    if ask.shape is Shape.FLAG:
        return FLAG
    if ask.shape is Shape.NUMBER:
        return WHOLE | {"maximum": 999_999_999}
    if ask.shape is Shape.DATE:
        return {"type": "string", "format": "date"}
    if ask.shape is Shape.INSTANT:
        return INSTANT
    if ask.options in OPTION_TERMS:
        return {"type": "string", "enum": list(OPTION_TERMS[ask.options])}
    return {"type": "string", "maxLength": ask.longest}


def shared() -> dict[str, Schema]:
    """The shapes of answers."""
    coded, clause = maybe(ref("Coded")), many(ref("Clause"))
    about: dict[str, Schema] = {
        "case_no": TEXT,
        "version": WHOLE,
        "centre": coded,
        "standard": thing(id=TEXT, edition=TEXT),
        **dict.fromkeys(("stage", "outcome", "kind", "ground", "channel", "lead"), coded),
        "registered_at": maybe(INSTANT),
    }
    return {
        "Coded": thing(code=TEXT, word=TEXT),
        "Clause": thing(id=TEXT, ref=TEXT),
        "Problem": _problem(),
        "CaseInList": thing(**about, touched_at=INSTANT, next_due=maybe(INSTANT)),
        "CasePage": thing(cases=many(ref("CaseInList")), next=maybe(TEXT)),
        "File": thing(id=TEXT, name=TEXT, kind=TEXT, size=WHOLE, until=INSTANT),
        "Attached": thing(
            id=TEXT, name=maybe(TEXT), kind=maybe(TEXT), size=maybe(WHOLE), seq=WHOLE, opens=FLAG
        ),
        "Done": thing(case_no=TEXT, version=WHOLE, events=many(ref("Event"))),
        "Event": thing(seq=WHOLE, event=TEXT, act=TEXT, done_at=INSTANT, pending=FLAG),
        "Case": thing(
            **about,
            conduct=FLAG,
            green=FLAG,
            matter=maybe(TEXT),
            origin_no=maybe(TEXT),
            petitioner=thing(
                **{name: maybe(TEXT) for name in ("name", "phone", "agent", "agent_phone")}
            ),
            accepted_at=maybe(INSTANT),
            ended_at=maybe(INSTANT),
            duties=many(ref("Duty")),
            story=many(ref("Line")),
            files=many(ref("Attached")),
            may_now=many(thing(code=TEXT, word=TEXT, owed=FLAG)),
        ),
        "Duty": thing(
            id=TEXT,
            rule=coded,
            owed=many(coded),
            by=coded,
            unit=coded,
            state=TEXT,
            due=maybe(INSTANT),
            provisional=FLAG,
            late=FLAG,
            closed_at=maybe(INSTANT),
            how=TEXT,
            clauses=clause,
            because=maybe(TEXT),
        ),
        "Line": thing(
            seq=WHOLE,
            event=TEXT,
            act=coded,
            done_at=INSTANT,
            recorded_at=INSTANT,
            pending=FLAG,
            by=ref("By"),
            sentence=TEXT,
            moved=many(TEXT),
            clauses=clause,
        ),
        "By": thing(
            role=coded,
            unit=coded,
            person=coded,
            recorded_for_another=FLAG,
            in_place_of=coded,
        ),
    }


def _problem() -> Schema:
    told = thing(
        type=TEXT,
        title=TEXT,
        status=WHOLE,
        code=TEXT,
        detail=TEXT,
        next=TEXT,
        clauses=many(ref("Clause")),
    )
    more: Schema = {"field": TEXT, "act": TEXT}
    return told | {"properties": told["properties"] | more}
