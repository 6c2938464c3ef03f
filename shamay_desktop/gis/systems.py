"""Many points of one system to Israel TM, by the transforms that are fixed by name."""

import math
import threading
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from shamay_desktop.domain.maps.layer_systems import System
from shamay_desktop.gis.coordinates import OF_DEGREES, OF_GOVMAP, named_transform

if TYPE_CHECKING:
    from pyproj import Transformer

OF_OLD_GRID = "Palestine 1923 / Israeli CS to Israel 1993 / Israeli TM (1)"
"""The shift of the Survey of Israel's own tables; good to three metres."""

TRANSFORMS = {
    System.MERCATOR: OF_GOVMAP, System.DEGREES: OF_DEGREES, System.DEGREES_SWAPPED: OF_DEGREES,
    System.OLD_GRID: OF_OLD_GRID,
}  # fmt: skip
"""System -> the transform by which it comes to Israel TM."""

_MILLION = 1_000_000.0
_lock = threading.Lock()

Points = Sequence[tuple[float, float]]


def to_itm(system: System, points: Points) -> list[tuple[float, float]]:
    """Each point in metres of Israel TM; not finite where it has none there."""
    if system is System.ITM:
        return list(points)
    if system is System.ITM_SWAPPED:
        return [(y, x) for x, y in points]
    if not points:
        return []
    across, down = [x for x, _ in points], [y for _, y in points]
    with _lock:
        return _transformed(system, across, down)


def mercator_of(points: Points) -> list[tuple[float, float]]:
    """Points of Israel TM as tiles have them: web Mercator over WGS84's degrees."""
    with _lock:
        longitudes, latitudes = named_transform(OF_DEGREES).transform(
            [x for x, _ in points], [y for _, y in points]
        )
        return list(zip(*_of_degrees().transform(longitudes, latitudes), strict=True))


def itm_of_tiles(points: Points) -> list[tuple[float, float]]:
    """The other way."""
    from pyproj.enums import TransformDirection

    with _lock:
        longitudes, latitudes = _of_degrees().transform(
            [x for x, _ in points],
            [y for _, y in points],
            direction=TransformDirection.INVERSE,
        )
        return _back(OF_DEGREES, longitudes, latitudes)


def _transformed(system: System, x: list[float], y: list[float]) -> list[tuple[float, float]]:
    if system is System.OLD_GRID:
        full = [each + _MILLION if each < 375_000 else each for each in y]
        return list(zip(*_old_grid().transform(x, full), strict=True))
    if system is System.MERCATOR:
        from pyproj.enums import TransformDirection

        x, y = _of_degrees().transform(x, y, direction=TransformDirection.INVERSE)
        return _back(OF_GOVMAP, x, y)
    if system is System.DEGREES:
        return _back(OF_DEGREES, x, y)
    if system is System.DEGREES_SWAPPED:
        return _back(OF_DEGREES, y, x)
    return [(math.nan, math.nan)] * len(x)


def _back(name: str, longitudes: list[float], latitudes: list[float]) -> list[tuple[float, float]]:
    from pyproj.enums import TransformDirection

    found = named_transform(name).transform(
        longitudes, latitudes, direction=TransformDirection.INVERSE
    )
    return list(zip(*found, strict=True))


@cache
def _of_degrees() -> "Transformer":
    from pyproj.transformer import Transformer

    return Transformer.from_crs(4326, 3857, always_xy=True)


@cache
def _old_grid() -> "Transformer":
    from pyproj.network import set_network_enabled  # type: ignore[attr-defined]
    from pyproj.transformer import TransformerGroup

    set_network_enabled(active=False)
    for each in TransformerGroup(28193, 2039, always_xy=True).transformers:
        if OF_OLD_GRID in each.description:
            return each
    raise RuntimeError(f"this database of coordinate systems has no transform {OF_OLD_GRID}")
