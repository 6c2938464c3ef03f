"""What is kept of a case's reading and measures says what a fresh one says, after any edits."""

import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import decode_case, encode_values
from shamay_desktop.domain.drawing.kept import Kept
from shamay_desktop.domain.drawing.rows import Changes
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.measuring import gestures
from shamay_desktop.domain.measuring.plans import Reference, Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.reading import broken_rows, sheets_of
from shamay_desktop.domain.measuring.scale import measured
from tests.drawn_case import drawn_case, square


def _fresh(case: Case) -> Case:
    """The same case of other objects throughout: nothing that is kept can know them."""
    return decode_case(case.id, encode_values(case.values))


def _edited(case: Case, dice: random.Random) -> Changes:
    sheets = sheets_of(case)
    if not sheets:
        return gestures.adding_sheet(case, Sheet(f"sheet-{dice.random()}", "c" * 64))
    sheet = dice.choice(sheets)
    made = f"new-{dice.randrange(10**9)}"
    at = dice.uniform(-200, 2000), dice.uniform(-200, 2000), dice.uniform(0, 900)
    ring = tuple((round(x, 3), round(y, 3)) for x, y in square(*at))
    shape = dice.choice(sheet.shapes) if sheet.shapes else None
    line = ring[0], ring[2]
    ways = [
        lambda: gestures.adding_shapes(case, sheet.id, [Shape(made, ShapeKind.AREA, ring)]),
        lambda: gestures.adding_references(
            case, sheet.id, [Reference(made, line, Decimal("7.25"))]
        ),
        lambda: gestures.changing_sheet(
            case, sheet, replace(sheet, stated_scale=Decimal(dice.randint(50, 500)))
        ),
        lambda: gestures.changing_sheet(case, sheet, replace(sheet, pointing=Decimal("2.5"))),
        lambda: gestures.ordering_shapes(case, [one.id for one in sheet.shapes[::-1]]),
        lambda: gestures.removing_references(
            case, [one.id for one in sheet.references if dice.random() < 0.3]
        ),
    ]
    if shape is not None:
        ways += [
            lambda: gestures.changing_shape(case, shape, replace(shape, points=ring)),
            lambda: gestures.changing_shape(case, shape, replace(shape, name=made)),
            lambda: gestures.removing_shapes(case, [shape.id]),
            # a row of the list on another sheet, or on none: it is broken then
            lambda: gestures.adding_shapes(case, "gone", [replace(shape, id=made)]),
        ]
    if sheet.regions:
        ways.append(lambda: gestures.removing_region(case, dice.choice(sheet.regions).id))
    if len(sheets) < 3:
        ways.append(lambda: gestures.adding_sheet(case, Sheet(made, "c" * 64)))
    return dice.choice(ways)()


def _says(case: Case) -> object:
    return (
        sheets_of(case),
        [(one.list_id, one.row_id, one.problem.code) for one in broken_rows(case)],
        [_plain(measured(sheet)) for sheet in sheets_of(case)],
    )


def _plain(found: object) -> str:
    """Refused values are compared by what they say."""
    return repr(found)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32), steps=st.integers(1, 14))
def test_kept_reading_and_measures_equal_fresh_ones_after_edits_undo_and_redo(
    seed: int, steps: int
) -> None:
    dice = random.Random(seed)
    cases = [drawn_case()]
    for _ in range(steps):
        cases.append(after(cases[-1], _edited(cases[-1], dice)))
        _says(cases[-1])
    to_and_fro = [*cases[::-1], *cases, *dice.choices(cases, k=4)]
    for case in to_and_fro:
        assert _says(case) == _says(_fresh(case))


def test_sheet_when_another_one_is_edited_then_it_stays_the_very_same() -> None:
    case = drawn_case()
    first, *_rest = sheets_of(case)
    other = Sheet("other", "c" * 64, stated_scale=Decimal(100))
    case = after(case, gestures.adding_sheet(case, other))
    shape = Shape("new", ShapeKind.AREA, square(0, 0, 50))
    then = after(case, gestures.adding_shapes(case, "other", [shape]))
    assert sheets_of(case) is sheets_of(case)
    assert sheets_of(then)[0] is sheets_of(case)[0] == first
    assert sheets_of(then)[-1] != sheets_of(case)[-1]


def test_kept_answers_only_for_the_very_same_things() -> None:
    kept: Kept[str] = Kept(2)
    one, same = (1.5, 2.5), tuple(float(n) for n in (1.5, 2.5))
    assert one is not same
    kept.keep("found", one, None)
    assert kept.of(one, None) == "found"
    assert kept.of(same, None) is None
    assert kept.of(one, same) is None
    assert kept.of(one) is None


def test_kept_when_it_is_full_then_the_oldest_goes() -> None:
    kept: Kept[int] = Kept(2)
    things = [object() for _ in range(3)]
    for number, each in enumerate(things):
        kept.keep(number, each)
    assert [kept.of(each) for each in things] == [None, 1, 2]
