"""What the use cases of places need from the floors above them: layers and maps of files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.maps.layer_systems import System
from shamay_desktop.domain.maps.parcel_layers import LayerFacts, LayerParcel
from shamay_desktop.usecases.ports import Cancelled, Progress

Box = tuple[float, float, float, float]
"""Left, low, right, high in metres of Israel TM."""


@dataclass(frozen=True, slots=True)
class MapFileFacts:
    """What a file of map tiles says of itself; `date` is its own word, not always a date.

    `zooms` that have tiles; `bounds` None where it tells none.
    """

    name: str
    attribution: str
    description: str
    date: str
    zooms: tuple[int, ...]
    bounds: Box | None


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A picture that was drawn of a map file: its pixels, how many tiles, and where points of it
    are: pixel and Israel TM."""

    width: int
    height: int
    tiles: int
    points: tuple[tuple[Point, Point], ...]


class ParcelLayers(Protocol):
    """Parcels and blocks of files that the user has; read in a limited process."""

    def facts(
        self, path: Path, on_progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> LayerFacts:
        """What a file is; the first time its index is made, which may take minutes.

        Raises Refused with `file`: `layer_kind_unknown`, `layer_broken`, `layer_part_missing`,
        `layer_counts_differ`, `layer_elsewhere`, `layer_empty`, `layer_no_parcels`,
        `layer_features_many`, `layer_feature_large`, `layer_bomb`, those of any file. Progress is
        in thousandths. Raises WorkCancelled.
        """
        ...

    def find(
        self,
        path: Path,
        gush: str,
        helka: str = "",
        suffix: str = "",
        on_progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Sequence[LayerParcel]:
        """Parcels of these numbers, several where blocks have suffixes; without a parcel the block
        or, where the layer has none, its parcels. Raises as `facts`."""
        ...

    def around(
        self,
        path: Path,
        box: Box,
        on_progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Sequence[LayerParcel]:
        """At most 400 parcels whose boxes meet a box. Raises as `facts`."""
        ...


class OfflineMaps(Protocol):
    """Maps of tiles in files that the user has; read in a limited process."""

    def map_facts(self, path: Path) -> MapFileFacts:
        """What a file is. Raises Refused with `file`: `map_file_broken`, `map_file_vector`,
        `map_file_empty`, those of any file."""
        ...

    def map_picture(
        self, path: Path, target: Path, centre: Point, zoom: int, width: int, height: int
    ) -> DrawnMap:
        """Draw a PNG at `target` with a place of Israel TM in its middle.

        Raises Refused(`map_file_nothing_here`) and as `map_facts`.
        """
        ...


class PlaceTransforms(Protocol):
    """Between the systems of `System`, each by one named transform."""

    def place_in_itm(self, system: System, x: float, y: float) -> Point:
        """East and north of Israel TM; not finite where there is none."""
        ...

    def name_of(self, system: System) -> str:
        """The transform that is used for a system, "" where none is needed."""
        ...


class LayerFiles(ParcelLayers, OfflineMaps, PlaceTransforms, Protocol):
    """All of these, as one adapter gives them."""
