"""Cells of the grid on the clipboard: amounts for any sheet, and their reasons for a grid."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from shamay_desktop.domain.fields.typed_input import pasted_cells

FORMAT = "application/x-shamay-adjustments"


@dataclass(frozen=True, slots=True)
class CopiedCell:
    """A cell as it is copied: the amount as it is typed ("" for an empty one), and its words."""

    amount: str
    reason: str = ""
    support: str = ""


Cells = tuple[tuple[CopiedCell, ...], ...]


def keep(cells: Sequence[Sequence[CopiedCell]]) -> None:
    """Put cells on the clipboard."""
    data = QMimeData()
    data.setText("\n".join("\t".join(cell.amount for cell in line) for line in cells))
    raw = [[[cell.amount, cell.reason, cell.support] for cell in line] for line in cells]
    data.setData(FORMAT, json.dumps(raw, ensure_ascii=False).encode("utf-8"))
    QGuiApplication.clipboard().setMimeData(data)


def kept() -> Cells:
    """The cells on the clipboard, of a grid or of any sheet; none when there are none."""
    data = QGuiApplication.clipboard().mimeData()
    if data.hasFormat(FORMAT):
        try:
            raw = json.loads(bytes(data.data(FORMAT).data()).decode("utf-8"))
            return tuple(tuple(CopiedCell(*map(str, cell)) for cell in line) for line in raw)
        except (TypeError, ValueError):  # another program's data under our name
            return ()
    return tuple(
        tuple(CopiedCell(amount.strip()) for amount in line) for line in pasted_cells(data.text())
    )
