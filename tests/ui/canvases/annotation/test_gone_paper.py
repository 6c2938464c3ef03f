"""A picture whose paper left the case says so, and offers each way out of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.gone_papers import gone_drawings
from shamay_desktop.ui.canvases import gone_paper
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.evidence.adding import add_files, evidence_of
from shamay_desktop.usecases.evidence.describing import remove_evidence
from tests.ui.canvases.annotation.maps_bench import MapsBench, a_bench, a_map, with_picture


def evidence(context: PageContext) -> CaseEvidence:
    """As it stands in the store."""
    return evidence_of(context.services, context.actor, context.session.valuation.id)


@pytest.fixture
def gone(context: PageContext, qtbot: QtBot, tmp_path: Path) -> MapsBench:
    """The picture was taken out, then its paper, and then the picture was brought back by undo."""
    picture = with_picture(context, a_map(tmp_path / "map.png"))
    bench = a_bench(qtbot, context)
    bench.wait_for_sheet()
    bench.place.remove_picture()
    bench.qtbot.waitUntil(lambda: not bench.pictures)
    paper = evidence(context).documents[0]
    remove_evidence(context.services, context.actor, context.session.valuation.id, paper.id)
    bench.place.note_evidence()
    bench.undo()
    assert [each.id for each in bench.pictures] == [picture]
    qtbot.waitUntil(bench.place.gone.isVisible, timeout=20_000)
    return bench


def test_an_undo_when_the_paper_was_removed_meanwhile_then_the_table_says_so(
    gone: MapsBench,
) -> None:
    bar = gone.place.gone
    assert "אינו עוד בתיק" in bar.words.text()
    assert [each.row_id for each in gone_drawings(gone.case, evidence(gone.place.context))] == [
        gone.pictures[0].id
    ]
    assert bar.choose.isVisible()
    assert bar.remove.isVisible()


def test_a_gone_paper_when_brought_back_then_it_stands_in_the_case_again(gone: MapsBench) -> None:
    bar, context = gone.place.gone, gone.place.context
    gone.qtbot.waitUntil(bar.bring.isEnabled, timeout=20_000)
    QTest.mouseClick(bar.bring, Qt.MouseButton.LeftButton)
    gone.qtbot.waitUntil(lambda: not bar.isVisible(), timeout=20_000)
    assert gone.pictures[0].paper in evidence(context).hashes
    assert not list(gone_drawings(gone.case, evidence(context)))


def test_a_gone_paper_when_another_of_its_size_is_chosen_then_it_lies_under_the_drawing(
    gone: MapsBench, tmp_path: Path
) -> None:
    context, bar = gone.place.context, gone.place.gone
    small = a_map(tmp_path / "small.png", (400, 300))
    same = a_map(tmp_path / "same.png", tint="#ddccbb")
    add_files(context.services, context.actor, context.session.valuation.id, [small, same],
              as_papers=True)  # fmt: skip
    by_name = {each.file_name: each.sha256 for each in evidence(context).documents}
    bar.show_evidence(evidence(context))
    bar.replace_by(by_name["small.png"])
    words = gone.place.notice.words
    gone.qtbot.waitUntil(lambda: "800×600" in words.text(), timeout=20_000)
    assert gone.pictures[0].paper not in by_name.values()
    bar.replace_by(by_name["same.png"])
    gone.qtbot.waitUntil(lambda: not bar.isVisible(), timeout=20_000)
    assert gone.pictures[0].paper == by_name["same.png"]


def test_a_gone_paper_when_the_case_is_edited_while_another_is_looked_at_then_it_is_replaced(
    gone: MapsBench, tmp_path: Path
) -> None:
    context, bar = gone.place.context, gone.place.gone
    same = a_map(tmp_path / "same.png", tint="#ddccbb")
    add_files(context.services, context.actor, context.session.valuation.id, [same],
              as_papers=True)  # fmt: skip
    found = evidence(context)
    sha256 = next(each.sha256 for each in found.documents if each.file_name == "same.png")
    bar.show_evidence(found)
    bar.replace_by(sha256)
    gone.place._on_details_changed({"title": "מפה"})
    gone.qtbot.waitUntil(lambda: gone.pictures[0].paper == sha256, timeout=5_000)
    assert gone.pictures[0].title == "מפה"


def test_a_gone_paper_when_bringing_it_back_fails_then_it_can_be_tried_again(
    gone: MapsBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_given: object) -> object:
        raise WorldFailed("disk_failed", file="map.png", reason="full")

    bar = gone.place.gone
    gone.qtbot.waitUntil(bar.bring.isEnabled, timeout=20_000)
    monkeypatch.setattr(gone_paper, "bring_back", failing)
    QTest.mouseClick(bar.bring, Qt.MouseButton.LeftButton)
    assert not bar.bring.isEnabled()
    gone.qtbot.waitUntil(bar.bring.isEnabled, timeout=5_000)
    assert gone.place.notice.isVisible()


def test_a_gone_paper_when_its_picture_is_removed_then_nothing_is_said_any_more(
    gone: MapsBench,
) -> None:
    QTest.mouseClick(gone.place.gone.remove, Qt.MouseButton.LeftButton)
    assert not gone.pictures
    assert not gone.place.gone.isVisible()


def test_a_new_picture_when_its_paper_is_in_the_case_then_nothing_is_said(bench: MapsBench) -> None:
    bench.qtbot.waitUntil(lambda: bench.place.context.tasks.idle, timeout=20_000)
    assert not bench.place.gone.isVisible()
