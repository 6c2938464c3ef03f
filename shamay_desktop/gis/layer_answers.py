"""Layers as they cross from the limited process: written there, rebuilt value by value here."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.maps.layer_systems import System
from shamay_desktop.domain.maps.parcel_layers import LayerFacts, LayerParcel
from shamay_desktop.usecases.limited_process import ProgressFile
from shamay_desktop.usecases.places_ports import Box, DrawnMap, MapFileFacts

FAR = ".far"
"""Ending of the file beside an index that says how far its making is."""

_KINDS = frozenset({"geojson", "shapefile", "geopackage"})


def progress_of(target: Path) -> ProgressFile:
    """How far the making of an index is: told in the limited process, watched here."""
    return ProgressFile(target.with_suffix(FAR))


def parcel_to_json(parcel: LayerParcel) -> dict[str, object]:
    """A parcel as JSON."""
    area = parcel.registered_area
    return {
        "key": list(parcel.key),
        "rings": parcel.rings,
        "area": None if area is None else f"{area:f}",
        "words": [parcel.status, parcel.locality, parcel.note, parcel.date, parcel.layer],
        "road": parcel.road,
        "crosses": parcel.crosses,
    }


def parcels_of(answer: object, file: str) -> tuple[LayerParcel, ...]:
    """Raises Refused(`layer_broken`) for what is no answer of ours."""
    if not isinstance(answer, list):
        raise Refused("layer_broken", file=file)
    return tuple(_parcel(each, file) for each in answer)


def facts_of(answer: object, file: str) -> LayerFacts:
    """As `parcels_of`."""
    match answer:
        case {
            "kind": str(kind), "system": str(system), "parcels": int(parcels),
            "blocks": int(blocks), "broken": int(broken), "unnamed": int(unnamed),
            "fields": list(fields), "bounds": [left, low, right, high],
            "declared": str(declared), "encoding": str(encoding), "date": str(date),
        } if kind in _KINDS and system in set(System):  # fmt: skip
            return LayerFacts(
                kind, System(system), parcels, blocks, broken, unnamed,
                tuple(str(each)[:100] for each in fields),
                (float(left), float(low), float(right), float(high)),
                declared[:200], encoding[:20], date[:10],
            )  # fmt: skip
    raise Refused("layer_broken", file=file)


def _parcel(given: object, file: str) -> LayerParcel:
    match given:
        case {
            "key": [str(gush), str(suffix), str(helka)],
            "rings": list(rings),
            "words": [str(status), str(locality), str(note), str(date), str(layer)],
            "road": bool(road), "crosses": bool(crosses), "area": area,
        }:  # fmt: skip
            return LayerParcel(
                gush, suffix, helka, tuple(_ring(each, file) for each in rings),
                _area(area, file), status, locality, note, date, road, crosses, layer,
            )  # fmt: skip
    raise Refused("layer_broken", file=file)


def _ring(given: object, file: str) -> Ring:
    if not isinstance(given, list):
        raise Refused("layer_broken", file=file)
    ring = []
    for point in given:
        match point:
            case [float() | int() as east, float() | int() as north]:
                ring.append((float(east), float(north)))
            case _:
                raise Refused("layer_broken", file=file)
    return tuple(ring)


def _area(text: object, file: str) -> Decimal | None:
    try:
        return Decimal(text) if isinstance(text, str) else None
    except InvalidOperation as error:
        raise Refused("layer_broken", file=file) from error


def map_facts_of(answer: object, file: str) -> MapFileFacts:
    """Raises Refused(`map_file_broken`)."""
    match answer:
        case {
            "name": str(name), "attribution": str(credit), "description": str(words),
            "timestamp": str(stamp), "date": str(date), "zooms": list(zooms), "bounds": bounds,
        } if all(isinstance(each, int) for each in zooms):  # fmt: skip
            return MapFileFacts(name, credit, words, date or stamp, tuple(zooms), _box(bounds))
    raise Refused("map_file_broken", file=file)


def drawn_of(answer: object, file: str) -> DrawnMap:
    """Raises Refused(`map_file_broken`)."""
    match answer:
        case {"width": int(width), "height": int(height), "drawn": int(tiles), "points": points}:
            flat = [_ring([[x, y], [e, n]], file) for x, y, e, n in _fours(points, file)]
            return DrawnMap(width, height, tiles, tuple((pair[0], pair[1]) for pair in flat))
    raise Refused("map_file_broken", file=file)


def _fours(points: object, file: str) -> list[list[object]]:
    if isinstance(points, list) and all(
        isinstance(each, list) and len(each) == 4 for each in points
    ):
        return points
    raise Refused("map_file_broken", file=file)


def _box(given: object) -> Box | None:
    match given:
        case [float(left), float(low), float(right), float(high)]:
            return left, low, right, high
    return None
