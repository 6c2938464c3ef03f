"""The windows that sign when they are closed in the middle, and when the office is not readable."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QObject

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.signing import SignatureMethod
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.signing import sign_dialog, signing_window
from shamay_desktop.ui.signing.countersign_dialog import CountersignDialog
from shamay_desktop.ui.tasks import WORKERS
from shamay_desktop.usecases.sealing.readiness import Readiness, readiness
from shamay_desktop.usecases.signing_ports import KeyFile
from tests.ui.signing.conftest import Bench
from tests.ui.signing.test_sign_dialog import secrets, typed, words


class Waiting:
    """Something of the program that begins, and goes on when it is let."""

    def __init__(self, real: Callable[..., Any]) -> None:
        self.real = real
        self.begun, self.let = Event(), Event()

    def __call__(self, *given: Any, **named: Any) -> Any:
        self.begun.set()
        assert self.let.wait(30)
        return self.real(*given, **named)


class Signer:
    """The signer, one of whose ways waits."""

    def __init__(self, real: Any, **held: Any) -> None:
        self._real, self._held = real, held

    def __getattr__(self, name: str) -> Any:
        return self._held.get(name) or getattr(self._real, name)


def slow(bench: Bench, name: str) -> Waiting:
    """The bench's signer waits in one of its ways."""
    waiting = Waiting(getattr(bench.services.signer, name))
    signer: Any = Signer(bench.services.signer, **{name: waiting})
    bench.office = replace(bench.office, services=replace(bench.services, signer=signer))
    return waiting


@contextmanager
def busy_lanes(bench: Bench) -> Iterator[None]:
    """All places of the lane that signs are taken: what is asked for has not begun."""
    let, owner = Event(), QObject()
    for _ in range(WORKERS["work"]):
        bench.office.tasks.run(let.wait, 30, owner=owner, lane="work")
    try:
        yield
    finally:
        let.set()
        bench.until()


def countersigning(bench: Bench, key: KeyFile) -> CountersignDialog:
    """The reviewer's window over a report that the appraiser signed."""
    bench.sealed(key)
    return bench.shown(CountersignDialog(bench.reviewer(), bench.case, bench.title))


def test_a_window_when_closed_before_its_certificate_is_read_then_closes_without_a_word(
    bench: Bench, key: KeyFile
) -> None:
    dialog = bench.signing()
    typed(dialog, key)
    with busy_lanes(bench):
        bench.click(dialog, "read-key-file")
        dialog.close()
        assert dialog.isVisible()
    assert not dialog.isVisible()
    assert words(dialog) == ""


def test_a_reviewers_window_when_closed_before_it_began_then_closes_and_nothing_is_added(
    bench: Bench, key: KeyFile, reviewer: KeyFile
) -> None:
    dialog = countersigning(bench, key)
    typed(dialog, reviewer)
    with busy_lanes(bench):
        bench.click(dialog, "sign-now")
        dialog.close()
    assert not dialog.isVisible()
    version = bench.version
    assert version is not None
    assert len(version.signers) == 1


def test_a_window_when_closed_while_its_certificate_is_read_then_closes_with_the_answer(
    bench: Bench, key: KeyFile
) -> None:
    waiting = slow(bench, "certificate")
    dialog = bench.signing()
    typed(dialog, key)
    bench.click(dialog, "read-key-file")
    bench.qtbot.waitUntil(waiting.begun.is_set)
    dialog.close()
    assert dialog.isVisible()
    waiting.let.set()
    bench.until()
    assert not dialog.isVisible()
    assert secrets(dialog) == ["", ""]


def test_a_window_when_closed_while_a_wrong_key_is_read_then_closes_too(
    bench: Bench, key: KeyFile
) -> None:
    waiting = slow(bench, "certificate")
    dialog = bench.signing()
    typed(dialog, key, "לא זו")
    bench.click(dialog, "read-key-file")
    bench.qtbot.waitUntil(waiting.begun.is_set)
    dialog.close()
    waiting.let.set()
    bench.until()
    assert not dialog.isVisible()


def test_a_window_when_closed_as_it_was_sealed_then_stays_and_says_what_was_done(
    bench: Bench, key: KeyFile, reviewer: KeyFile
) -> None:
    waiting = slow(bench, "sign")
    waiting.let.set()
    dialog = countersigning(bench, key)
    waiting.let.clear()
    waiting.begun.clear()
    typed(dialog, reviewer)
    bench.click(dialog, "sign-now")
    bench.qtbot.waitUntil(waiting.begun.is_set)
    dialog.close()
    waiting.let.set()
    bench.until()
    version = bench.version
    assert version is not None
    assert len(version.signers) == 2
    assert dialog.isVisible()
    assert dialog.pages.currentWidget() is dialog.done_panel
    dialog.close()
    assert not dialog.isVisible()


def test_the_offices_practice_when_not_readable_then_it_is_said_and_no_certificate_signs(
    bench: Bench, key: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise WorldFailed("database_locked")

    monkeypatch.setattr(signing_window, "signing_practice", broken)
    dialog = bench.signing()
    typed(dialog, key)
    assert words(dialog) == strip_marks(bench.texts("errors.database_locked"))
    assert not dialog.sign_button.isEnabled()
    bench.qtbot.keyClick(dialog.chooser.password, "\r")
    bench.until()
    assert bench.status is Status.READY
    dialog.modes.buttons[SignatureMethod.NONE].click()
    bench.until()
    assert dialog.sign_button.isEnabled()


def test_the_language_when_chosen_then_what_stands_in_the_way_is_asked_of_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Language] = []

    def listening(*given: Any) -> Readiness:
        asked.append(given[-1])
        return readiness(*given)

    monkeypatch.setattr(f"{sign_dialog.__name__}.readiness", listening)
    dialog = bench.signing()
    assert set(asked) == {Language.HE}
    dialog.languages.setCurrentIndex(dialog.languages.findData(Language.EN.value))
    assert not dialog.sign_button.isEnabled()
    bench.until()
    assert asked[-1] is Language.EN
    assert dialog.sign_button.isEnabled()


def test_a_reviewer_when_the_certificate_is_anothers_then_is_told_so_of_the_reviewer(
    bench: Bench, key: KeyFile, tmp_path: Path
) -> None:
    from tests import certificate_office as authority

    dialog = countersigning(bench, key)
    held = authority.person("יוסי אחר").file(tmp_path, "other.p12")
    typed(dialog, KeyFile(held, authority.PASSWORD))
    bench.press(dialog, "sign-now")
    assert dialog.question.isVisible()
    said = strip_marks(dialog.question_words.text())
    assert said == strip_marks(
        bench.texts("errors.certificate_of_another_reviewer", name="יוסי אחר", own="רון כהן")
    )
    bench.press(dialog, "sign-all-the-same")
    version = bench.version
    assert version is not None
    assert version.signers[-1].name == "יוסי אחר"
