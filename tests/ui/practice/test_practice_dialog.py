"""The office's practice in its window: versions, rounding, sources, likeness, heads; conflicts."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Role
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.market.mapping import SourceMapping
from shamay_desktop.domain.market.recognising import names_people
from shamay_desktop.domain.market.scoring import weights_of
from shamay_desktop.domain.valuation.coefficients import tables_of
from shamay_desktop.domain.valuation.heads import heads_of
from shamay_desktop.domain.valuation.rounding import rounding_of
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.practice.coefficients_section import CoefficientsSection
from shamay_desktop.ui.practice.heads_section import HeadsSection
from shamay_desktop.ui.practice.likeness_section import LikenessSection
from shamay_desktop.ui.practice.mappings_section import MappingsSection
from shamay_desktop.ui.practice.practice_dialog import PracticeDialog
from shamay_desktop.ui.practice.rounding_section import RoundingSection
from shamay_desktop.usecases.market.mapping_care import mappings_in_use
from shamay_desktop.usecases.market.mappings import save_mapping
from shamay_desktop.usecases.market.previewing import preview
from shamay_desktop.usecases.office.practice import practice_of, save_practice
from shamay_desktop.usecases.office.tables import add_version, coefficient_tables
from tests.ui.bench import type_in
from tests.ui.reachable import faults, out_of_order, reached, told
from tests.ui.test_texts_fit import cut

PARTS = ("coefficients", "rounding", "mappings", "likeness", "heads")


def opened(office: OfficeContext, qtbot: QtBot, part: str = "coefficients") -> PracticeDialog:
    """The window at a part, once it was read."""
    made = PracticeDialog(office, part=part)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    settle(made, office, qtbot)
    return made


def settle(dialog: PracticeDialog, office: OfficeContext, qtbot: QtBot) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: office.tasks.idle and not dialog.section.is_busy)


def tables(office: OfficeContext) -> list[tuple[str, str]]:
    """The office's versions, as they are kept."""
    kept = tables_of(practice_of(office.services, office.actor))
    return [(table.name, table.version) for table in kept]


def coefficients(dialog: PracticeDialog) -> CoefficientsSection:
    """The part of the tables."""
    section = dialog.sections["coefficients"]
    assert isinstance(section, CoefficientsSection)
    return section


def line(dialog: QWidget, name: str) -> QLineEdit:
    """An editor by its name."""
    found = dialog.findChild(QLineEdit, f"field:{name}")
    assert isinstance(found, QLineEdit)
    return found


def item_of(table: QTableWidget, row: int, column: int) -> QTableWidgetItem:
    """A cell of a table."""
    item = table.item(row, column)
    assert item is not None
    return item


def type_over(editor: QLineEdit, text: str) -> None:
    """Type a text in the place of what stands there."""
    editor.setFocus()
    editor.selectAll()
    type_in(editor, text) if text else QTest.keyClick(editor, Qt.Key.Key_Delete)


def type_cell(section: CoefficientsSection, row: int, column: int, text: str) -> None:
    """Type into a cell of the tiers, as by the keyboard."""
    section.tiers.setFocus()
    section.tiers.setCurrentCell(row, column)
    QTest.keyClick(section.tiers, Qt.Key.Key_F2)
    editors = section.tiers.viewport().findChildren(QLineEdit)
    editor = next(each for each in editors if each.isVisible())
    editor.selectAll()
    type_in(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # a view takes what was typed with the next event
    assert item_of(section.tiers, row, column).text() == text


def saved(dialog: PracticeDialog, office: OfficeContext, qtbot: QtBot) -> None:
    """Ctrl+S, and the answer."""
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(dialog, office, qtbot)


def test_tables_when_opened_then_the_example_says_what_the_shipped_one_does(
    office: OfficeContext, qtbot: QtBot
) -> None:
    dialog = opened(office, qtbot)
    words = strip_marks(coefficients(dialog).example.words.text())
    assert "142 × 1 = 142" in words
    assert "40 × 0.5 = 20" in words
    assert "5,670,000" in words
    assert "5,700,000" in words
    assert not dialog.holds_words()


def test_version_when_typed_and_saved_then_stands_beside_the_old_one_with_who_and_when(
    office: OfficeContext, qtbot: QtBot
) -> None:
    dialog = opened(office, qtbot)
    section = coefficients(dialog)
    section.begin_version()
    type_over(line(dialog, "table-version"), "2026.12")
    type_over(line(dialog, "table-valid_from"), "1.12.2026")
    type_over(line(dialog, "table-note"), "מרפסות")
    type_cell(section, 1, 2, "0.4")
    assert "40 × 0.4 = 16" in strip_marks(section.example.words.text())
    saved(dialog, office, qtbot)
    assert tables(office) == [("office", "2026.12"), ("office", "2026.11")]
    new, shipped = tables_of(practice_of(office.services, office.actor))
    assert new.equivalent("balcony", Decimal(40)) == 16
    assert (str(new.valid_from), new.note) == ("2026-12-01", "מרפסות")
    assert (new.by, bool(new.at)) == (office.actor.email, True)
    assert shipped.equivalent("balcony", Decimal(40)) == 20
    assert not section.draft.is_new
    assert section.tiers.is_read_only


def test_tiers_when_typed_then_a_category_counts_by_them(
    office: OfficeContext, qtbot: QtBot
) -> None:
    dialog = opened(office, qtbot)
    section = coefficients(dialog)
    section.begin_version()
    section.tiers.setCurrentCell(1, 2)
    section._on_add_pressed()
    type_cell(section, 1, 1, "30")
    type_cell(section, 2, 2, "0.25")
    assert "30 × 0.5 + 10 × 0.25 = 17.5" in strip_marks(section.example.words.text())
    saved(dialog, office, qtbot)
    table = tables_of(practice_of(office.services, office.actor))[0]
    assert table.equivalent("balcony", Decimal(40)) == Decimal("17.5")


@pytest.mark.parametrize(
    ("row", "column", "text", "problem"),
    [
        (1, 2, "half", "number"), (1, 2, "0,5", "number"), (1, 2, "-1", "negative"),
        (1, 1, "0", "not_above_zero"), (4, 1, "10", "coefficient_missing"),
    ],
)  # fmt: skip
def test_cell_when_it_is_wrong_then_it_is_said_at_the_cell_and_nothing_is_kept(
    office: OfficeContext, qtbot: QtBot, row: int, column: int, text: str, problem: str
) -> None:
    dialog = opened(office, qtbot)
    section = coefficients(dialog)
    section.begin_version()
    type_cell(section, row, column, text)
    words = office.texts(f"practice.problem.{problem}")
    at = (row, 2) if problem == "coefficient_missing" else (row, column)
    assert item_of(section.tiers, *at).toolTip() == words
    assert words in strip_marks(section.problem.text())
    saved(dialog, office, qtbot)
    assert tables(office) == [("office", "2026.11")]
    assert (section.tiers.currentRow(), section.tiers.currentColumn()) == at
    assert section.draft.is_new


def test_undo_when_asked_then_the_last_unsaved_change_is_taken_back(
    office: OfficeContext, qtbot: QtBot
) -> None:
    dialog = opened(office, qtbot)
    section = coefficients(dialog)
    section.begin_version()
    type_cell(section, 1, 2, "0.4")
    type_cell(section, 5, 2, "0.2")
    dialog.undo()
    assert (section.draft.rows[1].coefficient, section.draft.rows[5].coefficient) == ("0.4", "0.4")
    dialog.undo()
    assert section.draft.rows[1].coefficient == "0.5"
    dialog.undo()
    assert not dialog.holds_words()


def test_escape_when_something_is_unsaved_then_asks_first_and_closes_then(
    office: OfficeContext, qtbot: QtBot
) -> None:
    dialog = opened(office, qtbot)
    coefficients(dialog).begin_version()
    dialog.open_part("rounding")
    settle(dialog, office, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.said.text() == office.texts("practice.unsaved")
    assert dialog.section is coefficients(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_version_when_somebody_saved_meanwhile_then_nothing_typed_is_lost_and_both_stand(
    office: OfficeContext, qtbot: QtBot
) -> None:
    dialog = opened(office, qtbot)
    section = coefficients(dialog)
    section.begin_version()
    type_over(line(dialog, "table-version"), "mine")
    type_cell(section, 1, 2, "0.4")
    known = coefficient_tables(office.services, office.actor)
    theirs = replace(known.tables[0], version="theirs", valid_from=office.services.clock.today())
    add_version(office.services, office.actor, known, theirs)
    saved(dialog, office, qtbot)
    assert dialog.said.text() == office.texts("practice.conflict_tables")
    assert tables(office) == [("office", "theirs"), ("office", "2026.11")]
    assert (section.draft.version, section.draft.rows[1].coefficient) == ("mine", "0.4")
    saved(dialog, office, qtbot)
    assert tables(office) == [("office", "mine"), ("office", "theirs"), ("office", "2026.11")]


def test_table_when_copied_and_led_by_then_new_cases_are_given_it(
    office: OfficeContext, qtbot: QtBot
) -> None:
    dialog = opened(office, qtbot)
    section = coefficients(dialog)
    section.begin_copy()
    type_over(line(dialog, "table-name"), "קרקע")
    type_over(line(dialog, "table-valid_from"), "")
    saved(dialog, office, qtbot)
    version = section.draft.version
    assert tables(office) == [("office", "2026.11"), ("קרקע", version)]
    dialog.findChild(QPushButton, "action:lead-table").click()  # type: ignore[union-attr]  # it is there
    settle(dialog, office, qtbot)
    assert tables(office) == [("קרקע", version), ("office", "2026.11")]


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_tables_when_written_to_a_file_then_another_office_takes_them_in(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path, ending: str
) -> None:
    dialog = opened(office, qtbot)
    section = coefficients(dialog)
    section.begin_version()
    type_cell(section, 1, 2, "0.45")
    saved(dialog, office, qtbot)
    kept = tables(office)
    section.write_file(tmp_path / f"tables.{ending}")
    settle(dialog, office, qtbot)
    save_practice(office.services, office.actor, "coefficients", None)
    section.read()
    settle(dialog, office, qtbot)
    section.take_file(tmp_path / f"tables.{ending}")
    settle(dialog, office, qtbot)
    assert tables(office) == kept
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    section.take_file(tmp_path / "bad.csv")
    settle(dialog, office, qtbot)
    assert tables(office) == kept
    assert dialog.said.isVisible()


def test_practice_when_the_person_may_not_change_it_then_it_is_shown_with_who_may(
    office: OfficeContext, qtbot: QtBot
) -> None:
    lesser = replace(office, actor=replace(office.actor, role=Role.APPRAISER))
    dialog = opened(lesser, qtbot)
    words = dialog.findChild(QLabel, "practice-who-may")
    assert isinstance(words, QLabel)
    assert words.text() == office.texts("practice.only_looked_at")
    for part in PARTS:
        dialog.open_part(part)
        settle(dialog, lesser, qtbot)
        for editor in dialog.section.findChildren(QLineEdit):
            example = editor.objectName().startswith("field:example")
            assert editor.isReadOnly() or example, editor.objectName()
        for name in ("save-practice", "new-version", "add-size", "copy-mapping", "reset-weights",
                     "add-head", "add-column"):  # fmt: skip
            found = dialog.findChild(QPushButton, f"action:{name}")
            assert found is not None
            assert not found.isEnabled(), name
    assert not dialog.holds_words()


def test_rounding_when_typed_then_the_example_follows_and_new_rules_are_kept(
    office: OfficeContext, qtbot: QtBot
) -> None:
    dialog = opened(office, qtbot, "rounding")
    section = dialog.section
    assert isinstance(section, RoundingSection)
    type_over(line(dialog, "rounding-value"), "100,000")
    assert "5,700,000" in strip_marks(section.example.text())
    section._on_add_pressed()
    section._on_cell_typed(0, 0, "1,000,000")
    section._on_cell_typed(0, 1, "5000")
    assert "870,000" in strip_marks(section.example.text())
    saved(dialog, office, qtbot)
    rules = rounding_of(practice_of(office.services, office.actor))
    assert (rules.value, rules.value_step(Decimal(870_400))) == (100_000, 5000)
    type_over(line(dialog, "rounding-adopted"), "many")
    saved(dialog, office, qtbot)
    assert rounding_of(practice_of(office.services, office.actor)) == rules
    problem = dialog.findChild(QLabel, "problem:adopted")
    assert isinstance(problem, QLabel)
    assert problem.text() == office.texts("practice.problem.number")


def test_rounding_when_somebody_saved_meanwhile_then_it_is_said_and_saving_again_holds(
    office: OfficeContext, qtbot: QtBot
) -> None:
    dialog = opened(office, qtbot, "rounding")
    type_over(line(dialog, "rounding-value"), "50000")
    save_practice(office.services, office.actor, "rounding", {"value": "1000"})
    saved(dialog, office, qtbot)
    assert dialog.said.text() == office.texts("practice.conflict")
    assert line(dialog, "rounding-value").text() == "50000"
    assert rounding_of(practice_of(office.services, office.actor)).value == 1000
    saved(dialog, office, qtbot)
    assert rounding_of(practice_of(office.services, office.actor)).value == 50_000


def test_weights_when_typed_then_shares_sum_and_example_follow_and_reset_brings_them_back(
    office: OfficeContext, qtbot: QtBot
) -> None:
    dialog = opened(office, qtbot, "likeness")
    section = dialog.section
    assert isinstance(section, LikenessSection)
    first = item_of(section.example, 0, 0).text()
    type_over(line(dialog, "weight-place"), "300")
    assert "370" in strip_marks(section.sum.text())
    assert item_of(section.example, 0, 0).text() != first
    saved(dialog, office, qtbot)
    kept = practice_of(office.services, office.actor)["similarity"]
    assert weights_of(kept)["place"] == 300
    type_over(line(dialog, "weight-area"), "x")
    saved(dialog, office, qtbot)
    assert practice_of(office.services, office.actor)["similarity"] == kept
    section.reset()
    saved(dialog, office, qtbot)
    assert "similarity" not in practice_of(office.services, office.actor)


def test_heads_when_added_and_removed_then_the_office_has_them(
    office: OfficeContext, qtbot: QtBot
) -> None:
    dialog = opened(office, qtbot, "heads")
    section = dialog.section
    assert isinstance(section, HeadsSection)
    section._on_add_pressed()
    saved(dialog, office, qtbot)
    assert item_of(section.table, 0, 0).toolTip() == office.texts("practice.problem.unnamed")
    section._on_cell_typed(0, 0, "נוף")
    saved(dialog, office, qtbot)
    assert [head.he for head in heads_of(practice_of(office.services, office.actor))] == ["נוף"]
    section._on_remove_pressed()
    saved(dialog, office, qtbot)
    assert heads_of(practice_of(office.services, office.actor)) == ()


def test_part_when_what_is_kept_cannot_be_read_then_it_is_said_and_can_be_kept_anew(
    office: OfficeContext, qtbot: QtBot
) -> None:
    with office.services.database.work(office.actor) as work:
        kept = work.offices.office(office.actor.organization_id)
        broken: dict[str, Json] = {"rounding": {"value": "-5"}, "heads": "many"}
        work.offices.save_office(replace(kept, practice=broken))
        work.commit()
    dialog = opened(office, qtbot, "rounding")
    assert dialog.said.isVisible()
    type_over(line(dialog, "rounding-value"), "50000")
    saved(dialog, office, qtbot)
    assert rounding_of(practice_of(office.services, office.actor)).value == 50_000
    dialog.open_part("heads")
    settle(dialog, office, qtbot)
    assert dialog.said.isVisible()


# -- sources -----------------------------------------------------------------------------------


def mappings(dialog: PracticeDialog) -> MappingsSection:
    """The part of the sources."""
    section = dialog.sections["mappings"]
    assert isinstance(section, MappingsSection)
    return section


def choose(section: MappingsSection, mapping_id: str) -> None:
    """Choose a mapping in the list."""
    ids = [each.id for each in section._listed]
    section.list.setCurrentCell(ids.index(mapping_id), 0)


def foreign(folder: Path) -> Path:
    """A table whose headings no shipped mapping knows."""
    path = folder / "foreign.csv"
    path.write_text(
        "Tag,Erlös,Fläche,Ort\n2026-01-05,2500000,100,Haifa\n2026-02-05,2600000,104,Haifa\n",
        encoding="utf-8",
    )
    return path


def own(office: OfficeContext, mapping_id: str) -> SourceMapping | None:
    """The office's own mapping of an id."""
    return mappings_in_use(office.services, office.actor).own(mapping_id)


def test_mapping_when_it_learns_the_headings_of_a_sample_then_the_file_is_recognised(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    path = foreign(tmp_path)
    assert preview(office.services, office.actor, path).missing
    dialog = opened(office, qtbot, "mappings")
    section = mappings(dialog)
    choose(section, "office_table")
    section.look_at(path)
    settle(dialog, office, qtbot)
    assert section.sample.table.rowCount() == 4
    for target, heading in (("date", "Tag"), ("price", "Erlös"), ("area", "Fläche")):
        section.add_alias(target, heading)
    assert "3" in section.sample.words.text()
    saved(dialog, office, qtbot)
    found = preview(office.services, office.actor, path)
    assert (found.mapping.id, found.missing) == ("office_table", ())
    assert [str(row.price) for row in found.rows] == ["2500000", "2600000"]
    assert own(office, "office_table") is not None


def test_mapping_when_copied_and_removed_then_the_shipped_ones_stay(
    office: OfficeContext, qtbot: QtBot
) -> None:
    dialog = opened(office, qtbot, "mappings")
    section = mappings(dialog)
    choose(section, "tax_authority")
    section.begin_copy()
    type_over(line(dialog, "mapping-he"), "מקור שלי")
    saved(dialog, office, qtbot)
    kept = own(office, "tax_authority_1")
    assert kept is not None
    assert kept.he == "מקור שלי"
    assert section.draft.id == "tax_authority_1"
    remove = dialog.findChild(QPushButton, "action:remove-mapping")
    assert remove is not None
    remove.click()
    assert own(office, "tax_authority_1") is not None
    remove.click()
    settle(dialog, office, qtbot)
    assert own(office, "tax_authority_1") is None
    assert "tax_authority" in [each.id for each in section._listed]


def test_mapping_when_it_is_wrong_then_the_place_is_named_and_nothing_is_kept(
    office: OfficeContext, qtbot: QtBot
) -> None:
    dialog = opened(office, qtbot, "mappings")
    section = mappings(dialog)
    choose(section, "office_table")
    type_over(line(dialog, "mapping-needed"), "date, smell")
    saved(dialog, office, qtbot)
    problem = dialog.findChild(QLabel, "problem:needed")
    assert isinstance(problem, QLabel)
    assert "smell" in strip_marks(problem.text())
    assert own(office, "office_table") is None
    section.discard()
    section._on_add_pressed()
    assert section.problem.isVisible()
    saved(dialog, office, qtbot)
    assert own(office, "office_table") is None


def test_mapping_when_somebody_saved_it_meanwhile_then_it_is_said_and_kept_only_when_saved_again(
    office: OfficeContext, qtbot: QtBot
) -> None:
    dialog = opened(office, qtbot, "mappings")
    section = mappings(dialog)
    choose(section, "rents")
    type_over(line(dialog, "mapping-he"), "שלי")
    save_mapping(office.services, office.actor, replace(section._listed[0], id="rents", he="שלהם"))
    saved(dialog, office, qtbot)
    assert dialog.said.text() == office.texts("practice.conflict")
    kept = own(office, "rents")
    assert kept is not None
    assert kept.he == "שלהם"
    saved(dialog, office, qtbot)
    kept = own(office, "rents")
    assert kept is not None
    assert kept.he == "שלי"


def test_mapping_when_written_to_a_file_then_it_is_taken_from_it_once_saved(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(office, qtbot, "mappings")
    section = mappings(dialog)
    choose(section, "rents")
    type_over(line(dialog, "mapping-he"), "שכירויות שלי")
    section.write_file(tmp_path / "rents.json")
    settle(dialog, office, qtbot)
    section.discard()
    section.take_file(tmp_path / "rents.json")
    settle(dialog, office, qtbot)
    assert section.draft.he == "שכירויות שלי"
    assert own(office, "rents") is None
    saved(dialog, office, qtbot)
    assert own(office, "rents") is not None


def test_headings_when_letters_stand_inside_another_word_then_it_is_no_person() -> None:
    for plain in ("ייעוד המבנה", "ייעוד היחידה", "יעוד"):
        assert not names_people(plain)
    for person in ('עו"ד', "עוד", "שם עו''ד המוכר", "ת.ז", 'ת"ז קונה'):
        assert names_people(person)


# -- by keyboard, in each language -------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
def test_practice_when_each_part_is_walked_by_tab_then_each_stop_has_a_name_and_reads_on(
    office: OfficeContext, qtbot: QtBot, language: Language
) -> None:
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    theme.apply_theme(running, language)
    spoken = replace(office, texts=load_texts(language))
    dialog = opened(spoken, qtbot)
    coefficients(dialog).begin_version()
    for part in PARTS:
        dialog.open_part(part)
        settle(dialog, spoken, qtbot)
        qtbot.wait(50)
        stops = reached(dialog)
        assert len(stops) >= 5, [told(stop) for stop in stops]
        assert faults(dialog) == []
        assert out_of_order(stops, dialog) == []
        assert list(cut(dialog)) == []
    theme.apply_theme(running, Language.HE)
