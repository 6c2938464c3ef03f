"""Papers dropped into the real window, their contradictions settled by keyboard, step 3 clean."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case, Origin
from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.evidence import CaseEvidence, DocType
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.reading.page_text import Method
from shamay_desktop.domain.reading.reading_json import reading_of
from shamay_desktop.domain.standards import Severity
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.system.folders import Home
from shamay_desktop.ui import theme
from shamay_desktop.ui.checks.lines import Kind, Line
from shamay_desktop.ui.garbage import UiGarbage
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.pages.validation import ValidationPage
from shamay_desktop.ui.wizard.saving import SaveState
from shamay_desktop.usecases.evidence.adding import evidence_of
from shamay_desktop.usecases.office.first_run import FirstRun, set_up_office
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.keeping import close_session
from shamay_desktop.usecases.wizard.opening import create_case
from tests.documents.extraction.one_property import (
    AREAS,
    PERMIT_NUMBER,
    PapersOfOneProperty,
    papers_of_one_property,
)
from tests.domain.standards.clean_case import FIELDS
from tests.end_to_end.typist import Typist
from tests.ui.conftest import QuickPasswords, StandingClock
from tests.usecases.wizard_steps import journal, session_of

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
OWNER = FirstRun("dana@example.com", "דנה לוי", "לוי שמאות", "1234", "a long sentence")
CASE = "case-papers"
SEED = 7
READING_MS = 300_000
"""Eight scanned pages on a machine that does other things too."""

FROM_PAPERS = (
    "parcel.",
    "rights.",
    "order.",
    "licensing.",
    "unit.registered",
    "checks.",
    "address.",
)
"""What the papers of the case are to give; the rest is typed."""

OPEN = (Kind.FACT, Kind.MISSING, Kind.WAITING)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def garbage(qapp: QApplication) -> Iterator[None]:
    """As the program does: no lane's thread destroys widgets that it collects."""
    collecting = UiGarbage(qapp)
    yield
    gc.collect()
    collecting.stop()
    collecting.deleteLater()


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Services of a fresh home, with the program's own engine and extractors."""
    built = build_services(Place(Home(tmp_path / "home").make()))
    built.database.upgrade()
    if built.reader.engine() is None:
        built.close()
        pytest.skip("no engine recognises scans here")
    yield replace(built, clock=StandingClock(), passwords=QuickPasswords(), close=lambda: None)
    built.close()


@pytest.fixture
def owner(services: Services) -> Actor:
    """The owner of a set-up office."""
    return set_up_office(services, OWNER).actor


@pytest.fixture
def typist(
    services: Services, owner: Actor, qtbot: QtBot, qapp: QApplication, garbage: None
) -> Iterator[Typist]:
    """A person who has signed in."""
    theme.apply_theme(qapp, Language.HE)
    window = MainWindow(lambda: services, Language.HE)
    window.resize(1366, 768)
    window.show()
    hands = Typist(qtbot, window)
    hands.until(
        lambda: window.workplace is not None and window.workplace.entry is not None, "the workplace"
    )
    hands.rest()
    assert window.workplace is not None
    window.workplace._on_entered(owner)
    hands.rest()
    yield hands
    window.tasks.wait_idle()
    window.close_for_good()
    window.deleteLater()


# -- the papers of one property --------------------------------------------------------------


@cache
def papers() -> PapersOfOneProperty:
    """An extract, and two that were scanned: an order that contradicts it, and a permit."""
    return papers_of_one_property(SEED)


def typed_case() -> Case:
    """All that no paper gives, and an identity and an area that were mistyped."""
    said = papers().truth
    fields = {key: entry for key, entry in FIELDS.items() if not key.startswith(FROM_PAPERS)}
    fields |= {
        "parcel.gush": said["gush"], "parcel.helka": str(int(said["helka"]) + 1),
        "parcel.tat_helka": said["tat_helka"], "unit.registered_area": "55",
    }  # fmt: skip
    return decode_case(CASE, fields)


def open_typed(typist: Typist, services: Services, owner: Actor) -> None:
    """The case with what was typed before its papers came."""
    session = session_of(services, owner, create_case(services, owner, CASE))
    for path, value in typed_case().values.items():
        if value.content is not None:
            session.type(path, value.content)
    journal(services, owner, session)
    close_session(services, owner, session.snapshot())
    assert typist.window.workplace is not None
    typist.window.workplace.open_case(CASE)
    typist.until(lambda: typist.sees("wizard") is not None, "the wizard")
    typist.rest()


# -- hands -----------------------------------------------------------------------------------


def evidence_now(typist: Typist) -> CaseEvidence:
    """Papers as the database has them."""
    context = typist.shell.context
    return evidence_of(context.services, context.actor, CASE)


def drop_and_wait(typist: Typist, files: list[Path]) -> None:
    """Drop the files in step 2, and wait until each was read."""
    go_by_key(typist, Qt.Key.Key_2, Step.DOCUMENTS)
    typist.drop(typist.widget("documents-page"), files)
    typist.until(lambda: len(evidence_now(typist).documents) == len(files), "the files")
    typist.qtbot.waitUntil(
        lambda: all(map(reading_of, evidence_now(typist).documents)), timeout=READING_MS
    )
    typist.rest()
    typist.until(lambda: all(map(reading_of, typist.shell.checking.evidence.documents)), "a look")


def recognised(typist: Typist, file_name: str) -> bool:
    """Whether the words of a paper's first page came from the engine that recognises scans."""
    (paper,) = [each for each in evidence_now(typist).documents if each.file_name == file_name]
    words = typist.shell.context.services.reader.kept(paper.sha256, 1)
    assert words is not None
    return words.method is Method.OCR


def go_by_key(typist: Typist, key: Qt.Key, step: Step) -> None:
    """Ctrl and the step's number."""
    typist.window.activateWindow()
    typist.until(typist.window.isActiveWindow, "the window to be active")
    target = typist.window.focusWidget() or typist.shell
    typist.key(target, key, Qt.KeyboardModifier.ControlModifier)
    typist.until(lambda: typist.shell.context.session.step is step, step.value)
    typist.rest()


def tab_to(typist: Typist, name: str) -> QWidget:
    """Tab until the part of a name has the focus."""
    for _ in range(80):
        focused = typist.window.focusWidget()
        if focused is not None and focused.objectName() == name:
            return focused
        typist.key(focused or typist.window, Qt.Key.Key_Tab)
    raise AssertionError(name)


def checks_page(typist: Typist) -> ValidationPage:
    """Step 3."""
    page = typist.shell.current_page
    assert isinstance(page, ValidationPage)
    return page


def line(typist: Typist) -> Line | None:
    """The line of the table of sources that is walked on."""
    return checks_page(typist).sources.table.line


def settle(typist: Typist, path: str) -> None:
    """Arrows to what is proposed of a fact, and Enter."""
    table = tab_to(typist, "claims-table")
    typist.key(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(400):
        current = line(typist)
        if current is not None and is_choice(current) and current.path == path:
            break
        typist.key(table, Qt.Key.Key_Down)
    before = {each.key for each in open_lines(typist)}
    typist.key(table, Qt.Key.Key_Return)
    typist.until(lambda: {each.key for each in open_lines(typist)} != before, f"a look: {path}")
    typist.rest()


def settle_all(typist: Typist) -> None:
    """One open fact after the other, until there is none."""
    for _ in range(80):
        if not open_lines(typist):
            return
        settle(typist, open_lines(typist)[0].path)
    raise AssertionError([each.path for each in open_lines(typist)])


def is_choice(current: Line) -> bool:
    """What Enter takes or confirms here: a value, or what the program proposes of a fact."""
    if current.kind in (Kind.MISSING, Kind.WAITING):
        return True
    found = current.contradiction
    return found is not None and not found.settled and current.claim is found.proposed


def open_lines(typist: Typist) -> list[Line]:
    """Facts to be decided, values to be taken, and values of scans that nobody confirmed yet."""
    lines = checks_page(typist).sources.model.lines
    return [each for each in lines if each.kind in OPEN]


# -- the tests -------------------------------------------------------------------------------


def test_papers_of_one_property_when_dropped_then_keys_alone_lead_to_a_clean_step_three(
    typist: Typist, services: Services, owner: Actor, tmp_path: Path
) -> None:
    open_typed(typist, services, owner)
    drop_and_wait(typist, papers().written(tmp_path / "papers"))
    kinds = {each.file_name: each.doc_type for each in evidence_now(typist).documents}
    assert kinds == {
        "נסח.pdf": DocType.TABU, "צו.pdf": DocType.CONDO, "היתר.pdf": DocType.PERMIT,
    }  # fmt: skip
    assert {name: recognised(typist, name) for name in kinds} == {
        "נסח.pdf": False, "צו.pdf": True, "היתר.pdf": True,
    }  # fmt: skip
    go_by_key(typist, Qt.Key.Key_3, Step.VALIDATION)
    page = checks_page(typist)
    planted = {"parcel.helka", "unit.registered_area", "unit.registered_floor", "parcel.area"}
    assert planted <= {each.path for each in open_lines(typist) if each.kind is Kind.FACT}
    assert any(each.severity is Severity.BLOCK for each in typist.shell.checking.findings)
    # As long as the case says another parcel, nothing of its papers is taken without a look.
    settle(typist, "parcel.helka")
    go_by_key(typist, Qt.Key.Key_2, Step.DOCUMENTS)
    take_all_clean(typist)
    go_by_key(typist, Qt.Key.Key_3, Step.VALIDATION)
    settle_all(typist)
    typist.rest()
    case, said = typist.shell.context.session.case, papers().truth
    assert case.text("parcel.helka") == said["helka"]
    assert case.text("unit.registered_area") == said["unit_area"]
    sources = {
        "parcel.helka": "נסח.pdf",
        "order.total_units": "צו.pdf",
        permit_number(case): "היתר.pdf",
    }
    assert {path: source_of(typist, path, owner) for path in sources} == sources
    assert case.text("order.total_units") == str(len(AREAS))
    assert case.text(permit_number(case)) == PERMIT_NUMBER
    decided = {row.content("subject") for row in case.rows("checks.decisions")}
    assert planted <= decided
    left = [
        each
        for each in typist.shell.checking.findings
        if each.contradiction is not None and not each.contradiction.settled
    ]
    assert left == []
    texts = typist.shell.context.texts
    clean = texts("checks.clean_decided", n=len(decided))
    assert strip_marks(page.sources.title.text()) == strip_marks(clean)
    typist.until(lambda: typist.shell.saver.state is SaveState.SAVED, "the word that all is saved")


def permit_number(case: Case) -> str:
    """The path of the number of the permit that a paper brought, the only one: none was typed."""
    return f"licensing.permits/{case.rows('licensing.permits')[-1].id}/number"


def source_of(typist: Typist, path: str, owner: Actor) -> str:
    """The file that a value was taken from; the owner has confirmed it."""
    value = typist.shell.context.session.case.value(path)
    assert value is not None
    assert value.provenance is not None
    assert value.provenance.origin is Origin.DOCUMENT
    assert value.provenance.confirmed_by == owner.email
    names = {each.sha256: each.file_name for each in evidence_now(typist).documents}
    return names[str(value.provenance.document)]


def take_all_clean(typist: Typist) -> None:
    """Ctrl+Alt+Enter in step 2, once the panel has seen that there are any."""
    offered = typist.window.findChild(QPushButton, "action:take-all-clean")
    assert offered is not None
    typist.until(offered.isEnabled, "clean ones to take")
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    before = len(typist.shell.context.session.case.values)
    typist.key(tab_to(typist, "papers-table"), Qt.Key.Key_Return, held)
    typist.until(lambda: len(typist.shell.context.session.case.values) > before, "the clean ones")
    typist.rest()


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not beside this checkout")
def test_the_samples_when_dropped_into_one_case_then_they_are_told_apart_as_three_properties(
    typist: Typist, services: Services, owner: Actor
) -> None:
    create_case(services, owner, CASE)
    assert typist.window.workplace is not None
    typist.window.workplace.open_case(CASE)
    typist.until(lambda: typist.sees("wizard") is not None, "the wizard")
    typist.rest()
    drop_and_wait(typist, sorted(SAMPLES.glob("*.pdf")))
    go_by_key(typist, Qt.Key.Key_3, Step.VALIDATION)
    shown = checks_page(typist).sources.foreign.shown
    named = {(each.found.gush, each.found.helka) for each in shown}
    assert len(named) == 3
    assert ("7245", "113") in named
    assert len({each.document.id for each in shown}) == 3
