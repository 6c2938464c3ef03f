"""The port `Coordinates`: places between systems, by two transforms that are fixed by name.

pyproj's own choice between Israel TM and WGS84 changes with its database, and the published
transforms lie ten metres apart: docs/decisions/0016-places-and-table-files.md says which is used
for what, and how that was measured.
"""

import threading
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from shamay_desktop.gis.shapes import centre_of

if TYPE_CHECKING:
    from pyproj import Transformer

OF_DEGREES = "Israel 1993 to WGS 84 (1)"
"""With which the statistics bureau's places agree, to 0.4 m (the middle one of 1,228)."""

OF_GOVMAP = "Israel 1993 to WGS 84 (2)"
"""With which GovMap's web Mercator was measured to agree, to a metre."""

_ITM, _DEGREES, _MERCATOR = 2039, 4326, 3857
_CENTIMETRE = Decimal("0.01")
_DEGREE_DIGITS = Decimal("0.0000001")

Point = tuple[Decimal, Decimal]


class NamedTransforms:
    """Callable from any thread; pyproj is loaded when the first place is asked for."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()

    def to_itm(self, x: Decimal, y: Decimal) -> Point | None:
        """As the port says, in whole centimetres."""
        if not (x.is_finite() and y.is_finite()):
            return None
        if _within(x, 120_000, 285_000) and _within(y, 375_000, 807_000):
            return x.quantize(_CENTIMETRE), y.quantize(_CENTIMETRE)
        if _within(x, 3_800_000, 4_000_000) and _within(y, 3_400_000, 3_950_000):
            return self._from_mercator(float(x), float(y))
        if _within(x, 34, 36) and _within(y, 29, 34):
            return self._from_degrees(float(x), float(y))
        if _within(y, 34, 36) and _within(x, 29, 34):
            return self._from_degrees(float(y), float(x))
        return None

    def to_wgs84(self, east: Decimal, north: Decimal) -> Point:
        """As the port says, to the seventh decimal (a centimetre)."""
        with self._one_at_a_time:
            longitude, latitude = named_transform(OF_DEGREES).transform(float(east), float(north))
        return _rounded(latitude, _DEGREE_DIGITS), _rounded(longitude, _DEGREE_DIGITS)

    def centre(self, shape: str) -> Point | None:
        """As the port says."""
        return self._centre(shape)

    @lru_cache(maxsize=4096)  # noqa: B019 - one of these lives as long as the program
    def _centre(self, shape: str) -> Point | None:
        found = centre_of(shape)
        return None if found is None else self.to_itm(*found)

    def _from_mercator(self, x: float, y: float) -> Point:
        with self._one_at_a_time:
            longitude, latitude = _mercator().transform(x, y)
            east, north = _back(OF_GOVMAP, longitude, latitude)
        return _rounded(east, _CENTIMETRE), _rounded(north, _CENTIMETRE)

    def _from_degrees(self, longitude: float, latitude: float) -> Point:
        with self._one_at_a_time:
            east, north = _back(OF_DEGREES, longitude, latitude)
        return _rounded(east, _CENTIMETRE), _rounded(north, _CENTIMETRE)


def _back(name: str, longitude: float, latitude: float) -> tuple[float, float]:
    from pyproj.enums import TransformDirection

    east, north = named_transform(name).transform(
        longitude, latitude, direction=TransformDirection.INVERSE
    )
    return east, north


@cache
def named_transform(name: str) -> "Transformer":
    """From Israel TM to longitude and latitude by the transform of that name, and no other."""
    from pyproj.network import set_network_enabled  # type: ignore[attr-defined]
    from pyproj.transformer import Transformer, TransformerGroup

    set_network_enabled(active=False)
    for each in TransformerGroup(_ITM, _DEGREES, always_xy=True).transformers:
        if name in each.description:
            return Transformer.from_pipeline(each.definition)
    raise RuntimeError(f"this database of coordinate systems has no transform {name}")


@cache
def _mercator() -> "Transformer":
    from pyproj.transformer import Transformer

    return Transformer.from_crs(_MERCATOR, _DEGREES, always_xy=True)


def _within(number: Decimal, lowest: int, highest: int) -> bool:
    return lowest <= number <= highest


def _rounded(number: float, step: Decimal) -> Decimal:
    return Decimal(repr(number)).quantize(step)
