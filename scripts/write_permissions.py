"""Writes docs/permissions/<standard>.md: who may do what from where, read off each standard.

For an auditor, and compared by a test: a rule that changes changes this table in the same commit.
"""

from pathlib import Path
from typing import Any

from bancheng.core.acts import ACTS
from bancheng.core.glossary import ROLE_TERMS
from bancheng.core.stage import STAGE_TERMS, Stage
from bancheng.library import standards

REPOSITORY = Path(__file__).resolve().parents[1]


def table(standard_id: str) -> str:
    """The table of one standard's newest edition, in Markdown."""
    standard = standards.standard(standard_id)
    data = standards.source(standard_id, standard.edition).data
    lines = [
        f"# 权限表：{standard.standard.title}（{standard.edition} 版）",
        "",
        "由规范的数据生成（`scripts/write_permissions.py`），每一格都由 `tests/permission/` 试过："
        "角色、与本件的关系、所处的阶段，允许或不允许，与页面、查找、计数、附件一致。",
        "“承办”“协办”指被分到本件的部门；作风问题的被反映人和被反映单位，一律看不到本件。",
        "",
        "| 步骤 | 由谁办 | 可代为记录 | 从哪一步 | 条件 | 依据 |",
        "|---|---|---|---|---|---|",
    ]
    for name, spec in ACTS.items():
        rule = data["acts"].get(name)
        if rule is not None:
            lines.append(_line(standard_id, name, rule))
        elif spec.is_housekeeping:
            who = "、".join(_role(standard_id, role) for role in spec.core_by)
            lines.append(f"| {spec.term} | {who} | | {_stages(spec.possible)} | | 系统内务 |")
    return "\n".join(lines) + "\n"


def _line(standard_id: str, name: str, rule: dict[str, Any]) -> str:
    standard, spec = standards.standard(standard_id), ACTS[name]
    by = "、".join(_role(standard_id, role) for role in _list(rule["by"]))
    recorded = "、".join(_role(standard_id, role) for role in _list(rule.get("recorded_by", [])))
    stages = [Stage(s) for s in _list(rule["from"])] if "from" in rule else spec.possible
    only = "；".join(
        f"{k} = {'、'.join(map(str, _list(v)))}" for k, v in rule.get("for", {}).items()
    )
    cites = "、".join(standard.ref(clause) for clause in _list(rule.get("cites", [])))
    approval = rule.get("approval")
    if approval:
        wanted = "本中心要求的，" if approval.get("when") == "centre_wants" else ""
        by += f"（{wanted}经{_role(standard_id, approval['by'])}批准）"
    label = rule.get("label") or spec.term
    return f"| {label} | {by} | {recorded} | {_stages(stages)} | {only} | {cites or '本中心定'} |"


def _role(standard_id: str, role: str) -> str:
    known = standards.standard(standard_id).roles.get(role)
    return known.label if known else ROLE_TERMS.get(role, role)


def _stages(stages: Any) -> str:
    known = [stage for stage in Stage if stage in set(stages)]
    if len(known) >= len(Stage) - 2:
        return "登记以后任何一步"
    return " / ".join(STAGE_TERMS[stage] for stage in known)


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def main() -> None:
    """Writes the table of every standard that comes with the program."""
    folder = REPOSITORY / "docs" / "permissions"
    folder.mkdir(exist_ok=True)
    for standard_id in standards.ids():
        (folder / f"{standard_id}.md").write_text(table(standard_id), encoding="utf-8")


if __name__ == "__main__":
    main()
