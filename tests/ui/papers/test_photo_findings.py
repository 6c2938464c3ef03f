"""Findings on a photo: an element is pressed, text and cost are typed, the sum follows."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.evidence import RoomType
from shamay_desktop.domain.photo_findings import FINDINGS
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.papers.photo_findings import FindingCard
from tests.ui.bench import type_in
from tests.ui.documents_bench import add, choose, go_to_sheet, press, settle, stored
from tests.ui.paper_bench import PaperBench


@pytest.fixture
def with_photos(qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path) -> None:
    """Two photos, the first of a kitchen, the panel of findings open at it."""

    def apply(changes: object) -> None:
        bench.context.session.edit(changes)  # type: ignore[arg-type]  # the signal carries objects
        page.show_case(bench.context.session.case)

    page.edited.connect(apply)
    add(qtbot, page, tmp_path / "in", "a.jpg", "b.jpg")
    page.files.describe([stored(bench).images[0].id], room=RoomType.KITCHEN)
    settle(qtbot, page)
    choose(page, 0)
    press(qtbot, page, "show-findings")


def write(card: FindingCard, name: str, words: str) -> None:
    """Type into a cell of a card and leave it."""
    type_in(card.cells[name].editor, words)
    card.commit()


def cells(bench: PaperBench) -> list[dict[str, object]]:
    """The findings of the case as plain contents."""
    rows = bench.context.session.case.rows(FINDINGS)
    return [{name: cell.content for name, cell in row.cells.items()} for row in rows]


@pytest.mark.usefixtures("with_photos")
def test_an_element_when_pressed_then_is_a_finding_in_the_photos_room_with_text_and_cost(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench
) -> None:
    findings = page.photos_place.findings
    press(qtbot, page, "finding-walls")
    [card] = findings.cards.values()
    qtbot.waitUntil(card.cells["text"].editor.hasFocus)
    write(card, "text", "סדק אלכסוני מעל החלון")
    write(card, "cost", "3,500")
    photo = stored(bench).images[0]
    assert cells(bench) == [
        {
            "room": "kitchen",
            "element": "walls",
            "text": "סדק אלכסוני מעל החלון",
            "cost": "3500",
            "photo": photo.sha256,
        }
    ]
    assert "3,500" in findings.sum.text()


@pytest.mark.usefixtures("with_photos")
def test_findings_when_another_photo_is_chosen_then_are_its_own_and_the_sum_is_of_all(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench
) -> None:
    findings = page.photos_place.findings
    press(qtbot, page, "finding-damp")
    [card] = findings.cards.values()
    write(card, "cost", "1000")
    choose(page, 1)
    assert not findings.cards
    press(qtbot, page, "finding-doors")
    [card] = findings.cards.values()
    write(card, "cost", "250")
    assert [each["element"] for each in cells(bench)] == ["damp", "doors"]
    assert "1,250" in findings.sum.text()
    qtbot.waitUntil(card.remove.isVisible)
    press(qtbot, page, "finding-remove")
    assert [each["element"] for each in cells(bench)] == ["damp"]
    choose(page, 0)
    assert len(findings.cards) == 1


@pytest.mark.usefixtures("with_photos")
def test_the_panel_when_its_key_is_pressed_then_goes_and_comes(
    qtbot: QtBot, page: DocumentsPage
) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for shown in (False, True):
        go_to_sheet(qtbot, page)
        qtbot.keyClick(page.photos.sheet, Qt.Key.Key_I, modifiers)
        assert page.photos_place.findings.isVisible() is shown


@pytest.mark.usefixtures("with_photos")
def test_a_reader_when_looking_then_sees_findings_and_can_change_none(
    qtbot: QtBot, page: DocumentsPage
) -> None:
    findings = page.photos_place.findings
    press(qtbot, page, "finding-walls")
    page.photos.set_may_edit(may_edit=False)
    [card] = findings.cards.values()
    assert not findings.elements.isVisible()
    assert not card.remove.isVisible()
    assert not card.cells["cost"].editor.isEnabled()


@pytest.mark.usefixtures("with_photos")
def test_a_finding_when_added_on_a_low_screen_then_its_card_is_wholly_seen(
    qtbot: QtBot, page: DocumentsPage
) -> None:
    findings = page.photos_place.findings
    page.window().resize(1366, 660)
    for element in ("walls", "damp"):
        press(qtbot, page, f"finding-{element}")
    card = list(findings.cards.values())[-1]
    seen = findings.area.viewport()
    qtbot.waitUntil(lambda: 0 < card.height() < seen.height())

    def is_seen() -> bool:
        return seen.rect().contains(card.rect().translated(card.mapTo(seen, card.rect().topLeft())))

    qtbot.waitUntil(is_seen)
