"""The settings: office, appraiser, pictures, language and idle time."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Role
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.settings import IDLE_MINUTES, SettingsDialog, idle_minutes
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.profile import office_of, profile_of


@pytest.fixture
def dialog(office: OfficeContext, qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(office)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(lambda: office.tasks.idle)
    return made


def save(dialog: SettingsDialog, qtbot: QtBot) -> str:
    """Press save; what the dialog then says."""
    button = dialog.findChild(QPushButton, "action:save-settings")
    said = dialog.findChild(QLabel, "settings-said")
    assert isinstance(button, QPushButton)
    assert isinstance(said, QLabel)
    qtbot.waitUntil(button.isEnabled)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog._context.tasks.idle)
    return said.text()


def test_office_and_appraiser_when_saved_then_stand_in_the_database(
    dialog: SettingsDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    changed: list[Changes] = []
    office.hub.changed.connect(changed.append)
    dialog.office_form.set_text("phone", "03-5550000")
    dialog.office_form.set_text("rounding_step", "10,000")
    dialog.person_form.set_text("title", "שמאית מקרקעין")
    assert save(dialog, qtbot) == office.texts("office.saved")
    kept = office_of(office.services, office.actor)
    assert (kept.phone, kept.rounding_step) == ("03-5550000", "10000")
    assert profile_of(office.services, office.actor).title == "שמאית מקרקעין"
    assert [each.office for each in changed] == [True]


def test_model_when_asked_for_in_the_settings_then_its_dialog_is_asked_for(
    dialog: SettingsDialog, qtbot: QtBot
) -> None:
    button = dialog.findChild(QPushButton, "action:settings-model")
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(dialog.model_asked):
        button.click()


def test_rounding_when_it_is_no_whole_number_then_says_so_and_nothing_is_written(
    dialog: SettingsDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    dialog.office_form.set_text("rounding_step", "1000.5")
    dialog.office_form.set_text("phone", "03-5550000")
    save(dialog, qtbot)
    assert dialog.office_form.editors["rounding_step"].property("problem") == "error"
    assert office_of(office.services, office.actor).phone == ""


def test_logo_when_chosen_then_is_kept_and_shown_and_what_is_no_picture_is_refused(
    dialog: SettingsDialog, office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    picture = QImage(64, 32, QImage.Format.Format_RGB32)
    picture.fill(QColor("#0b6470"))
    assert picture.save(str(tmp_path / "logo.png"))
    dialog.logo.keep(tmp_path / "logo.png")
    qtbot.waitUntil(lambda: not dialog.logo.picture.pixmap().isNull(), timeout=20_000)
    sha256 = dialog.logo.sha256
    (tmp_path / "text.png").write_text("no picture")
    failed: list[ShamayError] = []
    dialog.logo.failed.connect(failed.append)
    dialog.logo.keep(tmp_path / "text.png")
    qtbot.waitUntil(lambda: bool(failed), timeout=20_000)
    assert dialog.logo.sha256 == sha256
    save(dialog, qtbot)
    assert office_of(office.services, office.actor).logo_sha256 == sha256


def test_program_when_saved_then_idle_time_is_kept_and_another_language_is_announced(
    dialog: SettingsDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    chosen: list[Language] = []
    dialog.language_chosen.connect(chosen.append)
    dialog.idle.setCurrentIndex(dialog.idle.findData(0))
    save(dialog, qtbot)
    assert chosen == []
    assert idle_minutes(office.services) == 0
    dialog.language.setCurrentIndex(list(Language).index(Language.EN))
    save(dialog, qtbot)
    assert chosen == [Language.EN]
    assert office.services.settings.get("language") == "en"


def test_idle_time_when_the_file_holds_nonsense_then_the_default_is_used(
    office: OfficeContext,
) -> None:
    office.services.settings.set(IDLE_MINUTES, "soon")
    assert idle_minutes(office.services) == 15


def test_office_tab_when_the_role_may_not_manage_then_is_absent(
    office: OfficeContext, qtbot: QtBot
) -> None:
    appraiser = replace(office.actor, role=Role.APPRAISER)
    dialog = SettingsDialog(replace(office, actor=appraiser))
    qtbot.addWidget(dialog)
    assert dialog._tabs.count() == 2
    qtbot.waitUntil(lambda: office.tasks.idle)
