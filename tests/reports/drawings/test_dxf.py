"""A plan as DXF, read back by the library: metres, layers, words, and areas that are equal."""

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shamay_desktop.domain.drawing.geometry import area, contains, length
from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.measuring.drawing import drawing_of
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.plans import Shape, Sheet
from shamay_desktop.domain.measuring.scale import measured
from shamay_desktop.domain.measuring.units import Units, plain_measured
from shamay_desktop.reports.drawings.dxf import dxf_of
from shamay_desktop.reports.drawings.quiet_import import quiet_ezdxf
from tests.measured_sheets import ATTIC, BALCONY, FLAT, SHEET

if TYPE_CHECKING:
    from ezdxf.document import Drawing as Document

SAME = pytest.approx


def words(shape: Shape, found: Measured) -> Sequence[str]:
    """Name and measure."""
    return shape.name, plain_measured(found, shape.kind, Units.METRIC)


def written(sheet: Sheet = SHEET) -> "Document":
    """The file, read back."""
    content = dxf_of(drawing_of(measured(sheet), words))
    document: Document = quiet_ezdxf().read(io.StringIO(content.decode("utf-8")))
    return document


def entities(document: "Document", query: str) -> list[Any]:
    """What stands in the drawing, as the library has it."""
    return list(document.modelspace().query(query))


def rings(document: "Document", layer: str) -> list[Ring]:
    """The outlines on a layer."""
    found = entities(document, f'LWPOLYLINE[layer=="{layer}"]')
    return [tuple((x, y) for x, y in each.get_points("xy")) for each in found]


def value(identity: str) -> float:
    """As measured."""
    found = measured(SHEET).shapes[identity]
    assert isinstance(found, Measured)
    return found.value


def test_dxf_when_read_back_then_its_areas_and_lengths_are_the_measured_ones() -> None:
    document = written()
    (outer,), (hole,) = rings(document, "FLAT"), rings(document, "FLAT_HOLES")
    assert area(outer, [hole]) == SAME(value("a"), rel=1e-9)
    assert area(rings(document, "BALCONY")[0]) == SAME(value("b"), rel=1e-9)
    assert area(rings(document, "GALLERY")[0]) == SAME(value("e"), rel=1e-9)
    assert length(rings(document, "LENGTHS")[0]) == SAME(value("c"), rel=1e-9)
    closed = {each.dxf.layer: each.closed for each in entities(document, "LWPOLYLINE")}
    assert closed == {
        "FLAT": True, "FLAT_HOLES": True, "BALCONY": True, "LENGTHS": False, "GALLERY": True,
    }  # fmt: skip


def test_dxf_when_opened_then_is_in_metres_with_nothing_wrong() -> None:
    document = written()
    assert (document.header["$INSUNITS"], document.header["$MEASUREMENT"]) == (6, 1)
    assert document.dxfversion == "AC1024"
    auditor = document.audit()
    assert (auditor.errors, auditor.fixes) == ([], [])


def test_dxf_when_shapes_have_names_then_they_stand_inside_with_their_measure() -> None:
    document = written()
    texts = entities(document, 'TEXT[layer=="FLAT_TEXT"]')
    name, size = [each.plain_text() for each in texts]
    assert name == "דירה 7"
    assert size.startswith("79.0")
    (outer,) = rings(document, "FLAT")
    for each in texts:
        assert contains(outer, (each.dxf.insert.x, each.dxf.insert.y))
        assert 0.05 < each.dxf.height <= 0.3


def test_dxf_when_layers_are_made_then_each_has_its_categorys_colour() -> None:
    document = written()
    assert tuple(document.layers.get("FLAT").rgb or ()) == (0x1D, 0x5F, 0xBF)
    assert document.layers.get("LENGTHS").color == 7
    (balcony,) = entities(document, 'LWPOLYLINE[layer=="BALCONY"]')
    assert tuple(balcony.rgb or ()) == (0xFF, 0x88, 0x00)
    (flat,) = entities(document, 'LWPOLYLINE[layer=="FLAT"]')
    assert flat.rgb is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("100%% %%u ^J", "100%% %%u ^J"),
        ("line\nfeed\r\x00 tab\t", "line feed tab"),
        ("\ud800 חצי", "חצי"),
        ("  0\nSECTION\n  2\nENTITIES", "0 SECTION 2 ENTITIES"),
        ("א" * 400, "א" * 250),
    ],
)
def test_dxf_when_a_name_holds_signs_of_the_format_then_is_text_and_nothing_more(
    name: str, expected: str
) -> None:
    document = written(replace(SHEET, shapes=(replace(BALCONY, name=name),)))
    first = entities(document, "TEXT")[0]
    assert first.plain_text() == expected
    assert len(document.modelspace()) == 3


def test_dxf_when_a_category_or_colour_is_unknown_then_is_drawn_all_the_same() -> None:
    shapes = (replace(FLAT, category="", colour="red"), replace(ATTIC, category=""))
    document = written(replace(SHEET, shapes=shapes))
    assert len(rings(document, "UNCATEGORISED")) == 2


def test_dxf_when_it_is_first_written_then_no_font_is_searched_and_nothing_left_behind(
    tmp_path: Path,
) -> None:
    program = (
        "import os\n"
        "from shamay_desktop.domain.measuring.drawing import Drawing\n"
        "from shamay_desktop.reports.drawings.dxf import dxf_of\n"
        "assert dxf_of(Drawing((), {})).startswith(b'  0')\n"
        "from ezdxf.fonts import fonts\n"
        "assert '[]' in fonts.font_manager.dumps()\n"
        "assert 'XDG_CACHE_HOME' not in os.environ\n"
    )
    environment = {key: text for key, text in os.environ.items() if key != "XDG_CACHE_HOME"}
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**environment, "HOME": str(tmp_path), "TMPDIR": str(tmp_path), "PYTHONPATH": "."},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert list(tmp_path.iterdir()) == []
