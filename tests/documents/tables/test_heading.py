"""The heading is found among titles, notes and sales."""

import pytest

from shamay_desktop.documents.tables.cells import Sent
from shamay_desktop.documents.tables.heading import heading_at

SALE: list[Sent] = ["006634-0015-013-00", "01/02/2025", "2,600,000", "דירה", "80"]
HEADING: list[Sent] = ["גוש חלקה", "יום מכירה", "תמורה", "מהות", "שטח"]


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([HEADING, SALE], 0),
        ([["דוח עסקאות"], [], HEADING, SALE, SALE], 2),
        ([["הופק עבור", "משרד לדוגמה"], ["תאריך", "01/01/2025"], HEADING, SALE], 2),
        ([SALE, SALE], None),
        ([["גוש", "6634"], ["חלקה", "15"]], None),
        ([["name", "unit", "x"], ["a", "b", 3]], 0),
        ([["a", "b"], ["c", "d"]], None),
        ([["??? ?????", "?????", '??"?'], ["2/20/2025", "???? 5", "? 100"]], 0),
        ([HEADING], 0),
        ([["כתובת", "מחיר"], ["רחוב הגפן", "מיליון"]], 0),
        ([], None),
    ],
    ids=str,
)
def test_the_heading_is_the_row_of_words_above_what_they_name(
    rows: list[list[Sent]], at: int | None
) -> None:
    assert heading_at(rows) == at
