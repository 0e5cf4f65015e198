"""bancheng clauses: every clause of every standard, what serves it and which tests prove it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from bancheng.cli.ending import Code, Ended, misused, speaking
from bancheng.cli.showing import JSON_HELP, as_json

PLANNED = "planned"


def clauses(
    tests: Annotated[
        Path | None, typer.Option(metavar="目录", help="测试所在的目录，默认为源码中的 tests")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """列出各规范的全部条款：由哪条规则、步骤或页面落实，由哪些测试证明。

    有条款没有测试、也没有注明 planned，或者测试标了不存在的条款，都算不通过（退出码 1）。

    例：bancheng clauses

    例：bancheng clauses --json > 条款.json
    """
    with speaking():
        folder = tests or _tests_of_checkout()
        found, faults = account(folder)
        if json:
            as_json({"clauses": [asdict(line) for line in found], "faults": faults})
        else:
            for line in found:
                print(f"{line.clause}（{line.ref}）{line.says}")
                print(f"  由 {_served(line)}")
                print(f"  测试 {'、'.join(line.tests) or '无'}")
            print(
                f"共 {len(found)} 条，其中 planned {sum(c.served == PLANNED for c in found)} 条。"
            )
        if faults:
            raise Ended(Code.REFUSED, "\n".join(faults))


@dataclass(frozen=True)
class Line:
    """One clause: ``rules`` are the places of the standard's file that cite it."""

    standard: str
    clause: str
    ref: str
    says: str
    served: str
    where: str
    rules: list[str]
    tests: list[str]


def account(tests: Path) -> tuple[list[Line], list[str]]:
    """All clauses of all standards on the shelf, and what is wrong with them in sentences."""
    from bancheng.cli.clause_marks import Mark, marks_of_tests
    from bancheng.core.acts import ACTS
    from bancheng.library import standards

    marks = marks_of_tests(tests)
    lines: list[Line] = []
    for standard_id in standards.ids():
        stories = standards.stories(standard_id)
        marks += [Mark(c, f"故事：{s.story}") for s in stories for c in s.shows]
        edition = standards.editions(standard_id)[-1]
        rules = standards.standard(standard_id, edition)
        citing = _citing(standards.source(standard_id, edition).data)
        for name, clause in rules.clauses.items():
            proofs = sorted({mark.proof for mark in marks if mark.clause == name})
            shown = (standard_id, name, clause.ref, clause.says, clause.served, clause.where)
            lines.append(Line(*shown, citing.get(name, []), proofs))
    known = {line.clause for line in lines}
    faults = [
        f"{m.proof} 标的条款 {m.clause} 哪份规范里都没有。" for m in marks if m.clause not in known
    ]
    for line in lines:
        if line.served == "rule" and not line.rules:
            faults.append(f"{line.clause} 写着由规则落实，但规范里没有一条规则引用它。")
        if line.served == "act" and line.where not in ACTS:
            faults.append(f"{line.clause} 写着由步骤“{line.where}”落实，但没有这一步。")
        if line.served != PLANNED and not line.tests:
            faults.append(f"{line.clause} 没有测试，也没有注明 planned。")
    return lines, faults


def _citing(data: Any) -> dict[str, list[str]]:
    """Clause id → the dotted places of the file whose ``cites`` names it."""
    found: dict[str, list[str]] = {}

    def look(node: Any, path: tuple[str, ...]) -> None:
        if isinstance(node, dict):
            cites = node.get("cites", [])
            for clause in cites if isinstance(cites, list) else [cites]:
                found.setdefault(clause, []).append(".".join(path))
            for key, inner in node.items():
                look(inner, (*path, str(key)))

    look(data, ())
    return found


def _served(line: Line) -> str:
    kind = {"rule": "规则", "act": "步骤", "page": "页面", PLANNED: PLANNED}[line.served]
    shown = line.rules if line.served == "rule" else [line.where]
    return f"{kind} {'、'.join(part for part in shown if part)}"


def places() -> list[Path]:
    """Where a source checkout may lie: around this file, around the standards, here."""
    from bancheng.library.places import standards_dir

    return [Path(__file__).resolve().parents[3], standards_dir().parent, Path.cwd()]


def _tests_of_checkout() -> Path:
    found = [top / "tests" for top in places() if (top / "tests" / "conftest.py").exists()]
    if found:
        return found[0]
    return misused(
        "这里没有测试目录：核对条款要在源码目录里运行（git clone 得到的那个目录），"
        "或用 --tests 指明测试所在的目录。"
    )
