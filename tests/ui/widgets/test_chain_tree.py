"""A figure opens into what made it, by keyboard, down to its field or its page."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Case, Origin, Provenance, Value
from shamay_desktop.domain.case_json import decode_case, encode_values
from shamay_desktop.domain.valuation.chain import chain_of
from shamay_desktop.domain.valuation.figure import Figure
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.ui.pages.page import PaperAsked
from shamay_desktop.ui.widgets.chain_tree import ChainTree
from tests.plot_samples import WORKED, plotted_case

SHA = "ab" * 32


def worked_case() -> Case:
    """A case with a value."""
    return decode_case("case-1", {**encode_values(plotted_case().values), **WORKED})


def shown(qtbot: QtBot, case: Case, language: Language = Language.HE) -> ChainTree:
    """The chain of the case's value in a window."""
    tree = ChainTree(load_texts(language), "value")
    qtbot.addWidget(tree)
    root = chain_of(case)
    assert root is not None
    tree.show_chains((root,), case, depth=1)
    tree.resize(700, 400)
    with qtbot.waitExposed(tree):
        tree.show()
    return tree


def words(tree: ChainTree) -> tuple[str, str]:
    """Label and amount of the current line."""
    index = tree.currentIndex()
    texts = [str(tree.chain.index(index.row(), at, index.parent()).data()) for at in (0, 1)]
    return strip_marks(texts[0]), strip_marks(texts[1]).replace("\u00a0", " ")


def test_every_figure_when_walked_then_has_words_in_both_languages(qtbot: QtBot) -> None:
    case = worked_case()
    root = chain_of(case)
    assert root is not None
    for language in Language:
        tree = shown(qtbot, case, language)
        unknown = [
            figure.key
            for figure in root.walk()
            if not load_texts(language).has(f"chain.{figure.key}") and "." not in figure.key
            and not figure.key.startswith("cell_")
        ]  # fmt: skip
        assert unknown == []
        for index in tree._walk():
            assert str(index.data()).strip()
            assert index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_keys_when_right_to_left_then_open_the_chain_down_to_a_leaf(qtbot: QtBot) -> None:
    tree = shown(qtbot, worked_case())
    assert tree.open_figure("adopted")
    assert words(tree) == ('המחיר למ"ר שאומץ', '35,000 ₪ למ"ר')
    assert tree.isExpanded(tree.currentIndex())
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert words(tree)[0] == "ממוצע נתוני ההשוואה"


def test_enter_when_on_a_leaf_that_was_typed_then_goes_to_its_field(qtbot: QtBot) -> None:
    tree = shown(qtbot, worked_case())
    assert tree.open_figure("coefficient")
    with qtbot.waitSignal(tree.go_asked) as gone:
        QTest.keyClick(tree, Qt.Key.Key_Return)
    assert gone.args == ["valuation.areas/f/coefficient"]


def read_from_paper(case: Case) -> Case:
    """The case, its flat's area read from a page."""
    rows = list(case.rows("valuation.areas"))
    place = Provenance(Origin.DOCUMENT, document=SHA, page=3, box=("10", "20", "30", "40"))
    cells = {**rows[0].cells, "area": Value.of("142", place)}
    rows[0] = type(rows[0])(rows[0].id, cells)
    return case.with_value("valuation.areas", Value.of(tuple(rows)))


def test_enter_when_on_a_leaf_from_a_paper_then_asks_for_the_page_with_its_box(
    qtbot: QtBot,
) -> None:
    tree = shown(qtbot, read_from_paper(worked_case()))
    assert tree.open_figure("area")
    with qtbot.waitSignal(tree.paper_asked) as asked:
        QTest.keyClick(tree, Qt.Key.Key_Return)
    assert asked.args == [PaperAsked(SHA, 3, ("10", "20", "30", "40"))]
    with qtbot.waitSignal(tree.go_asked) as gone:
        QTest.keyClick(tree, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert gone.args == ["valuation.areas/f/area"]


def test_click_when_on_a_leaf_then_goes_to_its_field_and_on_a_branch_stays(qtbot: QtBot) -> None:
    tree = shown(qtbot, worked_case())
    gone: list[str] = []
    tree.go_asked.connect(gone.append)
    assert tree.open_figure("equivalent_area")
    place = tree.visualRect(tree.currentIndex()).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert gone == []
    assert tree.open_figure("coefficient")
    place = tree.visualRect(tree.currentIndex()).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert gone == ["valuation.areas/f/coefficient"]


def test_tree_when_the_case_changes_then_what_was_open_stays_open_with_new_numbers(
    qtbot: QtBot,
) -> None:
    case = worked_case()
    tree = shown(qtbot, case)
    assert tree.open_figure("adopted")
    dearer = case.with_value("valuation.adopted_price_per_sqm", Value.of("36000"))
    root = chain_of(dearer)
    assert root is not None
    tree.show_chains((root,), dearer, depth=1)
    assert words(tree)[1] == '36,000 ₪ למ"ר'
    assert tree.isExpanded(tree.currentIndex())


def test_tree_when_the_open_figure_is_gone_then_nothing_is_chosen(qtbot: QtBot) -> None:
    case = worked_case()
    tree = shown(qtbot, case)
    assert tree.open_figure("mean")
    tree.show_chains((Figure("final", Decimal(1), "shekel"),), case)
    assert not tree.currentIndex().isValid()
    assert not tree.open_figure("mean")


@pytest.mark.parametrize("language", list(Language))
def test_leaf_when_imported_then_tells_the_source_and_row(qtbot: QtBot, language: Language) -> None:
    case = worked_case()
    rows = list(case.rows("comparables"))
    source = Provenance(Origin.IMPORTED, document=SHA, text="3,950,000", note="sales.csv #17")
    rows[0] = type(rows[0])(rows[0].id, {**rows[0].cells, "price": Value.of("3950000", source)})
    case = case.with_value("comparables", Value.of(tuple(rows)))
    tree = shown(qtbot, case, language)
    assert tree.open_figure("price")
    index = tree.currentIndex().siblingAtColumn(2)
    words = load_texts(language)("market.from_source", source="sales.csv", number="17")
    assert strip_marks(words) in strip_marks(str(index.data()))
    assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
