"""A floor that cannot be measured now stays as it was handed over, in the table and in the sum."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.evidence import CaseEvidence, DocSource, DocType, Document
from shamay_desktop.domain.measuring import gestures
from shamay_desktop.domain.measuring.handed import AREAS, BUILT, shapes_of
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.reading import sheets_of
from shamay_desktop.domain.measuring.scale import measured
from shamay_desktop.usecases.measuring.counting import counted
from shamay_desktop.usecases.measuring.taking import taking
from tests.drawn_case import square

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FLOORS = ("1", "2")


def paper_of(floor: str) -> str:
    """The SHA-256 of the floor's plan."""
    return floor * 64


EVIDENCE = CaseEvidence(
    tuple(
        Document(f"d{floor}", "c1", DocType.GARMUSHKA, f"{floor}.pdf", "", paper_of(floor),
                 DocSource.USER_UPLOAD, NOON)
        for floor in FLOORS
    )
)  # fmt: skip


def two_floors() -> Case:
    """A flat of two floors, each on a sheet of its own, by a stated scale."""
    case = Case("c1")
    for floor in FLOORS:
        shape = Shape(f"shape{floor}", ShapeKind.AREA, square(0, 0, 1000), name=floor,
                      category="flat", floor=floor)  # fmt: skip
        sheet = Sheet(f"sheet{floor}", paper_of(floor), stated_scale=Decimal(100), shapes=(shape,))
        case = after(case, gestures.adding_sheet(case, sheet))
    return case


def handed_over(case: Case) -> Case:
    """As the window does it."""
    sizes = [measured(each) for each in sheets_of(case)]
    counts = counted(case, sizes, EVIDENCE)
    chosen = [each.sheet for each in counts if each.is_counted]
    without = {each.sheet.id for each in counts if each.is_taken_out}
    return after(case, taking(case, chosen, sizes, EVIDENCE, by="d", at="", without=without))


def test_sum_when_a_floor_lost_its_scale_then_is_that_of_the_rows_that_stand() -> None:
    case = handed_over(two_floors())
    both = case.number(BUILT)
    upper = sheets_of(case)[1]
    lost = after(case, gestures.changing_sheet(case, upper, replace(upper, stated_scale=None)))

    again = handed_over(lost)

    rows = [Decimal(str(row.content("area"))) for row in again.rows(AREAS)]
    assert len(rows) == 2
    assert again.number(BUILT) == both == sum(rows)
    assert set(shapes_of(again.value(BUILT))) == {"shape1", "shape2"}
    assert handed_over(again).values == again.values


def test_sum_when_a_floor_is_drawn_no_more_then_is_that_of_the_other() -> None:
    case = handed_over(two_floors())
    both = case.number(BUILT)
    assert both is not None

    again = handed_over(after(case, gestures.removing_sheet(case, "sheet2")))

    assert again.number(BUILT) == both / 2
