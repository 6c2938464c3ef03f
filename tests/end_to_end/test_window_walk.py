"""The sample case typed and clicked through the real window, from the first run to the report."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.case import Case, Content, Row, Value
from shamay_desktop.domain.fields import Step, fields_of
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.resource_files import resource
from shamay_desktop.system.folders import Home
from shamay_desktop.ui import theme
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.usecases.cases.folder_case import case_of_folder
from shamay_desktop.usecases.services import Services
from tests.end_to_end.typist import Typist
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
def typist(services: Services, qtbot: QtBot, qapp: object) -> Iterator[Typist]:
    """A person before a window that has just opened."""
    theme.apply_theme(qapp, Language.HE)  # type: ignore[arg-type]  # pytest-qt gives the application
    window = MainWindow(lambda: services, Language.HE)
    window.resize(1366, 768)
    window.show()
    hands = Typist(qtbot, window)
    hands.until(lambda: window.workplace is not None, "the workplace")
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
    answered, waiting = 0, [member.id for member in fields_of(step)]
    while waiting:
        later = []
        for path in waiting:
            value = sample.value(path)
            if value is None or bare(standing(typist, path)) == bare(value):
                continue
            if not typist.shell.go_to(path):
                later.append(path)
                continue
            typist.enter(path, value)
            assert bare(standing(typist, path)) == bare(value), path
            answered += 1
        assert len(later) < len(waiting), later
        waiting = later
    return answered


def standing(typist: Typist, path: str) -> Value | None:
    """What the session holds."""
    return typist.shell.context.session.case.value(path)


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
    typist.press("action:next")
    typist.until(lambda: typist.shell.context.session.step is to, to.value)
    typist.rest()


def seen_words(typist: Typist) -> str:
    """Every word that labels show now."""
    labels = typist.window.findChildren(QLabel)
    return strip_marks("\n".join(each.text() for each in labels if each.isVisible()))


def test_sample_when_typed_and_clicked_through_five_steps_then_the_report_says_it(
    typist: Typist, services: Services, tmp_path: Path
) -> None:
    sample = case_of_folder(services, SAMPLE)
    first_run(typist, sample)
    sign_in_again(typist)
    typist.press("action:new-case")
    typist.until(lambda: typist.sees("wizard") is not None, "the wizard")
    shell = typist.shell
    assert shell.context.session.step is Step.INITIAL_DATA
    assert fill_step(typist, sample, Step.INITIAL_DATA) >= 10
