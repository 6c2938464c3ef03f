"""Rows of the map pictures that cannot be read: the table says how many are not seen."""

import pytest

from shamay_desktop.domain.case import Row, Value
from shamay_desktop.domain.editing import adding_row, removing_row
from shamay_desktop.i18n.isolates import strip_marks
from tests.ui.canvases.annotation.maps_bench import MapsBench


@pytest.mark.parametrize(("count", "words"), [(1, "שורה אחת"), (3, "3 שורות")])
def test_rows_when_they_cannot_be_read_then_the_table_of_pictures_counts_them(
    bench: MapsBench, count: int, words: str
) -> None:
    told, seen = bench.place.told, bench.pictures
    assert not told.isVisible()
    for number in range(count):
        cells = {"picture": Value.of(seen[0].id), "kind": Value.of("arrow"),
                 "points": Value.of("1,1")}  # fmt: skip
        bench.apply(adding_row(bench.case, "maps.annotations", Row(f"b{number}", cells)))

    assert told.isVisible()
    assert strip_marks(told.text()).startswith(f"{words} של התמונות")
    assert bench.pictures == seen

    for number in range(count):
        bench.apply(removing_row(bench.case, "maps.annotations", f"b{number}"))
    assert not told.isVisible()
