"""Where north is on a plan: kept, written, and counted with the sheet's turn on its excerpt."""

from dataclasses import replace
from decimal import Decimal

import pytest

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.measuring.gestures import adding_sheet
from shamay_desktop.domain.measuring.measure_json import sheet_from_json, sheet_to_json
from shamay_desktop.domain.measuring.plans import Sheet
from shamay_desktop.domain.measuring.reading import sheets_of
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.drawings.requests import drawings_of
from tests.drawn_case import measured_sheet


def request_of(sheet: Sheet) -> tuple[float | None, str]:
    """Where north is on the excerpt, and the arrow's letter."""
    case = after(Case("c"), adding_sheet(Case("c"), sheet))
    (request,) = drawings_of(case, load_texts(Language.HE)).excerpts.values()
    return request.north, request.letter


@pytest.mark.parametrize(
    ("north", "turn", "seen"), [("30", "0", 30.0), ("30", "90", 120.0), ("350", "20", 10.0)]
)
def test_an_excerpt_when_north_is_known_then_its_arrow_counts_the_sheets_turn(
    north: str, turn: str, seen: float
) -> None:
    sheet = replace(measured_sheet(), north=Decimal(north), turn=Decimal(turn))
    assert request_of(sheet) == (seen, "צ")


def test_an_excerpt_when_north_is_not_known_then_it_has_no_arrow() -> None:
    assert request_of(measured_sheet()) == (None, "")


def test_north_when_it_is_kept_then_it_comes_back_from_rows_and_files() -> None:
    for north in (Decimal(0), Decimal("33.5")):
        sheet = replace(measured_sheet(), north=north)
        case = after(Case("c"), adding_sheet(Case("c"), sheet))
        (kept,) = sheets_of(case)
        assert kept.north == north
        assert sheet_from_json(sheet_to_json(kept, "p.pdf")).north == north
