"""Step 4: comparables and statistics, the value's chain, computed as one types."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Origin
from shamay_desktop.domain.fields import Step, groups_of
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.pages.analysis import TABS, AnalysisPage
from shamay_desktop.ui.widgets.list_editor import ListEditor
from tests.ui.bench import Shell, a_context, type_in

VALUES: dict[str, object] = {
    "unit.rooms": "4",
    "address.street": "הרי הגלעד",
    "valuation.date": "2026-03-10",
    "comparables": [
        {"id": "a", "date": "2025-11-02", "price": "4150000", "area": "120"},
        {"id": "b", "date": "2025-10-12", "price": "3300000", "area": "96", "adjustment": "-5"},
        {"id": "c", "price": "9000000", "area": "100", "included": False},
    ],
    "valuation.areas": [
        {"id": "f", "name": "דירה", "category": "flat", "area": "142", "coefficient": "1"},
        {"id": "g", "name": "מרפסת", "category": "balcony", "area": "40", "coefficient": "0.5"},
    ],
    "valuation.rounding_step": "100000",
    "valuation.vat": "included",
}
VALUE = list(TABS).index("value")
Made = tuple[AnalysisPage, Shell]


def made(qtbot: QtBot, language: Language = Language.HE) -> Made:
    """The page in a window, and the shell around it."""
    page = AnalysisPage(a_context(language, VALUES))
    qtbot.addWidget(page)
    shell = Shell(page)
    page.resize(900, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page, shell


def figure(page: AnalysisPage, name: str) -> str:
    """What a computed line says, "" when it is not shown."""
    label = page.findChild(QLabel, f"figure:{name}")
    assert isinstance(label, QLabel)
    return "" if label.isHidden() else strip_marks(label.text())


def list_of(page: AnalysisPage, tab: str, path: str) -> ListEditor:
    """A list of a tab."""
    row = page.forms[tab].rows[path]
    assert isinstance(row, ListEditor)
    return row


def adopt(page: AnalysisPage, price: str) -> None:
    """Type the adopted price."""
    assert page.focus_field("valuation.adopted_price_per_sqm")
    editor = page.findChild(QLineEdit, "field:valuation.adopted_price_per_sqm")
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_in(editor, price)
    page.commit_typing()


def test_comparables_when_shown_then_prices_are_computed_and_the_subject_is_pinned(
    qtbot: QtBot,
) -> None:
    page, _shell = made(qtbot)
    model = list_of(page, "comparables", "comparables").model
    names = [column.id for column in model.columns]
    price = names.index("price_per_sqm")
    shown = [strip_marks(str(model.index(row, price).data())) for row in range(1, 4)]
    assert shown == ["34,600", "34,400", "90,000"]
    adjusted = names.index("adjusted")
    assert strip_marks(str(model.index(2, adjusted).data())) == "32,700"
    assert model.index(0, names.index("rooms")).data() == "4"
    assert "הרי הגלעד" in str(model.index(0, names.index("address")).data())
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(1, price)) & Qt.ItemFlag.ItemIsEditable


def test_subject_when_valued_by_equivalent_area_then_its_row_shows_that_area(
    qtbot: QtBot,
) -> None:
    page, shell = made(qtbot)
    model = list_of(page, "comparables", "comparables").model
    area = [column.id for column in model.columns].index("area")
    assert model.index(0, area).data() == ""
    shell.session.type("valuation.area_basis", "equivalent")
    shell.session.type("valuation.adopted_price_per_sqm", "35000")
    page.show_case(shell.session.case)
    assert model.index(0, area).data() == "162"


def test_statistics_when_a_row_is_unticked_then_they_follow(qtbot: QtBot) -> None:
    page, shell = made(qtbot)
    assert "נכללים: 2" in figure(page, "statistics")
    model = list_of(page, "comparables", "comparables").model
    place = model.index_of("b", "included")
    assert place.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
    assert model.setData(place, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert shell.content("comparables/b/included") is False
    assert "נכללים: 1" in figure(page, "statistics")
    shell.undo()
    assert "נכללים: 2" in figure(page, "statistics")


def test_value_when_the_price_is_typed_then_the_whole_chain_stands_open(qtbot: QtBot) -> None:
    page, _shell = made(qtbot)
    page.tabs.setCurrentIndex(VALUE)
    missing = page.findChild(QLabel, "value-missing")
    assert isinstance(missing, QLabel)
    qtbot.waitUntil(lambda: missing.isVisibleTo(page))
    adopt(page, "35,000")
    assert not missing.isVisibleTo(page)
    assert figure(page, "equivalent_area").startswith("142 × 1 + 40 × 0.5 = 162")
    assert "5,670,000" in figure(page, "areas_value")
    assert "5,670,000" in figure(page, "unrounded")
    assert "100,000" in figure(page, "rounding")
    assert "5,700,000" in figure(page, "final")
    assert "חמישה מיליון ושבע מאות אלף" in figure(page, "words")
    assert "18%" in figure(page, "vat")
    adopt(page, "36000")
    assert "5,832,000" in figure(page, "unrounded")


def test_chain_when_in_english_then_it_speaks_english(qtbot: QtBot) -> None:
    page, _shell = made(qtbot, Language.EN)
    page.tabs.setCurrentIndex(VALUE)
    adopt(page, "35000")
    assert "million" in figure(page, "words")
    assert "162 m²" in figure(page, "equivalent_area").replace("\u00a0", " ")


def test_category_when_chosen_then_the_office_proposes_a_coefficient_as_a_default(
    qtbot: QtBot,
) -> None:
    page, shell = made(qtbot)
    page.tabs.setCurrentIndex(VALUE)
    areas = list_of(page, "value", "valuation.areas")
    areas.add_row()
    row = shell.session.case.rows("valuation.areas")[-1]
    assert areas.model.setData(areas.model.index_of(row.id, "category"), "גינה")
    value = shell.session.case.value(f"valuation.areas/{row.id}/coefficient")
    assert value is not None
    assert value.content == "0.4"
    assert value.provenance is not None
    assert value.provenance.origin is Origin.DEFAULT
    assert areas.model.setData(areas.model.index_of(row.id, "coefficient"), "0.35")
    assert areas.model.setData(areas.model.index_of(row.id, "category"), "גג")
    assert shell.content(f"valuation.areas/{row.id}/coefficient") == "0.35"
    names = [column.id for column in areas.model.columns]
    assert areas.model.index(0, names.index("equivalent")).data() == "142"


def test_computed_mark_when_opened_then_it_lists_its_inputs_and_goes_there(
    qtbot: QtBot,
) -> None:
    page, _shell = made(qtbot)
    page.tabs.setCurrentIndex(VALUE)
    adopt(page, "35000")
    mark = page.findChild(QToolButton, "computed:areas_value")
    assert isinstance(mark, QToolButton)
    menu = mark.menu()
    menu.aboutToShow.emit()
    words = [strip_marks(action.text()) for action in menu.actions()]
    assert len(words) == 4  # two inputs, a line, and the way into the chain
    assert "35,000" in words[1]
    menu.actions()[0].trigger()
    assert list_of(page, "value", "valuation.areas").isAncestorOf(page.focusWidget() or page)


@pytest.mark.parametrize(
    ("path", "tab"),
    [
        ("comparables.source", "comparables"),
        ("report.plots", "comparables"),
        ("valuation.vat", "value"),
        ("valuation.approaches", "value"),
        ("considerations.rights", "texts"),
    ],
)
def test_path_when_gone_to_then_its_tab_opens(qtbot: QtBot, path: str, tab: str) -> None:
    page, _shell = made(qtbot)
    assert page.focus_field(path)
    assert list(TABS)[page.tabs.currentIndex()] == tab
    assert not page.focus_field("unit.rooms")


def test_every_group_of_the_step_when_looked_for_then_stands_in_one_tab() -> None:
    keys = [key for keys in TABS.values() for key in keys]
    assert sorted(keys) == sorted(group.key for group, _ in groups_of(Step.ANALYSIS))


def test_the_chain_when_a_share_is_valued_then_names_the_whole_the_share_and_the_discount(
    qtbot: QtBot,
) -> None:
    page, shell = made(qtbot)
    page.tabs.setCurrentIndex(VALUE)
    adopt(page, "35000")
    assert figure(page, "share") == ""
    session = shell.page.context.session
    session.type("rights.valued_share", "1/2")
    session.type("valuation.share_discount", "10")
    page.show_case(session.case)
    assert "5,670,000" in figure(page, "share")
    assert "1/2" in figure(page, "share")
    assert "10%" in figure(page, "share")
    assert "2,551,500" in figure(page, "unrounded")
    assert "2,600,000" in figure(page, "final")
