"""What the rows of the grid are, and how its cells differ from each other."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt

from shamay_desktop.domain.valuation.heads import Head

RUNNING = Qt.ItemDataRole.UserRole + 1
"""The running price per m² behind a head, as the second line of its cell."""
MARK = Qt.ItemDataRole.UserRole + 2
"""How a cell looks: a `Mark`."""
KIND = Qt.ItemDataRole.UserRole + 3
"""The kind of a row: a `Kind`."""

NAME = Qt.ItemDataRole.UserRole + 4
"""The column of `comparables` or the head that a row shows."""

FEW_FACTS = ("address",)
FACTS = ("date", "address", "rooms", "floor", "area", "price")
MORE_FACTS = ("year_built", "area_basis", "balcony", "parking", "storage", "evidence")


class Kind(StrEnum):
    """What a row of the grid is."""

    FACT = "fact"
    BASE = "base"
    HEAD = "head"
    ABSOLUTE = "absolute"
    ADJUSTED = "adjusted"
    INCLUDED = "included"


class Mark(StrEnum):
    """What is particular about a cell."""

    PLAIN = ""
    PROPOSED = "proposed"
    TAKEN = "taken"
    OVERRIDDEN = "overridden"
    UNREASONED = "unreasoned"
    REFUSED = "refused"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its kind, and the column of `comparables` or the head that it shows."""

    kind: Kind
    name: str = ""
    head: Head | None = None
