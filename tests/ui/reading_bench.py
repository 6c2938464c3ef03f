"""Step 2 for tests of reading: papers dropped, waited for, chosen, and what their rows say."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from shamay_desktop.ui.pages.documents import DocumentsPage
from tests.ui.paper_bench import PaperBench, files
from tests.ui.remembered_reader import RememberedReader

PATIENCE = 20_000


def with_reader(bench: PaperBench, reader: RememberedReader) -> PaperBench:
    """The bench with this reader in it."""
    context = bench.context
    services = replace(context.services, reader=reader)
    return replace(bench, context=replace(context, services=services))


def reading_page(
    qtbot: QtBot, bench: PaperBench, reader: RememberedReader
) -> Iterator[DocumentsPage]:
    """Step 2 on the screen, with papers read as soon as they are there."""
    page = DocumentsPage(bench.context)
    qtbot.addWidget(page)
    page.resize(1000, 760)
    page.show()
    bench.context.reading.read.connect(lambda _changes: page.reload_evidence())
    bench.context.reading.begin(bench.context)
    page.show_case(bench.context.session.case)
    rest(qtbot, page)
    yield page
    reader.may_go.set()
    bench.inspector.may_go.set()
    bench.context.reading.stop()
    qtbot.waitUntil(lambda: bench.context.tasks.idle, timeout=PATIENCE)


def rest(qtbot: QtBot, page: DocumentsPage) -> None:
    """Wait until nothing is read or looked at any more."""
    reading, proposing = page.context.reading, page.proposing
    qtbot.waitUntil(
        lambda: (
            page.context.tasks.idle
            and not page.tray.busy
            and not reading.busy
            and not proposing.waits
        ),
        timeout=PATIENCE,
    )


def drop(qtbot: QtBot, page: DocumentsPage, folder: Path, *names: str) -> None:
    """Add papers and wait until they were read."""
    page.add(files(folder, *names), as_papers=True)
    rest(qtbot, page)


def choose(page: DocumentsPage, name: str) -> None:
    """Choose the paper of a name, as a click does: also where it is chosen already."""
    papers = page.papers.model.papers
    row = next(at for at, paper in enumerate(papers) if paper.file_name == name)
    index = page.papers.model.index(row, 0)
    page.papers.table.setCurrentIndex(index)
    page.papers.table.clicked.emit(index)


def states(page: DocumentsPage) -> dict[str, str]:
    """What each row says of its reading, by file name."""
    model = page.papers.model
    return {paper.file_name: model.state(row).code for row, paper in enumerate(model.papers)}
