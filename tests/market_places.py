"""An appraiser's own table with the place of each sale, as the map needs it."""

from collections.abc import Sequence

from tests.market_files import written
from tests.market_sales import Told

HEADINGS = (
    "יום מכירה", "רחוב", "מספר בית", "עיר", "שכונה", "גוש", "חלקה", "תת חלקה", "חדרים", "קומה",
    "קומות", "שטח", "שנת בניה", "תמורה מוצהרת", "שווי מכירה", "חלק נמכר", "סוג נכס", "x", "y",
    "שם המוכר",
)  # fmt: skip


def placed_csv(rows: Sequence[Told]) -> bytes:
    """A CSV in UTF-8 with its mark; its last column names people, and is nobody's business."""
    table: list[Sequence[object]] = [HEADINGS]
    for row in rows:
        sale = row.sale
        table.append(
            (f"{row.day:%d/%m/%Y}", sale.street, sale.house, sale.city, sale.neighborhood,
             sale.gush, sale.helka, sale.tat, sale.rooms, sale.floor, sale.floors, row.area,
             sale.year, f"{row.declared:,}", f"{row.assessed:,}", f"{row.share}", sale.kind,
             sale.east, sale.north, "פלוני אלמוני")
        )  # fmt: skip
    return written(table).encode("utf-8-sig")
