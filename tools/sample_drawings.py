"""What an appraiser drew in the sample: the measured plan, and two marked map pictures."""

import json
from decimal import Decimal
from pathlib import Path

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.maps.annotations_json import picture_to_json
from shamay_desktop.domain.maps.pictures import (
    Annotation,
    AnnotationKind,
    Corner,
    MapPicture,
    Slot,
    Style,
)
from shamay_desktop.domain.measuring.measure_json import sheet_to_json
from shamay_desktop.domain.measuring.plans import Reference, Shape, ShapeKind, Sheet

_METRE = 80.0
"""Pixels of the sample's plan for one metre."""

_DPI = 203
_LEFT, _TOP = 224.0, 192.0
_LONG, _WIDE, _BALCONY = 14.8, 9.6, (12.5, 3.2)
_SOURCE = "מפה מומצאת לדוגמה"
_DAY = "2026-10-14"


def draw_on_papers(root: Path) -> None:
    """Write what is drawn beside the papers of a sample that lies in the folder."""
    _write(root / "plans" / "floor-plan.measure.json", sheet_to_json(_plan(), "floor-plan.png"), 0)
    for place, (picture, name) in enumerate(
        ((_area_map(), "area-map"), (_parcel_sketch(), "parcel-sketch"))
    ):
        target = root / "maps" / f"{name}.annotations.json"
        _write(target, picture_to_json(picture, f"{name}.png"), place)


def _write(target: Path, told: Json, place: int) -> None:
    whole = {**told, "order": place} if isinstance(told, dict) else told
    target.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _at(east: float, south: float) -> Point:
    """Metres from the plan's upper left corner as pixels."""
    return round(_LEFT + east * _METRE, 2), round(_TOP + south * _METRE, 2)


def _box(east: float, south: float, length: float, width: float) -> Ring:
    right, foot = east + length, south + width
    return _at(east, south), _at(right, south), _at(right, foot), _at(east, foot)


def _plan() -> Sheet:
    length, width = _BALCONY
    foot = _WIDE + width
    return Sheet(
        id="sheet-flat",
        paper="",
        title="קומה רביעית, דירה 14",
        dpi=_DPI,
        stated_scale=Decimal(100),
        source="היתר 20110347",
        date="2011-06-15",
        excerpt=_box(-0.8, -0.65, _LONG + 1.6, foot + 1.3),
        references=(
            Reference("dim-length", (_at(0, 0), _at(_LONG, 0)), Decimal("14.8"),
                      note="אורך הדירה"),
            Reference("dim-width", (_at(_LONG, 0), _at(_LONG, _WIDE)), Decimal("9.6"),
                      note="רוחב הדירה"),
            Reference("dim-balcony", (_at(0, foot), _at(length, foot)), Decimal("12.5"),
                      note="אורך המרפסת"),
        ),
        shapes=(
            Shape("flat", ShapeKind.AREA, _box(0, 0, _LONG, _WIDE), name="שטח הדירה",
                  category="flat", floor="4", note="קירות חוץ בעוביים המלא"),
            Shape("balcony", ShapeKind.AREA, _box(0, _WIDE, length, width), name="מרפסת פתוחה",
                  category="balcony", floor="4", colour="#2a7f62"),
        ),
    )  # fmt: skip


def _area_map() -> MapPicture:
    return MapPicture(
        id="map-area",
        paper="",
        slot=Slot.AREA_MAP,
        title="מפת הסביבה",
        source=_SOURCE,
        date=_DAY,
        corner=Corner.BOTTOM_LEFT,  # the map has words of its own above, a scale bar at the right
        annotations=(
            Annotation("walk", AnnotationKind.ARROW, ((664.0, 578.0), (800.0, 880.0)),
                       style=Style(colour="#1d4e89")),
            Annotation("walk-words", AnnotationKind.TEXT, ((612.0, 800.0),),
                       "כ־450 מ' לרכבת הקלה", Style(colour="#1d4e89", fill="#ffffff",
                                                    opacity=Decimal("0.85"))),
            Annotation("north", AnnotationKind.NORTH, ((1310.0, 110.0),), style=Style(
                colour="#22242a", size=Decimal(26))),
        ),
    )  # fmt: skip


def _parcel_sketch() -> MapPicture:
    return MapPicture(
        id="map-parcel",
        paper="",
        slot=Slot.PARCEL_SKETCH,
        title="תשריט הסביבה",
        source=_SOURCE,
        date=_DAY,
        annotations=(
            Annotation("parcel", AnnotationKind.PARCEL,
                       ((358.4, 196.0), (980.0, 196.0), (980.0, 714.0), (358.4, 714.0)),
                       style=Style(width=Decimal(4))),
            Annotation("north-sketch", AnnotationKind.NORTH, ((1310.0, 270.0),), style=Style(
                colour="#22242a", size=Decimal(26))),
        ),
    )  # fmt: skip
