"""The petitioners' pages in old telephones: Chrome 60 and what is built of it, Safari 11.

Read are the scripts and style sheets that those pages load, without comments and strings. What an
old browser cannot read stops a whole script, so none of it may stand there; an interface that it
lacks must be asked for first; a style must have what stands in for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

# each came after Chrome 60 or Safari 11
SYNTAX = (
    r"\?\.(?!\d)", r"\?\?", r"\bcatch\s*\{", r"\|\|=|&&=", r"\bfor\s+await\b", r"\basync\b[^(]*\*",
    r"[\s.{;]#\w", r"\d_\d", r"\b\d+n\b", r"\bimport\b", r"\bexport\b",
)  # fmt: skip
NAMES = (
    "replaceAll", "at", "flat", "flatMap", "fromEntries", "hasOwn", "matchAll", "trimStart",
    "trimEnd", "finally", "allSettled", "any", "findLast", "findLastIndex", "toSorted",
    "toReversed", "toSpliced", "with", "replaceChildren", "toggleAttribute",
)  # fmt: skip
BARE = ("structuredClone", "queueMicrotask", "globalThis", "asyncIterator", "submitter")
ASKED_FOR = (
    "fetch", "randomUUID", "AbortController", "IntersectionObserver", "ResizeObserver",
    "PointerEvent", "getCoalescedEvents", "showModal", "requestSubmit", "clipboard", "share",
    "BroadcastChannel", "SpeechSynthesisUtterance", "requestIdleCallback", "print",
)  # fmt: skip
IN_TEXTS = (r"\(\?<", r"\\p\{", r":(?:is|where|has)\(", r":not\([^)\"'`]*,", r":focus-visible")

LITERAL = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""
    r"""|`(?P<template>(?:\\.|[^`\\])*)`"""
    r"""|(?<=[(,=:\[!&|?{};])\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*""",
    re.DOTALL,
)

SELECTORS = re.compile(r":is\(|:where\(|:has\(|:not\([^)]*,")
EMBELLISHING = re.compile(r":focus-visible|::file-selector-button")
PROPERTIES = re.compile(
    r"inset(-.*)?|aspect-ratio|(margin|padding|border)-(inline|block).*|(inline|block)-size"
    r"|(min|max)-(inline|block)-size|translate|scale|rotate"
)
VALUES = re.compile(
    r"\b(?:min|max|clamp|env|color-mix|oklch|oklab)\(|\d[dsl]v(?:[hwbi]|min|max)\b"
    r"|\brgba?\([^,)]*\)|\bhsla?\([^,)]*\)|\banywhere\b|\bcurrentcolor \d"
)
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
ROOT = {"pub", "big", "contrast", "dark", "light", "did", "now", "next", "qr"}
"""Classes that the templates write by a variable."""


def as_code(script: str) -> str:
    """A script without comments and literals; what a template reckons out stays."""

    def left(found: re.Match[str]) -> str:
        inner = re.findall(r"\$\{([^}]*)\}", found["template"] or "")
        return " " if found["comment"] else f'""{" ".join(inner)}'

    return LITERAL.sub(left, script)


def spreads_of_objects(code: str) -> int:
    """How often ``{ ...other }`` stands there; in a call or a list three dots are older."""
    around: list[str] = []
    found = 0
    for mark in re.findall(r"\.\.\.|[{}()\[\]]", code):
        if mark == "...":
            found += bool(around) and around[-1] == "{"
        elif mark in "{([":
            around.append(mark)
        elif around:
            around.pop()
    return found


def young_in_script(script: str) -> list[str]:
    """What an old telephone could not read, or would look for in vain."""
    code = as_code(script)
    found = [what for what in SYNTAX if re.search(what, code)]
    found += ["{ ... }"] * bool(spreads_of_objects(code))
    found += [name for name in NAMES if re.search(rf"(?<!\.\.)\.{name}\s*\(", code)]
    found += [name for name in BARE if re.search(rf"\b{name}\b", code)]
    for name in ASKED_FOR:
        used = re.search(rf"\b{name}\s*\(", code)
        if used and not re.search(rf"\b{name}\b\s*(?:[?)]|&&|\|\|)", code):
            found.append(f"{name} without asking for it")
    if re.search(r"\b(?:local|session)Storage\b", code) and not re.search(r"\btry\s*\{", code):
        found.append("storage without trying")
    if re.search(r"[\"']pointer(?:down|move)[\"']", script) and "PointerEvent" not in code:
        found.append("pointers without asking for them")
    without_comments = LITERAL.sub(lambda f: " " if f["comment"] else f[0], script)
    return found + [what for what in IN_TEXTS if re.search(what, without_comments)]


Rule = tuple[list[str], list[tuple[str, str]]]


def rules_of(sheet: str) -> Iterator[Rule]:
    """Selectors and declarations, those within @media as well."""
    plain = re.sub(r"/\*.*?\*/", " ", sheet, flags=re.DOTALL)
    for around, inner in re.findall(r"([^{}]+)\{([^{}]*)\}", plain):
        selectors = re.split(r",(?![^()]*\))", around.strip())
        declared = [part.partition(":") for part in inner.split(";") if ":" in part]
        yield [s.strip() for s in selectors], [(n.strip(), v.strip()) for n, _, v in declared]


def young_in_rule(rule: Rule) -> list[str]:
    """What is lost in it on an old telephone, without anything standing in."""
    selectors, declared = rule
    found = [s for s in selectors if SELECTORS.search(s)]
    apart = [s for s in selectors if EMBELLISHING.search(s) and ":not(:focus-visible)" not in s]
    if apart and len(apart) < len(selectors):
        found.append(f"{', '.join(selectors)}: one young selector loses the rule for all")
    older: set[str] = set()
    for name, value in declared:
        if PROPERTIES.fullmatch(name) or (VALUES.search(value) and name not in older):
            found.append(f"{selectors[0]} {{ {name}: {value} }}")
        older.add(name)
    return found


def young_in_sheets(sheets: list[str], classes: set[str]) -> list[str]:
    """All that is lost in the rules which these classes can meet; sheets in their order."""
    found: list[str] = []
    gaps: dict[str, str] = {}
    for sheet in sheets:
        for selectors, declared in rules_of(sheet):
            met = [s for s in selectors if set(CLASS.findall(s)) <= classes | ROOT]
            found += young_in_rule((met, declared)) if met else []
            given = dict(declared)
            if "gap" in given and given.get("gap") != given.get("grid-gap"):
                gaps |= dict.fromkeys((s.removeprefix(".pub ") for s in met), given["gap"])
    return found + [f"{s} {{ gap: {gap} }}" for s, gap in gaps.items() if gap != "0"]


@pytest.fixture
def templates(repository: Path) -> str:
    """All templates of the petitioners' pages, one after the other."""
    folder = repository / "src" / "bancheng" / "web" / "templates" / "public"
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.html")))


@pytest.fixture
def static(repository: Path) -> Path:
    return repository / "src" / "bancheng" / "web" / "static"


def test_scripts_are_read_by_an_old_telephone(templates: str, static: Path) -> None:
    loaded = set(re.findall(r"static '([^']+\.js)'", templates))
    assert {"web/public.js", "web/handing_in.js", "web/receipt.js"} <= loaded
    assert 'type="module"' not in templates
    found = {n: young_in_script((static / n).read_text(encoding="utf-8")) for n in sorted(loaded)}
    assert {name: young for name, young in found.items() if young} == {}


def test_styles_are_usable_in_an_old_telephone(templates: str, static: Path) -> None:
    loaded = re.findall(r"static '([^']+\.css)'", templates)
    assert loaded[:2] == ["web/look.css", "web/public.css"]
    named = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", templates)
    classes = {word for list_ in re.findall(r'class="([^"]*)"', named) for word in list_.split()}
    sheets = [(static / name).read_text(encoding="utf-8") for name in loaded]
    assert young_in_sheets(sheets, classes) == []


@pytest.mark.parametrize(
    "script",
    [
        "a?.b", "a ?? b", "try { a() } catch { b() }", "f({ ...a })", "a ||= b", "x.at(-1)",
        "`one ${a?.b}`", "async function* a() {}", "class A { #b = 1 }", "s.replaceAll('a', 'b')",
        "Object.fromEntries(a)", "structuredClone(a)", "await fetch('/x')", "dialog.showModal()",
        "crypto.randomUUID()", "new AbortController()", "localStorage.clear()", "event.submitter",
        "document.querySelector('a:has(b)')", "s.match(/(?<=a)b/)", "window.print()",
        "pad.addEventListener('pointerdown', draw)",
    ],
)  # fmt: skip
def test_a_script_too_young_is_found(script: str) -> None:
    assert young_in_script(script)


@pytest.mark.parametrize(
    "script",
    [
        "f(...a); [...b]; a ? .5 : 1", "// a?.b\n'a ?? b'; /catch {/.test(c)", "`replaceAll( ${a}`",
        "if (window.fetch) fetch('/x')", "a.map((b) => b.c); const { d, e } = f",
        "try { localStorage.clear() } catch (shut) { /* a?.b */ }", "url = 'http://a?.b'",
    ],
)  # fmt: skip
def test_a_script_old_enough_is_not(script: str) -> None:
    assert young_in_script(script) == []


@pytest.mark.parametrize(
    ("sheet", "is_found"),
    [
        (".a { display: flex; gap: 4px }", True),
        (".a { display: flex; gap: 4px } .pub .a { gap: 0 }", False),
        (".a { display: grid; grid-gap: 4px; gap: 4px }", False),
        (".a { inset: 0 }", True),
        (".a:is(b, i) { color: red }", True),
        (".a:focus-visible, .a:hover { color: red }", True),
        (".a:focus-visible { outline: 0 }", False),
        (".a { width: min(3px, 2%) }", True),
        (".a { width: 3px; width: min(3px, 2%) }", False),
        ("@media print { .a { height: 100dvh } }", True),
        (".a { color: rgb(1 2 3 / 4%) }", True),
        (".a { margin-inline: 2px }", True),
        (".desk { inset: 0 } /* .a { inset: 0 } */ .a { color: red }", False),
    ],
)
def test_a_style_too_young_is_found(sheet: str, is_found: bool) -> None:
    assert bool(young_in_sheets([sheet], {"a"})) is is_found
