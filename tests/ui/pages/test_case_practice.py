"""A case beside the office's practice: what is proposed, what newer stands, what a click takes."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Origin
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.valuation.chain import chain_of
from shamay_desktop.domain.valuation.coefficients import read_tables, tables_json
from shamay_desktop.domain.valuation.equivalent_area import CoefficientTable
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.analysis import TABS, AnalysisPage
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.practice.coefficients_section import CoefficientsSection
from shamay_desktop.ui.practice.practice_dialog import PracticeDialog
from shamay_desktop.ui.widgets.figure_words import how_of_figure
from shamay_desktop.ui.widgets.list_editor import ListEditor
from shamay_desktop.usecases.office.practice import save_practice
from shamay_desktop.usecases.office.tables import add_version, coefficient_tables
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.ui.bench import Shell

AREAS = "valuation.areas"
Made = tuple[AnalysisPage, Shell]


def a_version(
    version: str, balcony: object, valid_from: str, name: str = "office"
) -> CoefficientTable:
    """A version of a table whose balconies are weighed so."""
    tiers = balcony if isinstance(balcony, list) else [{"up_to": None, "coefficient": balcony}]
    return read_tables([{
        "name": name, "version": version, "valid_from": valid_from, "mode": "marginal",
        "tiers": {"flat": [{"up_to": None, "coefficient": "1"}], "balcony": tiers},
    }])[0]  # fmt: skip


def keep(office: OfficeContext, table: CoefficientTable) -> None:
    """The office keeps one more version."""
    known = coefficient_tables(office.services, office.actor)
    add_version(office.services, office.actor, known, table)


def opened(office: OfficeContext, qtbot: QtBot, values: Mapping[str, object] | None = None) -> Made:
    """A new case of the office with further values, its page at the value."""
    case = create_case(office.services, office.actor)
    valuation = case.valuation
    if values:
        told = decode_case(valuation.id, dict(values))
        whole = replace(told, values={**valuation.case.values, **told.values})
        valuation = replace(valuation, case=whole)
    record = replace(case.record, case=valuation.case)
    session = WizardSession(record, valuation, office.actor, office.services.clock)
    page = AnalysisPage(
        PageContext(office.services, office.actor, session, office.texts, office.tasks)
    )
    qtbot.addWidget(page)
    shell = Shell(page)
    page.resize(1000, 760)
    page.show()
    page.tabs.setCurrentIndex(list(TABS).index("value"))
    qtbot.waitUntil(lambda: office.tasks.idle and page.practice.ways is not None)
    return page, shell


def add_area(page: AnalysisPage, shell: Shell, category: str, area: str) -> str:
    """One more area by hand: its category and its metres; the row's id."""
    editor = page.forms["value"].rows[AREAS]
    assert isinstance(editor, ListEditor)
    editor.add_row()
    row = shell.session.case.rows(AREAS)[-1].id
    assert editor.model.setData(editor.model.index_of(row, "category"), category)
    assert editor.model.setData(editor.model.index_of(row, "area"), area)
    return row


def adopt(shell: Shell) -> None:
    """35,000 a metre, to 100,000."""
    shell.session.type("valuation.adopted_price_per_sqm", "35000")
    shell.session.type("valuation.rounding_step", "100000")
    shell.page.show_case(shell.session.case)


def words(page: AnalysisPage) -> str:
    """What the line says."""
    labels = page.practice_line.findChildren(QLabel, "case-practice-words")
    return "\n".join(strip_marks(label.text()) for label in labels if not label.isHidden())


def unrounded(shell: Shell) -> int:
    """The value before rounding."""
    result = value_of(shell.session.case)
    assert result is not None
    return int(result.unrounded)


def test_table_when_the_office_edits_it_then_a_new_case_counts_by_it_and_the_chain_names_it(
    office: OfficeContext, qtbot: QtBot
) -> None:
    dialog = PracticeDialog(office)
    qtbot.addWidget(dialog)
    dialog.show()
    section = dialog.sections["coefficients"]
    assert isinstance(section, CoefficientsSection)
    qtbot.waitUntil(lambda: office.tasks.idle and section.current is not None)
    section.begin_version()
    section._on_typed("version", "balconies")
    section._on_cell_typed(1, 2, "0.4")
    dialog.save()
    qtbot.waitUntil(lambda: office.tasks.idle and not section.is_changed)
    page, shell = opened(office, qtbot)
    add_area(page, shell, "דירה", "142")
    balcony = add_area(page, shell, "מרפסת", "40")
    adopt(shell)
    assert shell.content(f"{AREAS}/{balcony}/coefficient") == "0.4"
    assert unrounded(shell) == 158 * 35_000
    assert "balconies" in words(page)
    chain = chain_of(shell.session.case)
    assert chain is not None
    told = [how_of_figure(each, shell.session.case, office.texts)
            for each in chain.walk() if each.key == "coefficient"]  # fmt: skip
    assert len(told) == 2
    assert all("office balconies" in strip_marks(each) for each in told)


def test_tiers_when_a_case_counts_by_them_then_each_leaf_names_its_own_tier(
    office: OfficeContext, qtbot: QtBot
) -> None:
    tiers = [{"up_to": "10", "coefficient": "0.5"}, {"up_to": "30", "coefficient": "0.3"},
             {"up_to": None, "coefficient": "0.5"}]  # fmt: skip
    keep(office, a_version("tiers", tiers, "2020-01-01"))
    page, shell = opened(office, qtbot)
    balcony = add_area(page, shell, "מרפסת", "40")
    adopt(shell)
    assert shell.content(f"{AREAS}/{balcony}/coefficient") is None
    editor = page.forms["value"].rows[AREAS]
    assert isinstance(editor, ListEditor)
    names = [column.id for column in editor.model.columns]
    assert editor.model.index(0, names.index("equivalent")).data() == "16"
    chain = chain_of(shell.session.case)
    assert chain is not None
    case = shell.session.case
    leaves = [each for each in chain.walk() if each.key == "coefficient"]
    said = [strip_marks(how_of_figure(each, case, office.texts)) for each in leaves]
    assert ["10" in said[0], "30" in said[1]] == [True, True]
    assert strip_marks(office.texts("practice.tier_open", table="office tiers")) in said[2]


def test_case_when_a_newer_version_stands_then_says_so_and_a_click_takes_it_openly(
    office: OfficeContext, qtbot: QtBot
) -> None:
    keep(office, a_version("first", "0.5", "2020-01-01"))
    page, shell = opened(office, qtbot)
    add_area(page, shell, "דירה", "142")
    balcony = add_area(page, shell, "מרפסת", "40")
    adopt(shell)
    assert unrounded(shell) == 5_670_000
    keep(office, a_version("second", "0.25", "2021-01-01"))
    page.note_office()
    qtbot.waitUntil(lambda: office.tasks.idle and "second" in words(page))
    assert unrounded(shell) == 5_670_000
    take = page.practice_line.findChild(QPushButton, "action:take-table:office second")
    assert isinstance(take, QPushButton)
    take.click()
    assert shell.content(f"{AREAS}/{balcony}/coefficient") == "0.25"
    assert unrounded(shell) == 152 * 35_000
    shell.undo()
    assert unrounded(shell) == 5_670_000


def test_case_when_its_valuation_date_is_another_then_the_version_of_that_day_is_offered(
    office: OfficeContext, qtbot: QtBot
) -> None:
    keep(office, a_version("early", "0.5", "2020-01-01"))
    keep(office, a_version("late", "0.25", "2024-01-01"))
    page, shell = opened(office, qtbot, {"valuation.date": "2022-05-01"})
    assert "late" in words(page)
    assert "early" in words(page)
    offered = page.practice_line.findChild(QPushButton, "action:take-table:office early")
    assert isinstance(offered, QPushButton)
    offered.click()
    assert shell.content("valuation.coefficient_version") == "early"
    assert "late" not in words(page)


def test_category_when_changed_then_what_the_old_one_proposed_does_not_stay(
    office: OfficeContext, qtbot: QtBot
) -> None:
    page, shell = opened(office, qtbot)
    row = add_area(page, shell, "מרפסת", "40")
    path = f"{AREAS}/{row}/coefficient"
    assert shell.content(path) == "0.5"
    editor = page.forms["value"].rows[AREAS]
    assert isinstance(editor, ListEditor)
    assert editor.model.setData(editor.model.index_of(row, "category"), "חניה")
    assert shell.content(path) is None
    assert editor.model.setData(editor.model.index_of(row, "category"), "גג")
    assert shell.content(path) == "0.3"
    assert editor.model.setData(editor.model.index_of(row, "coefficient"), "0.35")
    assert editor.model.setData(editor.model.index_of(row, "category"), "חניה")
    assert shell.content(path) == "0.35"


def test_case_when_the_shipped_table_proposed_then_it_keeps_to_it_until_the_offices_is_taken(
    office: OfficeContext, qtbot: QtBot
) -> None:
    page, shell = opened(office, qtbot)
    first = add_area(page, shell, "מרפסת", "40")
    keep(office, a_version("own", "0.25", "2020-01-01"))
    page.note_office()
    qtbot.waitUntil(lambda: office.tasks.idle and "own" in words(page))
    second = add_area(page, shell, "מרפסת", "10")
    found = [shell.content(f"{AREAS}/{row}/coefficient") for row in (first, second)]
    assert found == ["0.5", "0.5"]
    assert shell.session.case.value(f"{AREAS}/{second}/coefficient").provenance.note == (  # type: ignore[union-attr]  # it was proposed
        "office 2026.11"
    )


def test_category_when_chosen_before_the_tables_are_known_then_it_is_proposed_afterwards(
    office: OfficeContext, qtbot: QtBot
) -> None:
    page, shell = opened(office, qtbot)
    page.practice.ways = None
    row = add_area(page, shell, "גינה", "40")
    assert shell.content(f"{AREAS}/{row}/coefficient") is None
    page.note_office()
    qtbot.waitUntil(lambda: shell.content(f"{AREAS}/{row}/coefficient") == "0.4")
    value = shell.session.case.value(f"{AREAS}/{row}/coefficient")
    assert value is not None
    assert value.provenance is not None
    assert value.provenance.origin is Origin.DEFAULT


def test_tables_when_they_cannot_be_read_then_nothing_is_proposed_and_it_is_said(
    office: OfficeContext, qtbot: QtBot
) -> None:
    with office.services.database.work(office.actor) as work:
        kept = work.offices.office(office.actor.organization_id)
        broken: dict[str, Json] = {**kept.practice, "coefficients": [{"name": "x"}]}
        work.offices.save_office(replace(kept, practice=broken))
        work.commit()
    page, shell = opened(office, qtbot)
    row = add_area(page, shell, "מרפסת", "40")
    assert shell.content(f"{AREAS}/{row}/coefficient") is None
    assert words(page) == office.texts("practice.case_unreadable")


def test_rounding_when_the_office_rounds_by_size_then_the_step_is_offered_and_taken(
    office: OfficeContext, qtbot: QtBot
) -> None:
    rules = {"value": "100000", "sizes": [{"up_to": "6000000", "step": "50000"}]}
    save_practice(office.services, office.actor, "rounding", rules)  # type: ignore[arg-type]  # JSON
    page, shell = opened(office, qtbot)
    add_area(page, shell, "דירה", "162")
    adopt(shell)
    assert "50,000" in words(page)
    take = page.practice_line.findChild(QPushButton, "action:take-step")
    assert isinstance(take, QPushButton)
    take.click()
    assert shell.content("valuation.rounding_step") == "50000"
    result = value_of(shell.session.case)
    assert result is not None
    assert result.final == 5_650_000
    assert "50,000" not in words(page)


def test_case_when_no_version_held_on_its_day_then_nothing_is_proposed_and_it_is_said(
    office: OfficeContext, qtbot: QtBot
) -> None:
    later = tables_json([a_version("later", "0.5", "2099-01-01", name="own")])
    save_practice(office.services, office.actor, "coefficients", later)
    page, shell = opened(office, qtbot)
    row = add_area(page, shell, "מרפסת", "40")
    assert shell.content(f"{AREAS}/{row}/coefficient") is None
    assert words(page) == office.texts("practice.case_none_held")
