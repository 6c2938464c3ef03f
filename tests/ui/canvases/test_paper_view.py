"""The paper beside the form: found by its hash, named, opened at its page."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.reading.page_text import Line, Method, PageText, Word
from shamay_desktop.ui.canvases.paper_view import PaperView
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.page import PaperAsked
from shamay_desktop.usecases.evidence.adding import add_files, evidence_of
from shamay_desktop.usecases.evidence.describing import turn_document
from tests.ui.paper_bench import PaperBench, a_bench, files
from tests.ui.reading_bench import with_reader
from tests.ui.remembered_reader import RememberedReader


@pytest.fixture
def bench(office: OfficeContext, tmp_path: Path) -> PaperBench:
    """An open case."""
    return a_bench(office, tmp_path)


@pytest.fixture
def view(qtbot: QtBot, bench: PaperBench) -> PaperView:
    """The view on the screen."""
    made = PaperView(bench.context)
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    return made


def hash_of(bench: PaperBench, folder: Path, name: str) -> str:
    """The hash of a file that was added."""
    context = bench.context
    added = add_files(
        context.services, context.actor, context.session.valuation.id, files(folder, name)
    )
    papers = [each.sha256 for each in added.documents]
    return (papers + [each.sha256 for each in added.images])[0]


def test_a_paper_when_asked_for_then_is_named_and_open_at_its_page_with_the_box_lit(
    qtbot: QtBot, view: PaperView, bench: PaperBench, tmp_path: Path
) -> None:
    sha256 = hash_of(bench, tmp_path / "in", "נסח.pdf")
    with qtbot.waitSignal(view.viewer.page_shown):
        view.show_paper(PaperAsked(sha256, 2, ("10", "20", "110.5", "40")))
    assert view.viewer.page == 2
    assert view.viewer.canvas.box == QRectF(10, 20, 100.5, 20)
    assert "נסח" in view.title.text()
    assert view.viewer.bar.of.text() == bench.context.texts("viewer.of", pages=3)


def test_a_box_when_it_is_none_then_the_page_is_shown_without(
    qtbot: QtBot, view: PaperView, bench: PaperBench, tmp_path: Path
) -> None:
    sha256 = hash_of(bench, tmp_path / "in", "x.pdf")
    with qtbot.waitSignal(view.viewer.page_shown):
        view.show_paper(PaperAsked(sha256, 1, ("a", "b", "c", "d")))
    assert view.viewer.canvas.box is None


def test_a_photo_when_asked_for_then_has_one_page(
    qtbot: QtBot, view: PaperView, bench: PaperBench, tmp_path: Path
) -> None:
    sha256 = hash_of(bench, tmp_path / "in", "a.jpg")
    with qtbot.waitSignal(view.viewer.page_shown):
        view.show_paper(PaperAsked(sha256))
    assert view.viewer.source is not None
    assert view.viewer.source.pages == 1
    assert not view.viewer.bar.list.isVisible()


def test_another_page_of_the_paper_when_asked_for_then_only_the_page_turns(
    qtbot: QtBot, view: PaperView, bench: PaperBench, tmp_path: Path
) -> None:
    sha256 = hash_of(bench, tmp_path / "in", "x.pdf")
    with qtbot.waitSignal(view.viewer.page_shown):
        view.show_paper(PaperAsked(sha256))
    source = view.viewer.source
    with qtbot.waitSignal(view.viewer.page_shown):
        view.show_paper(PaperAsked(sha256, 3))
    assert (view.viewer.source, view.viewer.page) == (source, 3)


def test_a_picture_file_when_shown_then_needs_no_case(
    qtbot: QtBot, view: PaperView, bench: PaperBench
) -> None:
    picture = bench.pictures.thumbnail("b" * 64, 320)
    with qtbot.waitSignal(view.viewer.page_shown):
        view.show_picture(Path(picture.path))
    assert view.viewer.page == 1


def test_a_paper_when_a_person_turned_it_then_is_shown_so_and_a_look_from_aside_is_kept(
    qtbot: QtBot, view: PaperView, bench: PaperBench, tmp_path: Path
) -> None:
    context = bench.context
    sha256 = hash_of(bench, tmp_path / "in", "x.pdf")
    case_id = context.session.valuation.id
    paper = evidence_of(context.services, context.actor, case_id).documents[0]
    turn_document(context.services, context.actor, case_id, paper.id, 90)
    with qtbot.waitSignal(view.viewer.page_shown):
        view.show_paper(PaperAsked(sha256))
    canvas = view.viewer.canvas
    assert canvas.turned == 90
    view.viewer.bar.rotate.click()
    view.refresh()
    qtbot.waitUntil(lambda: context.tasks.idle)
    assert canvas.turned == 180
    turn_document(context.services, context.actor, case_id, paper.id, -90)
    view.refresh()
    qtbot.waitUntil(lambda: canvas.turned == 0)


def test_a_scan_when_a_person_turns_it_then_words_of_the_older_turn_cannot_be_pointed_at(
    qtbot: QtBot, office: OfficeContext, tmp_path: Path
) -> None:
    asked: list[int] = []
    word = Word("ישן", (10, 10, 60, 20))
    upright = PageText(1, 595, 842, Method.OCR, (Line((word,)),))

    class Reader(RememberedReader):
        def kept(self, sha256: str, page: int, rotation: int = 0) -> PageText | None:
            asked.append(rotation)
            return upright if rotation == 0 else None

    bench = with_reader(a_bench(office, tmp_path), Reader())
    context, view = bench.context, PaperView(bench.context)
    qtbot.addWidget(view)
    view.show()
    sha256 = hash_of(bench, tmp_path / "in", "x.pdf")
    with qtbot.waitSignal(view.viewer.words_shown):
        view.show_paper(PaperAsked(sha256))
    assert view.viewer.has_words
    case_id = context.session.valuation.id
    paper = evidence_of(context.services, context.actor, case_id).documents[0]
    turn_document(context.services, context.actor, case_id, paper.id, 90)
    with qtbot.waitSignal(view.viewer.words_shown):
        view.refresh()
    assert not view.viewer.has_words
    assert asked[-1] == 90


def test_a_broken_paper_when_shown_then_says_why_and_the_next_one_is_shown(
    qtbot: QtBot, view: PaperView, bench: PaperBench, tmp_path: Path
) -> None:
    broken = hash_of(bench, tmp_path / "in", "x.pdf")
    good = hash_of(bench, tmp_path / "in", "y.pdf")
    bench.pictures.broken.add(broken)
    view.show_paper(PaperAsked(broken))
    words = bench.context.texts("errors.file_broken", file="x.pdf")
    qtbot.waitUntil(lambda: view.viewer.words.isVisible() and view.viewer.words.text() == words)
    assert not view.viewer.bar.rotate.isEnabled()
    assert "x" in view.title.text()
    with qtbot.waitSignal(view.viewer.page_shown):
        view.show_paper(PaperAsked(good))
    assert view.viewer.bar.rotate.isEnabled()


def test_what_is_asked_when_a_page_was_turned_to_then_is_that_page(
    qtbot: QtBot, view: PaperView, bench: PaperBench, tmp_path: Path
) -> None:
    assert view.asked is None
    sha256 = hash_of(bench, tmp_path / "in", "x.pdf")
    with qtbot.waitSignal(view.viewer.page_shown):
        view.show_paper(PaperAsked(sha256, 1, ("1", "2", "3", "4")))
    with qtbot.waitSignal(view.viewer.page_shown):
        view.viewer.go(3)
    assert view.asked == PaperAsked(sha256, 3)
