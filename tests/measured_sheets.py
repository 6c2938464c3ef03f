"""A measured sheet for tests of what is written of it: a flat with a hole, a balcony, a wall."""

from decimal import Decimal

from shamay_desktop.domain.measuring.plans import Reference, Region, Shape, ShapeKind, Sheet

FLAT = Shape(
    "a", ShapeKind.AREA,
    ((100.0, 100.0), (1100.0, 100.0), (1100.0, 900.0), (100.0, 900.0)),
    (((400.0, 400.0), (500.0, 400.0), (500.0, 500.0), (400.0, 500.0)),),
    name="דירה 7", category="flat", floor="2", note="=SUM(A1)",
)  # fmt: skip
BALCONY = Shape(
    "b", ShapeKind.AREA, ((1200.0, 100.0), (1400.0, 100.0), (1400.0, 300.0)),
    name="-מרפסת", category="balcony", floor="2", colour="#ff8800",
)  # fmt: skip
WALL = Shape("c", ShapeKind.LENGTH, ((100.0, 100.0), (1100.0, 100.0)), name="קיר")
TANGLED = Shape(
    "d", ShapeKind.AREA, ((0.0, 0.0), (50.0, 50.0), (50.0, 0.0), (0.0, 50.0)), name="סבך"
)
SECTION = Region(
    "r", "חתך", ((2000.0, 0.0), (3000.0, 0.0), (3000.0, 1000.0), (2000.0, 1000.0)),
    stated_scale=Decimal(50),
)  # fmt: skip
ATTIC = Shape(
    "e", ShapeKind.AREA,
    ((2100.0, 100.0), (2300.0, 100.0), (2300.0, 300.0), (2100.0, 300.0)),
    name="עליית גג", category="gallery", floor="3",
)  # fmt: skip

SHEET = Sheet(
    "s", "0" * 64, page=2, title="קומה ב", source="היתר 2019/123", date="2019-05-06",
    references=(
        Reference("1", ((100.0, 100.0), (1100.0, 100.0)), Decimal("10.00")),
        Reference("2", ((100.0, 100.0), (100.0, 900.0)), Decimal("8.00")),
        Reference("3", ((100.0, 900.0), (1100.0, 900.0)), Decimal("10.00")),
    ),
    regions=(SECTION,), shapes=(FLAT, BALCONY, WALL, TANGLED, ATTIC),
)  # fmt: skip
"""A pixel is a centimetre, but in the section: there 1:50 at 200 dots an inch."""
