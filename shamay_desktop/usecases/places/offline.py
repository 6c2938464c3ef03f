"""A picture out of a map file, taken into the case and laid on the earth at once."""

import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.drawing.points import rounded
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.maps.pictures import ControlPoint, MapPicture, Slot
from shamay_desktop.usecases.evidence.adding import add_files
from shamay_desktop.usecases.places.placing import KnownPlace
from shamay_desktop.usecases.places_ports import DrawnMap, MapFileFacts
from shamay_desktop.usecases.services import Services

WIDTH, HEIGHT = 2400, 1800
"""Pixels: an A5 page of the report at 300 dpi."""

_KEPT = (0, 2, 6, 8, 4)
"""Of the points that are told row by row: the four corners and the middle."""


def add_map_picture(
    services: Services,
    actor: Actor,
    valuation_id: str,
    path: Path,
    facts: MapFileFacts,
    place: KnownPlace,
    zoom: int,
) -> MapPicture:
    """Draw the place's surroundings and take the picture into the case's files.

    The picture is not among the case's map pictures yet: `gestures.adding_picture` puts it there.
    Source, date and credit are what the map file says of itself; what it does not say is asked for
    as of any map picture. Raises Refused.
    """
    name = f"{path.stem[:60]} {place.east:.0f}-{place.north:.0f} z{zoom}.png"
    with tempfile.TemporaryDirectory(prefix="map-", dir=services.temporary) as folder:
        target = Path(folder) / name
        middle = float(place.east), float(place.north)
        drawn = services.layers.map_picture(path, target, middle, zoom, WIDTH, HEIGHT)
        kind = DocType.GIS_SCREENSHOT
        added = add_files(services, actor, valuation_id, [target], kind=kind)
    papers = [*(each.sha256 for each in added.documents), *added.linked_hashes]
    if not papers:
        raise Refused("map_file_broken", file=path.name)
    return _picture(papers[0], facts, drawn, path)


def _picture(paper: str, facts: MapFileFacts, drawn: DrawnMap, path: Path) -> MapPicture:
    points = [drawn.points[number] for number in _KEPT if number < len(drawn.points)]
    return MapPicture(
        new_row_id(),
        paper,
        slot=Slot.OTHER,
        title=facts.name[:200],
        source=(facts.name or path.name)[:200],
        date=_day(facts.date),
        credit=facts.attribution[:200],
        control_points=tuple(
            ControlPoint(new_row_id(), *rounded(pixel), _metres(on[0]), _metres(on[1]))
            for pixel, on in points
        ),
    )


def _metres(number: float) -> Decimal:
    return Decimal(repr(round(number, 2)))


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        return ""
