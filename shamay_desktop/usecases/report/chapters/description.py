"""Chapter 1: surroundings with their map, the parcel and its boundaries, the unit with photos."""

from collections.abc import Sequence

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.fields import field
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.parcels import joint_area
from shamay_desktop.domain.report_content import (
    Block,
    Chapter,
    Figure,
    FigureGrid,
    Inline,
    LabelLines,
    Run,
)
from shamay_desktop.domain.valuation.repairs import FINDINGS, repair_estimate
from shamay_desktop.i18n import formats
from shamay_desktop.usecases.report.chapters.map_pictures import maps_of
from shamay_desktop.usecases.report.chapters.photos import caption
from shamay_desktop.usecases.report.chapters.sections import in_brackets, numbered, section_title
from shamay_desktop.usecases.report.facts import Facts, printed_at, together, told
from shamay_desktop.usecases.report.inputs import ReportInputs

GRID = 6
"""Photos in the subject's own section: two columns, three rows."""

_PARCELS, _BOUNDARIES = "parcels", "parcel.boundaries"
_UNIT = (
    "unit.rooms", "unit.floor", "unit.levels", "unit.position", "unit.air_directions",
    "unit.ceiling_height",
)  # fmt: skip
_BUILDING = (
    "building.type", "building.floors", "building.floors_below", "building.units",
    "building.units_per_floor", "building.year_built", "building.lift", "building.lifts",
)  # fmt: skip


def property_chapter(facts: Facts, inputs: ReportInputs) -> Chapter:
    """1: surroundings, parcel, subject with its photos."""
    maps = maps_of(facts, inputs)
    return numbered(
        facts,
        1,
        "property",
        (
            ("1.1", [*_surroundings(facts), *maps.surroundings()]),
            ("1.2", [*_parcel(facts), *maps.of_parcel()]),
            ("1.3", [*_subject(facts), *_photos(facts, inputs)]),
        ),
    )


def _surroundings(facts: Facts) -> list[Block]:
    return facts.blocks(printed_at("1.1"), section_title(facts, "1.1"))


def _parcel(facts: Facts) -> list[Block]:
    """The parcel's facts, further parcels with their sum, then its boundaries."""
    last = (_PARCELS, _BOUNDARIES)
    first = [path for path in printed_at("1.2") if path not in last]
    return together(
        [
            *facts.blocks(first),
            *facts.block(_PARCELS),
            *_joint_area(facts),
            *_boundaries(facts),
        ]
    )


def _joint_area(facts: Facts) -> list[Block]:
    """The sum of several parcels, named as a sum so that nobody reads it as one parcel's area."""
    area = joint_area(facts.case)
    if area is None:
        return []
    shown = formats.area(plain(area), facts.texts.language)
    words = Run(shown, field=_PARCELS)
    line = told(facts.texts("report.joint_area"), (words,), "report.joint_area")
    return [LabelLines((line,))]


def _boundaries(facts: Facts) -> list[Block]:
    if not facts.case.rows(_BOUNDARIES):
        return facts.blocks((_BOUNDARIES,))
    side = field(_BOUNDARIES).column("side")
    by_side: dict[str, tuple[tuple[Inline, ...], list[tuple[Inline, ...]]]] = {}
    for row in facts.case.rows(_BOUNDARIES):
        name = facts.cell(_BOUNDARIES, side, row)
        group = by_side.setdefault(str(row.content("side") or ""), (name, []))
        group[1].append(_neighbour(facts, row))
    parts = [
        facts.joined((name, facts.joined(neighbours, "; ")), ": ")
        for name, neighbours in by_side.values()
    ]
    labels = (facts.label(_BOUNDARIES), *[""] * len(parts))
    said = [(label, part) for label, part in zip(labels, parts, strict=False) if part]
    lines = tuple(
        told(label, part, _BOUNDARIES if at == 0 else f"{_BOUNDARIES}/{at}")
        for at, (label, part) in enumerate(said)
    )
    return [LabelLines(lines)] if lines else []


def _neighbour(facts: Facts, row: Row) -> tuple[Inline, ...]:
    """ "חלקה 61 (24 מ'), בניין מגורים": on what a side bounds, how long it is, what is there."""
    text, length, description = (
        facts.cell(_BOUNDARIES, field(_BOUNDARIES).column(name), row)
        for name in ("text", "length", "description")
    )
    return facts.joined((facts.joined((text, in_brackets(facts, length)), " "), description))


def _subject(facts: Facts) -> list[Block]:
    """The building in a sentence and its facts, then the unit's sentence and its own facts."""
    apart = (*_UNIT, *_BUILDING, FINDINGS)
    rest = [path for path in printed_at("1.3") if path not in apart]
    return together(
        [
            *_sentence(facts, "building_line", _BUILDING),
            *facts.blocks(path for path in rest if path.startswith("building.")),
            *_sentence(facts, "unit_line", _UNIT),
            *facts.blocks(path for path in rest if not path.startswith("building.")),
            *_findings(facts),
        ]
    )


def _findings(facts: Facts) -> list[Block]:
    """What the visit found of finish and defects, and what mending it is estimated to cost.

    Which photo shows a finding is for the eyes at the desk: a file's hash says nothing in print.
    """
    if not facts.case.rows(FINDINGS):
        return facts.blocks((FINDINGS,))
    blocks: list[Block] = list(facts.tables(FINDINGS, said="photo"))
    estimate = repair_estimate(facts.case)
    if estimate is not None:
        shown = formats.money(plain(estimate.sum), facts.texts.language)
        words = facts.texts("report.repair_estimate")
        line = told(words, (Run(shown, field=FINDINGS),), "report.repair_estimate")
        blocks.append(LabelLines((line,)))
    return blocks


def _sentence(facts: Facts, key: str, paths: Sequence[str]) -> list[Block]:
    """Short facts in one line, each in the words that its number needs."""
    said = facts.joined(facts.phrase(f"report.phrase_{path}", path) for path in paths)
    line = told(facts.texts(f"report.{key}"), said, f"report.{key}")
    return [LabelLines((line,))] if said else []


def _photos(facts: Facts, inputs: ReportInputs) -> list[Block]:
    """The first photos but the front one, two in a row; the annex has them all."""
    front = inputs.evidence.front
    figures = [
        Figure(image.sha256, caption(facts, image), key=f"picture:1.3/{image.sha256}")
        for image in inputs.evidence.images
        if front is None or image.id != front.id
    ]
    return [FigureGrid(tuple(figures[:GRID]), 2, "pictures:1.3")] if figures else []
