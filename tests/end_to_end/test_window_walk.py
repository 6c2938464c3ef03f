"""The sample case typed and clicked through the real window, from the first run to the report."""

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QListWidget, QTableView
from pytestqt.qtbot import QtBot

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.case import Case, Content, Row, Value
from shamay_desktop.domain.drawing_files import Drawing
from shamay_desktop.domain.drawings_in import ArrivedDrawing, Became, bringing_in
from shamay_desktop.domain.evidence import CaseEvidence, DocType, RoomType
from shamay_desktop.domain.fields import BY_ID, Step, fields_of
from shamay_desktop.domain.fields.drawing_tables import LISTS
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.maps.reading import pictures_of
from shamay_desktop.domain.measuring.reading import sheets_of
from shamay_desktop.domain.records import Status, ValuationQuery
from shamay_desktop.domain.report_content import ReportContent
from shamay_desktop.domain.report_text import plain, text_blocks
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.resource_files import resource
from shamay_desktop.system.folders import Home
from shamay_desktop.ui import theme
from shamay_desktop.ui.garbage import UiGarbage
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.pages.analysis import TABS
from shamay_desktop.ui.pages.validation import ValidationPage
from shamay_desktop.ui.papers.papers_model import FILE_COLUMN, KIND_COLUMN
from shamay_desktop.ui.wizard.saving import SaveState
from shamay_desktop.usecases.cases.folder_case import case_of_folder, evidence_of_folder
from shamay_desktop.usecases.cases.listing import list_cases
from shamay_desktop.usecases.evidence.adding import evidence_of
from shamay_desktop.usecases.report.pinning import unpinned
from shamay_desktop.usecases.report.producing import content_of
from shamay_desktop.usecases.services import Services
from tests.end_to_end.printed import (
    PrintedPage,
    around,
    characters,
    printed_pages,
    repeated_heads,
    seen,
    short_lines,
)
from tests.end_to_end.typist import Typist
from tests.reports.docx.reading import DocxFile
from tests.ui.conftest import QuickPasswords, StandingClock

SAMPLE = resource("sample_case")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Services of a fresh home, on the day of the sample's report."""
    built = build_services(Place(Home(tmp_path / "home").make()))
    built.database.upgrade()
    yield replace(built, clock=StandingClock(), passwords=QuickPasswords(), close=lambda: None)
    built.close()


@pytest.fixture
def garbage(qapp: QApplication) -> Iterator[None]:
    """As the program does: no lane's thread destroys widgets that it collects."""
    collecting = UiGarbage(qapp)
    yield
    gc.collect()
    collecting.stop()
    collecting.deleteLater()


@pytest.fixture
def typist(services: Services, qtbot: QtBot, qapp: QApplication, garbage: None) -> Iterator[Typist]:
    """A person before a window that has just opened."""
    theme.apply_theme(qapp, Language.HE)
    window = MainWindow(lambda: services, Language.HE)
    window.resize(1366, 768)
    window.show()
    hands = Typist(qtbot, window)
    hands.until(
        lambda: window.workplace is not None and window.workplace.entry is not None, "the workplace"
    )
    hands.rest()
    yield hands
    window.tasks.wait_idle()
    window.close_for_good()
    window.deleteLater()


def first_run(typist: Typist, sample: Case) -> None:
    """Who the appraiser is, and the recovery code."""
    typist.line("name", str(sample.content("appraiser.name")))
    typist.line("licence_number", str(sample.content("appraiser.licence_number")))
    typist.line("office", "אלוני שמאות מקרקעין")
    typist.line("email", "tamar@example.com")
    typist.line("password", "a long sentence")
    typist.line("password_again", "a long sentence")
    typist.press("action:begin")
    typist.key(typist.widget("action:code-kept"), Qt.Key.Key_Space)
    typist.press("action:code-go-on")
    typist.rest()


def sign_in_again(typist: Typist) -> None:
    """The window is locked, and opened with the password."""
    assert typist.window.workplace is not None
    typist.window.workplace.lock()
    typist.line("password", "a long sentence")
    typist.press("action:sign-in")
    typist.rest()


def fill_step(typist: Typist, sample: Case, step: Step) -> int:
    """Answer each field of the step that the sample answers; how many these were.

    A field that is only asked for when another has its answer is passed over until then.
    """
    answered = 0
    waiting = [
        member.id for member in fields_of(step) if member.id not in LISTS
    ]  # drawn, not typed
    while waiting:
        later = []
        for path in waiting:
            value = sample.value(path)
            if value is None or bare(standing(typist, path)) == bare(value):
                continue
            if not typist.reaches(path):
                later.append(path)
                continue
            typist.enter(path, value)
            assert bare(standing(typist, path)) == bare(value), path
            answered += 1
        assert len(later) < len(waiting), later
        waiting = later
    return answered


def typed(case: Case) -> Mapping[str, Value]:
    """What stands in a case but what is drawn."""
    return {path: value for path, value in case.values.items() if path not in LISTS}


def standing(typist: Typist, path: str) -> Value | None:
    """What the session holds."""
    return typist.shell.context.session.case.value(path)


def check_drawings(typist: Typist, sample: Case) -> None:
    """The case has just what is drawn in the sample's files, on the papers that came with them."""
    papers = {one.file_name: one.sha256 for one in evidence_now(typist).documents}
    case = typist.shell.context.session.case
    drawn: tuple[Drawing, ...] = (*sheets_of(sample), *pictures_of(sample))
    files = [ArrivedDrawing("", papers[each.paper], each.paper, each) for each in drawn]
    brought = bringing_in(case, files)
    assert {each.became for each in brought.told} == {Became.LINKED}
    assert [each.slot for each in pictures_of(case)] == [each.slot for each in pictures_of(sample)]
    assert [len(case.rows(each)) for each in LISTS] == [len(sample.rows(each)) for each in LISTS]


def bare(value: Value | None) -> object:
    """What a value says, without ids of rows and without where it comes from."""
    if value is None:
        return None
    return (value.state, _bare(value.content))


def _bare(content: Content | None) -> object:
    if isinstance(content, Mapping):
        return {name: bare(cell) for name, cell in content.items()}
    if isinstance(content, tuple):
        return [
            {name: bare(cell) for name, cell in each.cells.items()}
            if isinstance(each, Row)
            else each
            for each in content
        ]
    return content


def go_on(typist: Typist, to: Step) -> None:
    """Next."""
    typist.press("action:step-next")
    typist.until(lambda: typist.shell.context.session.step is to, to.value)
    typist.rest()


def seen_words(typist: Typist) -> str:
    """Every word that labels show now."""
    labels = typist.window.findChildren(QLabel)
    return strip_marks("\n".join(each.text() for each in labels if each.isVisible()))


def drop_files(typist: Typist, folder: Path) -> None:
    """Papers as a folder, photos one by one, and a file that is none."""
    broken = folder / "torn.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing behind it")
    page = typist.widget("documents-page")
    folders = [SAMPLE / name for name in ("documents", "maps", "plans")]
    typist.drop(page, [*folders, *sorted((SAMPLE / "photos").iterdir()), broken])
    typist.widget("action:close-tray")
    typist.rest()
    results = typist.widget("adding-results")
    assert isinstance(results, QListWidget)
    told = [strip_marks(results.item(row).text()) for row in range(results.count())]
    (torn,) = [line for line in told if "torn.pdf" in line]
    drawings = [line for line in told if line != torn]
    assert sorted(drawings) == sorted(
        (
            "השרטוט של floor-plan.png נקלט: 2 צורות",
            "השרטוט של area-map.png נקלט: 3 סימונים",
            "השרטוט של parcel-sketch.png נקלט: 2 סימונים",
        )
    )


def drawn_pictures_are_papers(typist: Typist) -> None:
    """What is drawn on maps and plans came with them: none is among the property's photos."""
    papers = {one.file_name: one.doc_type for one in evidence_now(typist).documents}
    for folder, kind in (("maps", DocType.GIS_SCREENSHOT), ("plans", DocType.GARMUSHKA)):
        names = [path.name for path in (SAMPLE / folder).glob("*.png")]
        assert {papers.get(name) for name in names} == {kind}
    case = typist.shell.context.session.case
    assert {len(case.rows(name)) for name in LISTS} == {0, 1, 2, 3, 5}


def name_papers(typist: Typist, services: Services) -> None:
    """Each paper's kind as the sample says, chosen from the list in its row."""
    kinds = {one.file_name: one.doc_type for one in evidence_of_folder(services, SAMPLE).documents}
    typist.open_tab("documents-tabs", 0)
    table = typist.widget("papers-table")
    assert isinstance(table, QTableView)
    for name, kind in kinds.items():
        papers = {one.file_name: one.doc_type for one in evidence_now(typist).documents}
        if papers[name] is kind:
            continue
        rows = [table.model().index(row, FILE_COLUMN) for row in range(table.model().rowCount())]
        row = next(one for one in rows if Path(name).stem in strip_marks(str(one.data())))
        typist.click_item(table, row.siblingAtColumn(KIND_COLUMN))
        typist.choose("field:paper-kind", kind.value)
        typist.rest()
    assert {one.file_name: one.doc_type for one in evidence_now(typist).documents} == kinds


def describe_front(typist: Typist) -> None:
    """One photo gets its room, its caption, and opens the report."""
    typist.open_tab("documents-tabs", 1)
    sheet = typist.widget("photo-sheet")
    assert isinstance(sheet, QAbstractItemView)
    place = [one.file_name for one in evidence_now(typist).images].index("front.jpg")
    typist.click_item(sheet, sheet.model().index(place, 0))
    typist.choose("field:photo-room", "EXTERIOR")
    typist.rest()
    caption = typist.widget("field:photo-caption")
    typist.type_over(caption, "חזית הבניין לרחוב")
    typist.key(caption, Qt.Key.Key_Return)
    typist.rest()
    typist.press("action:front")
    typist.rest()
    front = evidence_now(typist).front
    assert front is not None
    assert (front.file_name, front.caption, front.front) == ("front.jpg", "חזית הבניין לרחוב", True)
    assert front.room_type is RoomType.EXTERIOR


def evidence_now(typist: Typist) -> CaseEvidence:
    """Papers and photos as the database has them."""
    context = typist.shell.context
    return evidence_of(context.services, context.actor, context.session.valuation.id)


def look_at_findings(typist: Typist) -> None:
    """Step 3 names what is still missing in step 4, and a click leads there and back."""
    table = typist.widget("validation-table")
    assert isinstance(table, QTableView)
    typist.until(lambda: table.model().rowCount() > 0, "findings")
    assert "mandatory" in {finding.rule for finding in typist.shell.checking.findings}
    typist.click_item(table, table.model().index(0, 2))
    page = typist.shell.current_page
    assert isinstance(page, ValidationPage)
    assert page.current is not None
    path = page.current.fields[0]
    typist.key(table, Qt.Key.Key_Return)
    assert typist.shell.context.session.step is BY_ID[path.partition("/")[0]].step
    typist.shell.open_step(Step.VALIDATION)


def look_at_value(typist: Typist) -> None:
    """Step 4 shows the whole way to the value."""
    typist.open_tab("analysis-tabs", list(TABS).index("value"))
    words = seen_words(typist)
    for figure in ("162", "35,000", "5,670,000", "100,000", "5,700,000"):
        assert figure in words, figure
    assert "חמישה מיליון ושבע מאות אלף שקלים חדשים" in words


def write_report(typist: Typist, folder: Path) -> dict[str, Path]:
    """Send to review, see the pages, write both files; ending -> file."""
    typist.until(lambda: typist.shell.saver.state is SaveState.SAVED, "the word that all is saved")
    typist.press("action:send-to-review")
    typist.until(lambda: typist.shell.context.session.valuation.status is Status.READY, "ready")
    typist.rest()
    typist.type_over(typist.widget("field:export-folder"), str(folder))
    typist.press("action:write")
    for name in ("PDF", "DOCX"):
        typist.widget(f"written:{name}")
    typist.rest()
    return {path.suffix: path for path in folder.iterdir()}


def check_files(written: Mapping[str, Path], content: ReportContent, case: Case) -> None:
    """Word and PDF hold each character of the content and no other, in the order of the eye."""
    lines = text_blocks(content)
    assert DocxFile(written[".docx"]).lines() == lines
    pages = printed_pages(written[".pdf"])
    printed = characters(line for page in pages for line in page.lines)
    wanted = characters(lines) + around(content, len(pages))
    assert wanted - printed == Counter()
    assert repeated_heads(printed - wanted, content), printed - wanted
    on_paper = [line for page in pages for line in page.lines]
    short = short_lines(content)
    assert len(short) > 50
    assert [line for line in short if not any(seen(line) in one for one in on_paper)] == []
    check_facts("\n".join(lines), content, case)
    check_order(pages)


def check_facts(words: str, content: ReportContent, case: Case) -> None:
    """Each answered field with a place is printed, with the words that the form shows."""
    placed = [BY_ID[path] for path in case.values if BY_ID[path].place is not None]
    silent = {each.id for each in placed} - content.printed_fields()
    assert silent == set()
    for each in placed:
        value = case.content(each.id)
        if isinstance(value, str):
            for line in shown(each, value, Language.HE).splitlines():
                assert plain(line) in words, each.id


def check_order(pages: Sequence[PrintedPage]) -> None:
    """By the places of characters alone: the label at the right, digits from left to right."""
    rows = [row for page in pages for row in page.rows()]
    row = next(
        row for row in rows if "".join(mark.character for mark in row).endswith("עבוקהדעומה")
    )
    text = "".join(mark.character for mark in row)
    assert text.startswith("20.10.2026")
    assert row[-1].x > 400, "the label begins at the right edge of the page"
    assert len({mark.x for mark in row}) == len(row), "no character stands on another"


def test_sample_when_typed_and_clicked_through_five_steps_then_the_report_says_it(
    typist: Typist, services: Services, tmp_path: Path
) -> None:
    # that what is owned has no leases is said by its extract; the form does not ask it
    sample = case_of_folder(services, SAMPLE).with_value("rights.leases", None)
    first_run(typist, sample)
    sign_in_again(typist)
    typist.press("action:new-case")
    typist.until(lambda: typist.sees("wizard") is not None, "the wizard")
    assert typist.shell.context.session.step is Step.INITIAL_DATA
    answered = fill_step(typist, sample, Step.INITIAL_DATA)
    go_on(typist, Step.DOCUMENTS)
    drop_files(typist, tmp_path)
    drawn_pictures_are_papers(typist)
    name_papers(typist, services)
    describe_front(typist)
    answered += fill_step(typist, sample, Step.DOCUMENTS)
    go_on(typist, Step.VALIDATION)
    look_at_findings(typist)
    answered += fill_step(typist, sample, Step.VALIDATION)
    go_on(typist, Step.ANALYSIS)
    answered += fill_step(typist, sample, Step.ANALYSIS)
    look_at_value(typist)
    go_on(typist, Step.EXPORT)
    answered += fill_step(typist, sample, Step.EXPORT)
    assert answered > 80
    written = write_report(typist, tmp_path / "report")
    context = typist.shell.context
    case = context.session.case
    assert {path: bare(value) for path, value in typed(unpinned(case)).items()} == {
        path: bare(value) for path, value in typed(sample).items()
    }
    check_drawings(typist, sample)
    check_files(written, content_of(services, context.actor, case, Language.HE), case)
    typist.press("action:step-next")
    typist.rest()
    typist.press("action:back")
    typist.until(lambda: typist.sees("case-table") is not None, "the list")
    line = list_cases(services, context.actor, ValuationQuery()).lines[0]
    assert (line.final_valuation, line.status) == (Decimal(5_700_000), Status.READY)
