"""Step 4: comparables and statistics, the value's chain, computed as one types."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Origin
from shamay_desktop.domain.fields import Step, groups_of
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.pages.analysis import TABS, AnalysisPage
from shamay_desktop.ui.widgets.chain_dialog import ChainDialog
from shamay_desktop.ui.widgets.chain_tree import ChainTree
from shamay_desktop.ui.widgets.list_editor import ListEditor
from tests.plot_samples import WORKED
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


WITH_APPROACHES: dict[str, object] = {
    **VALUES,
    **WORKED,
    "valuation.adopted_price_per_sqm": "35000",
}


def worked(qtbot: QtBot, language: Language = Language.HE) -> Made:
    """The page over a case with four approaches."""
    page = AnalysisPage(a_context(language, WITH_APPROACHES))
    qtbot.addWidget(page)
    shell = Shell(page)
    page.resize(900, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page, shell


def rows_of(tree: ChainTree) -> dict[str, str]:
    """Key -> amount of every figure of a tree."""
    found: dict[str, str] = {}
    for index in tree._walk():
        chained = tree.chain.figure(index)
        assert chained is not None
        amount = str(index.siblingAtColumn(1).data())
        found.setdefault(chained.key, strip_marks(amount).replace("\u00a0", " "))
    return found


def test_income_when_its_tab_is_opened_then_every_line_of_it_stands_there(qtbot: QtBot) -> None:
    page, shell = worked(qtbot)
    page.tabs.setCurrentIndex(list(TABS).index("income"))
    shown = rows_of(page.approaches["income"].card.tree)
    assert shown["net_income"] == "161,040 ₪"
    assert shown["income_value"] == "5,194,838.71 ₪"
    shell.session.type("income.cap_rate", "4")
    page.show_case(shell.session.case)
    assert rows_of(page.approaches["income"].card.tree)["income_value"] == "4,026,000 ₪"


def test_cost_when_its_tab_is_opened_then_sums_stand_there_and_the_residual_says_what_lacks(
    qtbot: QtBot,
) -> None:
    page, _shell = worked(qtbot)
    page.tabs.setCurrentIndex(list(TABS).index("cost"))
    shown = rows_of(page.approaches["cost"].card.tree)
    assert shown["land"] == "3,360,000 ₪"
    assert {"construction", "soft_costs", "physical", "profit", "cost_value"} <= set(shown)
    residual = page.approaches["residual"].card
    qtbot.waitUntil(lambda: residual.none.isVisibleTo(page))
    assert not residual.tree.isVisibleTo(page)


def test_reconciliation_when_shown_then_approaches_stand_side_by_side_with_their_gap(
    qtbot: QtBot,
) -> None:
    page, shell = worked(qtbot)
    page.tabs.setCurrentIndex(VALUE)
    table = page.reconciliation.table
    assert table.rowCount() == 4
    cells = [strip_marks(table.model().index(row, 1).data()) for row in range(4)]
    assert [cell.partition("\u00a0")[0] for cell in cells] == [
        "5,670,000", "5,194,839", "5,594,071", "",
    ]  # fmt: skip
    assert "9.1%" in strip_marks(page.reconciliation.note.text())
    assert page.reconciliation.note.property("tone") == "muted"
    shell.session.type("income.cap_rate", "4")
    page.show_case(shell.session.case)
    assert "40.8%" in strip_marks(page.reconciliation.note.text())
    assert page.reconciliation.note.property("tone") == "warning"


def test_reconciliation_when_enter_on_an_approach_then_its_chain_opens(qtbot: QtBot) -> None:
    page, _shell = worked(qtbot)
    page.tabs.setCurrentIndex(VALUE)
    table = page.reconciliation.table
    for row, key in enumerate(("whole", "income_value", "cost_value")):
        table.setCurrentCell(row, 0)
        QTest.keyClick(table, Qt.Key.Key_Return)
        dialog = page.findChild(ChainDialog)
        assert isinstance(dialog, ChainDialog)
        opened = dialog.tree.chain.figure(dialog.tree.chain.index(0, 0))
        assert opened is not None
        assert opened.key == key
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: page.findChild(ChainDialog) is None)


def test_sensitivity_when_asked_for_then_shows_the_value_at_each_step(qtbot: QtBot) -> None:
    page, _shell = worked(qtbot)
    page.tabs.setCurrentIndex(VALUE)
    qtbot.waitUntil(lambda: page.sensitivity.isVisibleTo(page), timeout=20_000)
    table = page.sensitivity.table
    cells = [strip_marks(table.model().index(0, at).data()) for at in range(table.columnCount())]
    assert "5,670,000" in cells[3]
    assert "5,953,500" in cells[4]
    assert "+5%" in cells[4]


def test_approach_when_it_is_not_used_then_one_button_begins_it(qtbot: QtBot) -> None:
    page, shell = made(qtbot)
    page.tabs.setCurrentIndex(list(TABS).index("cost"))
    part = page.approaches["cost"]
    qtbot.waitUntil(lambda: part.offer.isVisibleTo(page))
    assert not part.card.isVisibleTo(page)
    part.begin.click()
    rows = shell.session.case.rows("valuation.approaches")
    assert [row.content("approach") for row in rows] == ["cost"]
    qtbot.waitUntil(lambda: part.card.isVisibleTo(page))
    assert page.focus_field("cost.components")


def test_leaf_of_the_chain_when_followed_then_the_page_goes_to_its_field(qtbot: QtBot) -> None:
    page, _shell = worked(qtbot)
    page.open_figure("coefficient")
    tree = page.value_chain.tree
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert list_of(page, "value", "valuation.areas").isAncestorOf(page.focusWidget() or page)


HALF: dict[str, object] = {
    "cost.components": [
        {"id": "k1", "name": "בית", "area": "100", "unit_cost": "8000"},
        {"id": "k2", "name": "מרתף", "area": "40"},
    ],
    "valuation.approaches": [
        {"id": "g1", "approach": "comparison", "use": "supporting", "weight": "60"},
        {"id": "g2", "approach": "cost", "use": "supporting"},
    ],
}


def page_of(qtbot: QtBot, values: dict[str, object]) -> AnalysisPage:
    page = AnalysisPage(a_context(Language.HE, values))
    qtbot.addWidget(page)
    Shell(page)
    page.resize(900, 700)
    page.show()
    return page


def test_approach_when_a_row_is_half_filled_then_its_panel_names_the_cell_and_goes_there(
    qtbot: QtBot,
) -> None:
    page = page_of(qtbot, {**VALUES, **HALF})
    page.tabs.setCurrentIndex(list(TABS).index("cost"))
    missing = page.approaches["cost"].missing
    assert not missing.isHidden()
    said = strip_marks(missing.label.accessibleName())
    assert said == (
        'אין תוצאה בגישה זו. חסרים: עלות הקמת המבנה, שורה 2, עלות הקמה למ"ר'
    )  # fmt: skip
    with qtbot.waitSignal(missing.go_asked) as asked:
        missing.label.linkActivated.emit("cost.components/k2/unit_cost")
    assert asked.args == ["cost.components/k2/unit_cost"]
    assert page.approaches["residual"].missing.isHidden()


def test_reconciliation_when_a_weight_is_missing_then_says_why_there_is_no_value(
    qtbot: QtBot,
) -> None:
    page = page_of(qtbot, {**VALUES, **HALF, "valuation.adopted_price_per_sqm": "35000"})
    page.tabs.setCurrentIndex(VALUE)
    assert "אין שווי משוקלל" in page.reconciliation.note.text()
    assert not figure(page, "final")


def test_value_when_another_approach_leads_then_says_what_is_not_in_it(qtbot: QtBot) -> None:
    page = page_of(
        qtbot,
        {
            **VALUES,
            "valuation.adopted_price_per_sqm": "35000",
            "income.market_rent": "10000",
            "income.cap_rate": "4",
            "valuation.approaches": [{"id": "g1", "approach": "income", "use": "main"}],
            "valuation.extras": [
                {"id": "e1", "name": "חניה", "amount": "150000"},
                {"id": "e2", "name": "זכות", "amount": "90000", "every_approach": True},
            ],
            "unit.findings": [{"id": "f1", "text": "רטיבות", "cost": "20000"}],
            "valuation.repairs": "deducted",
        },
    )
    page.tabs.setCurrentIndex(VALUE)
    product = page.findChild(QLabel, "figure:areas_value")
    assert isinstance(product, QLabel)
    # Isolated as a whole its terms would stand the other way about than where comparison leads.
    assert not product.text().startswith("\u2068"), ascii(product.text())
    said = {
        name: figure(page, name).replace("\u00a0", " ")
        for name in ("areas_value", "extras", "repairs", "unrounded")
    }
    assert said == {
        "areas_value": '162 מ"ר × 35,000 ₪ למ"ר = 5,670,000 ₪ · למידע בלבד: השווי נשען על '
                       "גישת היוון ההכנסות",
        "extras": "90,000 ₪ · 150,000 ₪ אינן בשווי: הוא נשען על גישת היוון ההכנסות",
        "repairs": "פחות 20,000 ₪ לפי ממצא אחד",
        "unrounded": "3,070,000 ₪",
    }  # fmt: skip
