"""Parcels of the layers that the user chose: found, measured, and who borders on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from shamay_desktop.domain.case import Case, Origin, Provenance, Row, Value
from shamay_desktop.domain.drawing import geometry
from shamay_desktop.domain.editing import Change, adding_row, after
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.canonical import canonical
from shamay_desktop.domain.maps.neighbours import NEAR, Around, Neighbour, neighbours
from shamay_desktop.domain.maps.parcel_layers import LayerFacts, LayerParcel
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.services import Services

BOUNDARIES = "parcel.boundaries"


@dataclass(frozen=True, slots=True)
class ChosenLayer:
    """A layer of this machine: what it is, or why it cannot be read."""

    path: Path
    facts: LayerFacts | None = None
    problem: ShamayError | None = None

    @property
    def date(self) -> str:
        """ISO: of its newest row, else of the file."""
        if self.facts is not None and self.facts.date:
            return self.facts.date
        try:
            changed = self.path.stat().st_mtime
        except OSError:
            return ""
        return datetime.fromtimestamp(changed, UTC).date().isoformat()


@dataclass(frozen=True, slots=True)
class FoundParcel:
    """A parcel with the layer that has it."""

    parcel: LayerParcel
    layer: ChosenLayer


def look_at_layer(
    services: Services,
    path: Path,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ChosenLayer:
    """What a layer is; its problem is told, not raised. Raises WorkCancelled."""
    try:
        return ChosenLayer(path, services.layers.facts(path, on_progress, cancelled))
    except ShamayError as problem:
        return ChosenLayer(path, problem=problem)


def find_parcels(
    services: Services,
    layers: Sequence[ChosenLayer],
    gush: str,
    helka: str,
    suffix: str = "",
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[FoundParcel, ...]:
    """From the first layer that has them, each outline once: layers have rows twice. Raises what
    the last layer raised when none could be read."""
    problem: ShamayError | None = None
    was_read = False
    for layer in layers:
        try:
            found = services.layers.find(layer.path, gush, helka, suffix, on_progress, cancelled)
        except ShamayError as error:
            problem = error
            continue
        was_read = True
        if found:
            once = {(each.key, each.rings): each for each in reversed(found)}
            return tuple(FoundParcel(each, layer) for each in reversed(once.values()))
    if problem is not None and not was_read:
        raise problem
    return ()


def borders_of(services: Services, found: FoundParcel) -> Around:
    """Who borders on a parcel, of the same layer."""
    left, low, right, high = geometry.bounds(point for ring in found.parcel.rings for point in ring)
    box = (left - 2 * NEAR, low - 2 * NEAR, right + 2 * NEAR, high + 2 * NEAR)
    near = services.layers.around(found.layer.path, box)
    kind = bool(found.parcel.helka)
    return neighbours(found.parcel, (each for each in near if bool(each.helka) == kind))


def taking_borders(
    case: Case,
    chosen: Sequence[tuple[Neighbour, str, str]],
    layer: ChosenLayer,
    *,
    by: str,
    at: str,
) -> tuple[Change, ...]:
    """Rows of the boundaries list: each neighbour with the words for it and the new row's id."""
    note = f"{layer.path.name} {layer.date}".strip()
    changes: list[Change] = []
    for neighbour, words, row_id in chosen:
        key = "/".join(part for part in neighbour.parcel.key if part)
        told = Provenance(Origin.IMPORTED, by=by, at=at, text=key, note=note)
        cells = {"side": neighbour.side, "text": words, "length": f"{neighbour.length:.1f}"}
        row = Row(row_id, {name: _value(name, each, told) for name, each in cells.items()})
        changes += adding_row(after(case, changes), BOUNDARIES, row)
    return tuple(changes)


def _value(column: str, content: str, told: Provenance) -> Value:
    member = next(each for each in BY_ID[BOUNDARIES].columns if each.id == column)
    return Value.of(canonical(member, content), told)
