"""How far an area reaches into each wall by the standards, from `resources/rules/walls.json`.

An outline is drawn along the inside faces of the walls, or along their outside; each edge has a
kind and its wall a thickness. The rule says how far from the inside face the measured outline
lies. The distances are data: where readings of a standard differ, an office's word decides.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.plans import AreaRule
from shamay_desktop.resource_files import resource

THICKEST = Decimal(2)
"""Metres of a wall."""


class EdgeKind(StrEnum):
    """What lies behind a wall: the open, another flat, common area, or nothing that counts (an
    edge inside the flat, towards a balcony that is measured apart)."""

    OUTER = "outer"
    SHARED = "shared"
    COMMON = "common"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an area reaches into a wall: a share of its thickness, or metres, never past it."""

    share: Decimal | None = None
    metres: Decimal | None = None

    def into(self, thickness: Decimal) -> Decimal:
        """Metres from the inside face of a wall of so many metres."""
        if self.share is not None:
            return self.share * thickness
        return min(self.metres or Decimal(0), thickness)


@dataclass(frozen=True, slots=True)
class Wall:
    """The wall behind one edge; `thickness` in metres."""

    kind: EdgeKind
    thickness: Decimal


@dataclass(frozen=True, slots=True)
class WallRule:
    """A rule of measuring. `doubts` are the kinds that are read otherwise by some: the text
    `walls.doubt_<rule>_<kind>` (points as underscores) says how."""

    rule: AreaRule
    clause: str | None
    reaches: Mapping[EdgeKind, Reach]
    doubts: tuple[EdgeKind, ...]
    sources: tuple[str, ...]
    first_day: date | None = None
    last_day: date | None = None


@cache
def wall_rules() -> Mapping[AreaRule, WallRule]:
    """The shipped rules."""
    raw = json.loads(resource("rules", "walls.json").read_text(encoding="utf-8"))
    return MappingProxyType({AreaRule(each["rule"]): _rule(each) for each in raw["rules"]})


def rule_on(day: date) -> AreaRule:
    """The standard in force on the day that a report is signed."""
    for rule in wall_rules().values():
        is_begun = rule.first_day is None or rule.first_day <= day
        is_over = rule.last_day is not None and rule.last_day < day
        if rule.clause is not None and is_begun and not is_over:
            return rule.rule
    return AreaRule.STANDARD_9_1


def distances(
    rule: AreaRule, walls: Sequence[Wall], *, drawn_outside: bool = False
) -> tuple[Decimal, ...]:
    """Metres by which each edge is moved outward to where the rule measures.

    From the inside faces; with `drawn_outside` from the outside faces (then 0 or less). Raises
    Refused(`wall_thickness_wrong`) with `given` below 0 and over `THICKEST`.
    """
    reaches = wall_rules()[rule].reaches
    for wall in walls:
        if not 0 <= wall.thickness <= THICKEST:
            raise Refused("wall_thickness_wrong", given=str(wall.thickness))
    return tuple(
        reaches[wall.kind].into(wall.thickness)
        - (wall.thickness if drawn_outside and wall.kind is not EdgeKind.NONE else 0)
        for wall in walls
    )


def _rule(raw: Mapping[str, Any]) -> WallRule:
    return WallRule(
        AreaRule(raw["rule"]),
        raw["clause"],
        MappingProxyType({EdgeKind(kind): _reach(reach) for kind, reach in raw["edges"].items()}),
        tuple(map(EdgeKind, raw["doubts"])),
        tuple(raw["sources"]),
        _day(raw.get("from")),
        _day(raw.get("until")),
    )


def _reach(raw: Mapping[str, str]) -> Reach:
    return Reach(**{name: Decimal(text) for name, text in raw.items()})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None
