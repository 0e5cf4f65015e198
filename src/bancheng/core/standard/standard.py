"""规范: the whole of a region's rules in one frozen object."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import ConfigDict, Field

from bancheng.core.glossary import Outcome
from bancheng.core.standard.act_rule import ActRule
from bancheng.core.standard.bulletins import Bulletin
from bancheng.core.standard.clauses import Clause
from bancheng.core.standard.duty_rule import DutyRule
from bancheng.core.standard.improving import (
    Cause,
    Conduct,
    PointStep,
    Recurring,
    Revisit,
    StaffRecordRule,
    WhoMay,
)
from bancheng.core.standard.keeping import Rota
from bancheng.core.standard.ledgers import Ledger, LedgerName
from bancheng.core.standard.manners import (
    Callback,
    Card,
    Feedback,
    Leading,
    Numbering,
    Reading,
    Reclassified,
    Retention,
    Returns,
    Tier,
)
from bancheng.core.standard.papers import Form
from bancheng.core.standard.routes import Route
from bancheng.core.standard.scoring import Scoring
from bancheng.core.standard.sourced import Many, NonEmpty, Strict
from bancheng.core.standard.vocabulary import (
    Channel,
    ExtraField,
    Ground,
    Kind,
    RefusalReason,
    Role,
    Trait,
)


class Head(Strict):
    """Title, issuer, interpreter and force of a standard (a text without a date: None)."""

    id: NonEmpty
    edition: NonEmpty
    title: NonEmpty
    in_force_on: date | None = None
    issuer: str | None = None
    interpreter: str | None = None
    level: Literal["village", "township", "hall", "district", "city", "province", "nation"]
    references: Many = ()
    follows: Many = ()
    cites: Many = ()

    @property
    def edition_term(self) -> str:
        """What people call the edition: by its date, or that the text carries none."""
        return f"{self.edition} 版" if self.edition[0].isdigit() else "文本未注日期"


class Standard(Strict):
    """Every section is described where its class stands."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    standard: Head
    builds_on: str | None = None
    roles: dict[str, Role]
    channels: dict[str, Channel]
    kinds: dict[str, Kind]
    grounds: dict[str, Ground]
    refusals: dict[str, RefusalReason] = {}
    traits: dict[str, Trait] = {}
    outcomes: tuple[Outcome, ...]
    fields: dict[str, ExtraField] = {}
    words: dict[str, NonEmpty] = {}
    acts: dict[str, ActRule]
    duties: dict[str, DutyRule]
    tiers: dict[str, Tier] = {}
    returns: Returns | None = None
    cards: dict[str, Card] = {}
    closed_hours: Literal["count", "next_opening"] = "count"
    feedback: Feedback
    callback: Callback
    reclassified: Reclassified
    leading: Leading
    rota: Rota | None = None
    routes: dict[str, Route] = {}
    forms: dict[str, Form] = {}
    ledgers: dict[LedgerName, Ledger] = {}
    bulletin: Bulletin | None = None
    numbering: Numbering
    retention: Retention | None = None
    scoring: Scoring | None = None
    causes: dict[str, Cause] = {}
    improvement: dict[PointStep, WhoMay] = {}
    recurring: Recurring | None = None
    staff_records: dict[str, StaffRecordRule] = {}
    conduct: Conduct | None = None
    revisit: Revisit | None = None
    readings: dict[str, Reading] = {}
    clauses: dict[str, Clause] = Field(default={})

    @property
    def id(self) -> str:
        """The standard's id, as in the folder's name."""
        return self.standard.id

    @property
    def edition(self) -> str:
        """The edition, as in the file's name."""
        return self.standard.edition

    @cached_property
    def leaf_kinds(self) -> tuple[str, ...]:
        """The kinds a case can have: those with no kind under them."""
        parents = {k.under for k in self.kinds.values()}
        return tuple(k for k in self.kinds if k not in parents)

    @cached_property
    def arising(self) -> dict[str, tuple[str, ...]]:
        """Event or group of events → the duties that arise from it."""
        found: dict[str, tuple[str, ...]] = {}
        for name, rule in self.duties.items():
            for event in rule.arises:
                found[event] = (*found.get(event, ()), name)
        return found

    def kinds_above(self, kind: str | None) -> tuple[str, ...]:
        """The kind itself and the kinds above it."""
        line: list[str] = []
        while kind is not None and kind in self.kinds and kind not in line:
            line.append(kind)
            kind = self.kinds[kind].under
        return tuple(line)

    def channel_from(self, below: Literal["station", "centre"]) -> str | None:
        """The channel by which cases of the level below arrive, where the standard has one."""
        return next((name for name, rule in self.channels.items() if rule.below == below), None)

    @cached_property
    def declared_kind(self) -> str | None:
        """The kind a declaration of 客观上无法解决 leads to, where the standard has one."""
        return next((k for k, rule in self.kinds.items() if rule.declared), None)

    def ref(self, clause: str) -> str:
        """The official reference of a clause id, as people know it."""
        known = self.clauses.get(clause)
        return known.ref if known else clause
