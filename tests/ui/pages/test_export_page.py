"""Step 5 on the screen: preview, checklist, files, printing, sending to review."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.records import AssetType, Status
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.export import ExportPage
from shamay_desktop.ui.report.printing import print_pages
from shamay_desktop.usecases.checks.findings import findings_of
from shamay_desktop.usecases.evidence.adding import add_files, evidence_of
from tests.complete_case import COMPLETE
from tests.ui.bench import Shell
from tests.ui.paper_bench import DrawnPictures, PaperBench, a_bench, files


@pytest.fixture
def bench(office: OfficeContext, tmp_path: Path) -> PaperBench:
    """An open case in which nothing blocks."""
    return a_bench(office, tmp_path)


@pytest.fixture
def page(qtbot: QtBot, bench: PaperBench, tmp_path: Path) -> Iterator[ExportPage]:
    """The page on the screen, its preview made."""
    yield from opened(qtbot, bench, tmp_path)


def opened(qtbot: QtBot, bench: PaperBench, folder: Path) -> Iterator[ExportPage]:
    """Open the page as the shell does."""
    made = ExportPage(bench.context)
    qtbot.addWidget(made)
    made.output.place.setText(str(folder / "out"))
    made.resize(1180, 640)
    made.show_case(bench.context.session.case)
    made.show()
    settle(qtbot, made)
    yield made
    settle(qtbot, made)


def settle(qtbot: QtBot, page: ExportPage) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: page.context.tasks.idle, timeout=20_000)


def button(page: QWidget, name: str) -> QWidget:
    """The button of a name."""
    found = page.findChildren(QWidget, f"action:{name}")
    assert len(found) == 1, name
    return found[0]


def press(qtbot: QtBot, page: ExportPage, name: str) -> None:
    """Click it and wait for what it does."""
    target = button(page, name)
    page.side.ensureWidgetVisible(target)
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton)
    settle(qtbot, page)


def said(page: QWidget, name: str) -> str:
    """The text of a label that is not hidden."""
    label = page.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return "" if label.isHidden() else label.text()


def out(folder: Path) -> list[str]:
    """What lies in the folder of the files."""
    return sorted(path.name for path in (folder / "out").iterdir())


def test_the_page_when_opened_then_shows_the_reports_pages(
    page: ExportPage, bench: PaperBench
) -> None:
    assert page.preview.viewer.source is not None
    assert page.preview.viewer.source.pages == 3
    assert said(page, "preview-words") == bench.context.texts("export.fresh")
    assert len(bench.pages.contents) == 1


def test_an_edit_when_made_then_the_pages_are_stale_until_refreshed(
    qtbot: QtBot, page: ExportPage, bench: PaperBench
) -> None:
    texts = bench.context.texts
    Shell(page)
    page.preview.viewer.go(2)
    settle(qtbot, page)
    bench.context.session.type("declarations.no_interest", True)
    page.show_case(bench.context.session.case)
    assert page.preview.stale
    assert said(page, "preview-words") == texts("export.stale")
    press(qtbot, page, "refresh-preview")
    assert not page.preview.stale
    assert page.preview.viewer.page == 2
    assert len(bench.pages.contents) == 2


def test_an_edit_when_undone_then_the_pages_are_those_of_the_case_again(
    page: ExportPage, bench: PaperBench
) -> None:
    session = bench.context.session
    before = session.case
    session.type("declarations.no_interest", True)
    page.show_case(session.case)
    assert page.preview.stale
    page.show_case(before)
    assert not page.preview.stale


def test_photos_when_they_changed_while_the_page_was_hidden_then_the_pages_are_stale(
    qtbot: QtBot, page: ExportPage, bench: PaperBench, tmp_path: Path
) -> None:
    page.hide()
    context = bench.context
    valuation_id = context.session.valuation.id
    add_files(context.services, context.actor, valuation_id, files(tmp_path / "in", "a.jpg"))
    page.show()
    settle(qtbot, page)
    assert page.preview.stale


def test_a_preview_when_it_fails_then_says_why_and_can_be_asked_for_again(
    qtbot: QtBot, page: ExportPage, bench: PaperBench
) -> None:
    bench.pages.failing = WorldFailed("disk_full")
    press(qtbot, page, "refresh-preview")
    assert said(page, "preview-failure") == bench.context.texts("errors.disk_full")
    bench.pages.failing = None
    press(qtbot, page, "refresh-preview")
    assert said(page, "preview-failure") == ""


def test_files_when_written_then_lie_in_the_folder_and_can_be_opened(
    qtbot: QtBot, page: ExportPage, tmp_path: Path
) -> None:
    asked: list[Path] = []

    def opens(path: Path) -> bool:
        asked.append(path)
        return True

    page.output._open_path = opens
    press(qtbot, page, "write")
    reference = page.context.session.case.text("report.reference")
    assert out(tmp_path) == [f"שומה {reference}.docx", f"שומה {reference}.pdf"]
    press(qtbot, page, "open-PDF")
    press(qtbot, page, "open-folder")
    assert asked == [tmp_path / "out" / f"שומה {reference}.pdf", tmp_path / "out"]


def test_files_when_written_again_then_the_first_ones_are_left_alone(
    qtbot: QtBot, page: ExportPage, tmp_path: Path
) -> None:
    press(qtbot, page, "write")
    first = {name: (tmp_path / "out" / name).read_bytes() for name in out(tmp_path)}
    press(qtbot, page, "write")
    assert len(out(tmp_path)) == 4
    assert {name: (tmp_path / "out" / name).read_bytes() for name in first} == first


def test_formats_when_chosen_then_only_those_are_written_and_remembered(
    qtbot: QtBot, page: ExportPage, bench: PaperBench, tmp_path: Path
) -> None:
    page.output.formats[AssetType.DOCX].click()
    press(qtbot, page, "write")
    assert [Path(name).suffix for name in out(tmp_path)] == [".pdf"]
    again = ExportPage(bench.context)
    qtbot.addWidget(again)
    assert again.output.chosen_formats == (AssetType.PDF,)
    assert again.output.folder == tmp_path / "out"
    page.output.formats[AssetType.PDF].click()
    assert not page.output.write_button.isEnabled()


def test_a_folder_when_it_cannot_be_written_then_is_said_and_nothing_is_lost(
    qtbot: QtBot, page: ExportPage, bench: PaperBench, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("a file stands here", encoding="utf-8")
    press(qtbot, page, "write")
    assert str(tmp_path / "out") in said(page, "output-words")
    assert page.output.write_button.isEnabled()


def test_the_language_when_changed_then_the_report_speaks_it(
    qtbot: QtBot, page: ExportPage, bench: PaperBench
) -> None:
    box = page.output.languages
    box.setCurrentIndex(box.findData(Language.EN.value))
    settle(qtbot, page)
    languages = [content.language for content in bench.pages.contents]
    assert languages == [Language.HE, Language.EN]


def test_findings_when_they_block_then_are_listed_and_sending_says_why_it_is_off(
    qtbot: QtBot, office: OfficeContext, tmp_path: Path
) -> None:
    bench = a_bench(office, tmp_path, blocked=True)
    for page in opened(qtbot, bench, tmp_path):
        context = bench.context
        evidence = evidence_of(context.services, context.actor, context.session.valuation.id)
        findings = findings_of(context.services, context.session.case, evidence)
        page.show_findings(findings)
        blocking = sum(finding.severity == "block" for finding in findings)
        assert blocking > 1
        assert page.checklist.list.count() == sum(each.blocks_signing for each in findings)
        assert said(page, "send-blocked") == context.texts("export.send_blocked", n=blocking)
        assert not page.sending.send.isEnabled()
        asked: list[str] = []
        page.go_asked.connect(asked.append)
        item = page.checklist.list.item(0)
        page.checklist.list.itemActivated.emit(item)
        assert asked == [item.data(Qt.ItemDataRole.UserRole)]


def test_a_case_when_sent_then_is_ready_with_what_was_typed_and_the_pages_lose_the_draft(
    qtbot: QtBot, page: ExportPage, bench: PaperBench
) -> None:
    session, texts = bench.context.session, bench.context.texts
    assert said(page, "draft-notice") == texts("export.draft")
    for path, content in COMPLETE.items():
        session.type(path, content)
    session.type("address.city", "רמת גן")
    page.show_case(session.case)
    press(qtbot, page, "send-to-review")
    with bench.context.services.database.work(bench.context.actor) as work:
        stored = work.valuations.get(session.valuation.id)
    assert stored is not None
    assert stored.status is Status.READY
    assert stored.case.text("address.city") == "רמת גן"
    assert session.valuation.status is Status.READY
    assert said(page, "draft-notice") == texts("export.ready")
    marks = [content.watermark for content in bench.pages.contents]
    assert marks == [texts("report.draft"), texts("report.not_signed")]
    session.type("address.city", "תל אביב")
    page.show_case(session.case)
    assert said(page, "draft-notice") == texts("export.draft")
    assert page.preview.stale


def test_printing_when_the_pages_are_stale_then_asks_for_a_refresh_first(
    qtbot: QtBot, page: ExportPage, bench: PaperBench
) -> None:
    bench.context.session.type("declarations.no_interest", True)
    page.show_case(bench.context.session.case)
    press(qtbot, page, "print")
    assert page.notice.words.text() == bench.context.texts("export.print_stale")


def test_pages_when_printed_then_each_is_put_on_a_sheet_at_print_resolution(
    qtbot: QtBot, page: ExportPage, bench: PaperBench, tmp_path: Path
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.print_on(printer)
    settle(qtbot, page)
    assert page.notice.words.text() == bench.context.texts("export.printed", n=3)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")
    dots = [key[2] for key in bench.pictures.asked if str(key[0]).startswith("preview-")]
    assert dots.count(300) == 3


def test_printing_when_cancelled_or_limited_to_pages_then_prints_no_more(
    qtbot: QtBot, tmp_path: Path
) -> None:
    pictures = DrawnPictures(tmp_path / "pages")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert print_pages(pictures.source(5), printer) == 2
    assert [key[1] for key in pictures.asked] == [2, 3]
    with pytest.raises(WorkCancelled):
        print_pages(pictures.source(5), printer, cancelled=lambda: True)
