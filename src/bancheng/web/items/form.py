"""事项的表单: from what an item says to the fields of a page, and back again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import QueryDict

from bancheng.items import finding, lists
from bancheng.items.content import LONGEST, TERMS, ItemContent, MaterialContent
from bancheng.items.departments import departments_near
from bancheng.items.errors import ItemError
from bancheng.items.importing.issuers import known_items, recognised
from bancheng.items.version_row import Level
from bancheng.web.fields import Choice, Field, Widget, Wrong

LINES = (
    *("name", "department_name", "level", "kind", "accepted_by", "decided_by", "phone", "place"),
    *("statutory_limit", "promised_limit", "audience"),
)
TEXTS = ("aliases", "steps", "conditions")
HINTS = {
    "aliases": "群众平时怎么叫，一行一个，例如：低保",
    "steps": "一行一步",
    "department_name": "写单位名称；本系统有这个机构的，会自动对上",
    "accepted_by": "哪个窗口或单位收件",
    "decided_by": "最后由谁定",
    "phone": "办不下来时打给谁",
    "why": "调整的依据或原因；不要写诉求人的姓名和电话",
}
BLANK_ROWS = 4
LIKELY = 0.8


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One row of the materials; ``likely`` is the item that probably issues it."""

    number: int
    name: str
    copies: str
    issuer: str
    likely: finding.Found | None


def drawn(
    content: ItemContent, wrong: Wrong | None, why: str = "", code: str = ""
) -> dict[str, Field]:
    """The fields by name, with what stands in them."""
    texts = {name: str(getattr(content, name)) for name in LINES} | {
        "conditions": content.conditions,
        "aliases": "\n".join(content.aliases),
        "steps": "\n".join(content.steps),
        "why": why,
        "code": code,
    }
    return {name: _field(name, text, wrong) for name, text in texts.items()}


def _field(name: str, text: str, wrong: Wrong | None) -> Field:
    widget: Widget = "text" if name in TEXTS else "select" if name == "level" else "line"
    return Field(
        name=name,
        term={**TERMS, "why": "为什么调整"}[name],
        widget=widget,
        required=name in ("name", "why", "code"),
        hint=HINTS.get(name, ""),
        value=text,
        longest={**LONGEST, "why": 300, "code": 100}.get(name) or 20_000,
        choices=tuple(Choice(v, str(label), v == text) for v, label in Level.choices),
        wrong=wrong if wrong and wrong.field == name else None,
    )


def material_rows(content: ItemContent, unit: str) -> list[MaterialRow]:
    """The materials with a few blank rows; where nobody is said to issue one, who likely does."""
    units = [above.code for above in lists.above(unit)]
    rows = [
        MaterialRow(n, m.name, m.copies, m.issued_by_item or m.issuer, _likely(m, units))
        for n, m in enumerate(content.materials, 1)
    ]
    blank = range(len(rows) + 1, len(rows) + 1 + BLANK_ROWS)
    return rows + [MaterialRow(n, "", "", "", None) for n in blank]


def _likely(material: MaterialContent, units: list[str]) -> finding.Found | None:
    if material.issued_by_item or material.issuer:
        return None
    found = finding.find_in(units, material.name, 1)
    return found[0] if found and found[0].score >= LIKELY else None


def read(sent: QueryDict, unit: str) -> ItemContent:
    """What was typed; issuers and departments that are known here are recognised."""
    typed = {name: sent.get(name, "").strip() for name in (*LINES, "conditions")}
    columns = (sent.getlist(f"material_{part}") for part in ("name", "copies", "issuer"))
    content = ItemContent(
        **typed,
        aliases=tuple(sent.get("aliases", "").splitlines()),
        steps=tuple(sent.get("steps", "").splitlines()),
        materials=tuple(
            MaterialContent(name.strip(), copies.strip(), issuer=issuer.strip())
            for name, copies, issuer in zip(*columns, strict=False)
            if name.strip()
        ),
    )
    department = departments_near(unit).get(content.department_name, "")
    return recognised(replace(content, department=department), known_items(unit))


def wrong_of(error: ItemError) -> Wrong:
    """What the library said, at its field."""
    return Wrong(error.sentence, (), error.field)
