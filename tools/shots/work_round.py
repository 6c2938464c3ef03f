"""The pictures of work in an open case: stories, phrases, rows, papers beside, photos, trouble."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from shamay_desktop.domain.fields import Step
from shamay_desktop.resource_files import resource
from shamay_desktop.ui.dialogs.crash import CrashDialog, details_of
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.pages.form_page import FormPage
from shamay_desktop.ui.phrases.bank_dialog import PhraseBankDialog
from shamay_desktop.ui.widgets.form import Form
from shamay_desktop.ui.widgets.list_editor import ListEditor
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.phrases.exchange import starter_phrases, take_in
from tools.shots.photographer import Photographer

LONG_TEXT = "unit.finish"
SOME_FIELD = "rights.extract_number"
SOME_LIST = "licensing.permits"


def forms_round(camera: Photographer) -> None:
    """Answers and story, phrases, a row as a form, only what is missing, the paper beside."""
    camera.window.activateWindow()  # editors hear of the focus only in an active window
    take_in(camera.services, camera.person, starter_phrases(camera.look.language))
    shell = _sample(camera)
    shell.open_step(Step.DOCUMENTS)
    page = _documents(shell)
    facts = page.facts.form
    camera.rest()
    shell.go_to(SOME_FIELD)
    camera.rest()
    story = facts.open_menu(SOME_FIELD)
    if story is not None:
        camera.take_over("story", story)
        story.close()
    _phrases(camera, shell, facts)
    shell.go_to(SOME_LIST)
    permits = facts.widget_of(SOME_LIST)
    if isinstance(permits, ListEditor):
        permits.toggle_row_form()
        camera.take("row-form")
        permits.toggle_row_form()
    shell.go_to(SOME_FIELD)
    page.tabs.setCurrentIndex(0)
    page.papers.table.setCurrentIndex(page.papers.model.index(0, 0))
    page.papers.ask_current()
    page.tabs.setCurrentWidget(page.facts)
    camera.wait(lambda: shell.paper.is_open)
    shell.go_to(SOME_FIELD)
    camera.take("paper-beside")
    shell.paper.toggle()
    camera.leave_case()
    _missing_only(camera)


def photos_round(camera: Photographer) -> None:
    """A chosen photo with its facts, photos side by side, one on the whole screen."""
    shell = _sample(camera)
    shell.open_step(Step.DOCUMENTS)
    photos = _documents(shell).photos
    _documents(shell).tabs.setCurrentWidget(_documents(shell).photos_place)
    camera.rest()
    first = [photo.id for photo in photos.model.photos]
    photos.go_to(first[0])
    camera.take("photo-chosen")
    photos.toggle_findings()
    for element in ("walls", "damp"):
        photos.findings.add(element)
    camera.take("photo-findings")
    photos.toggle_findings()
    photos.sheet.choose(first[1:3], first[1])
    photos.compare()
    camera.take("photos-compared")
    photos.compare_view.ended.emit()
    photos.go_to(first[0])
    photos.show_full_screen()
    for window in QApplication.topLevelWidgets():
        if window.objectName() == "full-screen" and window.isVisible():
            camera.take("photo-full-screen", window)
            window.close()
    camera.leave_case()


def trouble_round(camera: Photographer) -> None:
    """The database vanished under the window; a mistake of the program."""
    care, file = camera.workplace.care, camera.home.database
    aside = file.with_name("aside")
    file.rename(aside)
    try:
        care.show_trouble("database_gone")
        camera.take_over("database-gone", camera.dialog())
        camera.dialog().close()
    finally:
        aside.rename(file)
    texts = camera.texts
    details = details_of(RuntimeError("an invented mistake"), None)
    crash = CrashDialog(texts, texts("failure.crash_kept"), details, camera.window)
    crash.open()
    camera.take_over("crash", crash)
    crash.close()
    camera.rest()


def _missing_only(camera: Photographer) -> None:
    """A new case: only what it still lacks."""
    shell = camera.open_case(None)
    page = shell.current_page
    if isinstance(page, FormPage):
        page.form.show_missing_only(on=True)
    camera.take("missing-only")
    camera.leave_case()


def _phrases(camera: Photographer, shell: WizardShell, facts: Form) -> None:
    """The picker beside the cursor, and the bank."""
    shell.go_to(LONG_TEXT)
    camera.rest()
    picker = facts.actions_of.phrases.pick()
    if picker is not None:
        camera.take_over("phrases", picker)
        picker.close()
    facts.actions_of.phrases.manage()
    bank = camera.dialog()
    if isinstance(bank, PhraseBankDialog):
        camera.take("phrase-bank", bank)
    bank.close()


def _sample(camera: Photographer) -> WizardShell:
    folder: Path = resource("sample_case")
    return camera.open_case(import_case(camera.services, camera.person, folder).valuation_id)


def _documents(shell: WizardShell) -> DocumentsPage:
    page = shell.pages[Step.DOCUMENTS]
    if not isinstance(page, DocumentsPage):
        raise TypeError("no page of papers")
    return page
