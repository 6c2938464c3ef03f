"""No text is cut: every word of labels and buttons has the room it asks for, in both languages."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.desk import CasesDesk
from shamay_desktop.ui.changes import ChangeHub
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.entry import EntryFlow
from shamay_desktop.ui.dialogs.settings import SettingsDialog
from shamay_desktop.ui.dialogs.unsaved import UnsavedDialog
from shamay_desktop.ui.elided_label import ElidedLabel
from shamay_desktop.ui.pages.page import Page, PageContext
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession


@pytest.fixture(params=list(Language))
def spoken(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    services: Services,
    owner: Actor,
    tasks: Tasks,
) -> OfficeContext:
    """The office in one of the languages."""
    language = Language(request.param)
    theme.apply_theme(qapp, language)
    return OfficeContext(services, owner, load_texts(language), tasks, ChangeHub())


def cut(widget: QWidget) -> Iterator[str]:
    """Texts that have less room than they need."""
    for label in widget.findChildren(QLabel):
        fits = label.sizeHint().width() <= label.width() + 1
        may_cut = label.wordWrap() or isinstance(label, ElidedLabel)
        if label.isVisible() and label.text() and not may_cut and not fits:
            yield label.text()
        tall = label.heightForWidth(label.width()) if label.wordWrap() else 0
        if label.isVisible() and tall > label.height() + 1:
            yield label.text()
    for button in widget.findChildren(QAbstractButton):
        fits = button.sizeHint().width() <= button.width() + 1
        if button.isVisible() and button.text() and not fits:
            yield button.text()


def shown(widget: QWidget, qtbot: QtBot, tasks: Tasks) -> QWidget:
    """The widget at the size of a small laptop."""
    qtbot.addWidget(widget)
    widget.resize(1366, 768)
    widget.show()
    qtbot.waitUntil(lambda: tasks.idle)
    return widget


def test_cards_when_shown_then_no_text_is_cut(spoken: OfficeContext, qtbot: QtBot) -> None:
    flow = EntryFlow(spoken.services, spoken.tasks, spoken.texts)
    shown(flow, qtbot, spoken.tasks)
    flow.sheet.show_code("D17F-8C77-3N4Y-GSNR-WV1S-PFJ4-9F5Z", "דנה לוי", "dana@example.com")
    for card in (flow.first_run, flow.sign_in, flow.reset, flow.sheet):
        flow.setCurrentWidget(card)
        QApplication.sendPostedEvents()
        assert list(cut(card)) == []


def test_desk_when_shown_then_no_text_is_cut(spoken: OfficeContext, qtbot: QtBot) -> None:
    create_case(spoken.services, spoken.actor)
    desk = CasesDesk(spoken)
    shown(desk, qtbot, spoken.tasks)
    qtbot.waitUntil(lambda: desk.model.total == 1 and spoken.tasks.idle)
    assert list(cut(desk)) == []
    for row in range(desk.side.count()):
        item = desk.side.item(row)
        assert desk.side.fontMetrics().horizontalAdvance(item.text()) < desk.side.width() - 32


def test_dialogs_when_shown_then_no_text_is_cut(spoken: OfficeContext, qtbot: QtBot) -> None:
    settings = SettingsDialog(spoken)
    qtbot.addWidget(settings)
    settings.open()
    qtbot.waitUntil(lambda: spoken.tasks.idle)
    for place in range(settings._tabs.count()):
        settings._tabs.setCurrentIndex(place)
        assert list(cut(settings)) == []
    unsaved = UnsavedDialog(spoken.texts, spoken.texts("errors.disk_full"))
    qtbot.addWidget(unsaved)
    unsaved.show()
    assert list(cut(unsaved)) == []


def test_wizard_when_shown_then_no_text_of_its_frame_is_cut(
    spoken: OfficeContext, qtbot: QtBot
) -> None:
    opened = create_case(spoken.services, spoken.actor)
    clock = spoken.services.clock
    session = WizardSession(opened.record, opened.valuation, spoken.actor, clock)
    context = PageContext(spoken.services, spoken.actor, session, spoken.texts, spoken.tasks)

    def make(_step: object, context: PageContext) -> Page:
        return Page(context)

    shell = WizardShell(context, spoken.hub, make=make)
    shown(shell, qtbot, spoken.tasks)
    shell.begin()
    qtbot.waitUntil(lambda: spoken.tasks.idle)
    shell.drawer.show()
    assert list(cut(shell)) == []
