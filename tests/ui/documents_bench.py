"""Step 2 for tests: adding, choosing, pressing, and what the case holds then."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.usecases.evidence.adding import evidence_of
from tests.ui.paper_bench import PaperBench, files


def opened_page(qtbot: QtBot, bench: PaperBench) -> Iterator[DocumentsPage]:
    """The page on the screen, until the test is over."""
    made = DocumentsPage(bench.context)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    made.show_case(bench.context.session.case)
    settle(qtbot, made)
    yield made
    bench.inspector.may_go.set()
    settle(qtbot, made)


def settle(qtbot: QtBot, page: DocumentsPage) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: page.context.tasks.idle and not page.tray.busy, timeout=20_000)


def stored(bench: PaperBench) -> CaseEvidence:
    """What the case holds."""
    context = bench.context
    return evidence_of(context.services, context.actor, context.session.valuation.id)


def add(qtbot: QtBot, page: DocumentsPage, folder: Path, *names: str) -> None:
    """Add files and wait."""
    page.add(files(folder, *names))
    settle(qtbot, page)


def mime_of(*paths: Path) -> QMimeData:
    """What a file manager drags."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def press(qtbot: QtBot, page: QWidget, name: str) -> None:
    """Click the visible button of a name once it can be clicked."""
    found = [each for each in page.findChildren(QWidget, f"action:{name}") if each.isVisible()]
    assert len(found) == 1, name
    qtbot.waitUntil(found[0].isEnabled)
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def shown_names(page: DocumentsPage) -> list[str]:
    """The photos in the order of the sheet."""
    return [photo.file_name for photo in page.photos.model.photos]


def choose(page: DocumentsPage, *rows: int) -> None:
    """Choose photos."""
    page.tabs.setCurrentWidget(page.photos_place)
    selection = page.photos.sheet.selectionModel()
    selection.clear()
    for row in rows:
        index = page.photos.model.index(row)
        selection.setCurrentIndex(index, selection.SelectionFlag.Select)


def go_to_sheet(qtbot: QtBot, page: DocumentsPage) -> None:
    """Give the sheet the focus, as keys need."""
    page.activateWindow()
    page.photos.sheet.setFocus()
    qtbot.waitUntil(page.photos.sheet.hasFocus)
