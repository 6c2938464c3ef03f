"""What is said of a picture, its place among the others, and the file it becomes: by both hands."""

import errno
import os
import sys
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case_json import encode_values
from shamay_desktop.domain.maps.pictures import MapPicture, Slot
from shamay_desktop.ui.canvases.annotation.details_form import FLAGS
from shamay_desktop.ui.pages.page import PageContext
from tests.ui.bench import type_in
from tests.ui.canvases.annotation.maps_bench import (
    LEFT,
    MapsBench,
    a_bench,
    a_map,
    with_picture,
)

ALT = Qt.KeyboardModifier.AltModifier
SAID = {"title": "מפת האזור", "source": "GovMap", "date": "12.3.2026", "credit": "מפ״י"}


def shown(bench: MapsBench) -> MapPicture:
    """The picture that is looked at, as the case has it."""
    looked = bench.place.picture
    return next(each for each in bench.pictures if looked is not None and each.id == looked.id)


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_details_when_they_are_filled_then_each_is_a_gesture_that_is_undone_and_done_again(
    bench: MapsBench, by: str
) -> None:
    form = bench.place.details
    states = [encode_values(bench.case.values)]
    for name, words in SAID.items():
        line = form.lines[name]
        if by == "mouse":
            QTest.mouseClick(line, LEFT)
        else:
            line.setFocus()
        type_in(line, words)
        QTest.keyClick(line, Qt.Key.Key_Return if by == "keys" else Qt.Key.Key_Tab)
        bench.place.commit_typing()
        states.append(encode_values(bench.case.values))
    for name in FLAGS:
        flag = form.flags[name]
        if not flag.isEnabled():
            continue
        if by == "mouse":
            spot = flag.rect().center()
            spot.setX(flag.width() - 8 if flag.isRightToLeft() else 8)
            QTest.mouseClick(flag, LEFT, pos=spot)
        else:
            flag.setFocus()
            QTest.keyClick(flag, Qt.Key.Key_Space)
        states.append(encode_values(bench.case.values))
    picture = shown(bench)
    assert (picture.title, picture.source, picture.date, picture.credit) == (
        "מפת האזור", "GovMap", "2026-03-12", "מפ״י",
    )  # fmt: skip
    assert not picture.printed
    assert not picture.illustration
    assert len(states) == len({repr(each) for each in states}), "each is a gesture of its own"
    for state in reversed(states[:-1]):
        bench.undo()
        assert encode_values(bench.case.values) == state
    assert form.lines["title"].text() == ""
    for state in states[1:]:
        bench.redo()
        assert encode_values(bench.case.values) == state
    assert form.lines["title"].text() == "מפת האזור"
    assert not form.flags["printed"].isChecked()


def test_details_when_a_date_is_nonsense_then_it_is_said_and_the_case_keeps_what_it_had(
    bench: MapsBench,
) -> None:
    line = bench.place.details.lines["date"]
    line.setFocus()
    type_in(line, "מחר")
    QTest.keyClick(line, Qt.Key.Key_Return)
    bench.place.commit_typing()
    assert shown(bench).date == ""
    assert bench.place.details.problems["date"].isVisible()
    assert bench.place.details.problems["date"].text()


def test_the_order_of_pictures_when_alt_and_arrows_are_pressed_then_the_further_ones_move(
    context: PageContext, qtbot: QtBot, tmp_path: Path
) -> None:
    tints = ("#cfe3cf", "#ddeeff", "#eedddd", "#ffeecc")
    files = [a_map(tmp_path / f"{n}.png", (80, 60), tint) for n, tint in enumerate(tints)]
    named = with_picture(context, files[0])
    one, two, three = (with_picture(context, file, Slot.OTHER) for file in files[1:])
    bench = a_bench(qtbot, context)
    begun = encode_values(bench.case.values)
    strip = bench.place.strip
    strip.setFocus()

    def order() -> list[str]:
        return [each.id for each in bench.pictures]

    assert strip.go_to(one)
    QTest.keyClick(strip, Qt.Key.Key_Up, ALT)
    assert order() == [named, one, two, three], "the first one has nowhere to go"
    assert not bench.gestures
    QTest.keyClick(strip, Qt.Key.Key_Down, ALT)
    assert order() == [named, two, one, three]
    assert bench.place.picture is not None
    assert bench.place.picture.id == one, "the same picture is looked at"
    QTest.keyClick(strip, Qt.Key.Key_Down, ALT)
    QTest.keyClick(strip, Qt.Key.Key_Down, ALT)
    assert order() == [named, two, three, one]
    assert len(bench.gestures) == 2
    assert strip.go_to(named)
    QTest.keyClick(strip, Qt.Key.Key_Down, ALT)
    assert order() == [named, two, three, one], "a named slot has its place"
    ended = encode_values(bench.case.values)
    bench.undo()
    bench.undo()
    assert encode_values(bench.case.values) == begun
    bench.redo()
    bench.redo()
    assert encode_values(bench.case.values) == ended


def words(bench: MapsBench) -> str:
    """What the line above the table says."""
    return " ".join(each.text() for each in bench.place.notice.findChildren(QLabel))


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_a_picture_when_it_is_saved_as_a_file_then_it_is_what_is_printed_and_said(
    bench: MapsBench, tmp_path: Path, by: str
) -> None:
    bench.tool("rectangle")
    bench.drag((100, 100), (250, 200), (300, 240))
    if by == "mouse":
        QTest.mouseClick(bench.place.save, LEFT)
    else:
        bench.place.save.setFocus()
        QTest.keyClick(bench.place.save, Qt.Key.Key_Space)
    dialog = bench.place.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    target = tmp_path / "out.png"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    bench.qtbot.waitUntil(lambda: "out.png" in words(bench), timeout=20_000)
    with Image.open(target) as image:
        assert image.format == "PNG"
        assert image.width == pytest.approx(image.height * 4 / 3, abs=2)
    assert bench.place.notice.isVisible()


def test_a_picture_when_its_title_has_a_slash_then_is_offered_by_one_name(bench: MapsBench) -> None:
    bench.place.exporting.ask(bench.case, bench.pictures[0].id, "תצלום אוויר 12/2025")
    (dialog,) = bench.place.findChildren(QFileDialog)
    assert [Path(each).name for each in dialog.selectedFiles()] == ["תצלום אוויר 12_2025.png"]
    dialog.close()


@pytest.mark.skipif(sys.platform != "linux", reason="asks what file is written")
def test_a_picture_when_the_disk_is_full_then_a_clear_word_is_said_and_the_case_is_as_it_was(
    bench: MapsBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def refuse(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").readlink().is_relative_to(tmp_path / "out"):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    before = bench.case
    picture = shown(bench)
    bench.place.exporting.write(bench.case, picture.id, tmp_path / "out" / "map.png")
    texts = bench.place.context.texts
    bench.qtbot.waitUntil(lambda: texts("errors.disk_full") in words(bench), timeout=20_000)
    assert bench.case is before
    assert list((tmp_path / "out").iterdir()) == []
