"""The pictures of hard states: a broken PDF, the paper in its own window, damage, little room."""

from pathlib import Path

from shamay_desktop.domain.fields import Step
from shamay_desktop.resource_files import resource
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.cases.importing import import_case
from tools.shots.photographer import Photographer

SMALLEST = (1024, 640)


def states_round(camera: Photographer) -> None:
    """Papers and windows as they are seldom seen."""
    folder: Path = resource("sample_case")
    case_id = import_case(camera.services, camera.person, folder).valuation_id
    shell = camera.open_case(case_id)
    shell.open_step(Step.DOCUMENTS)
    camera.rest()
    page = shell.pages[Step.DOCUMENTS]
    if not isinstance(page, DocumentsPage):
        raise TypeError("no page of papers")
    _paper_outside(camera, shell, page)
    _broken_paper(camera, shell, page)
    camera.window.resize(*SMALLEST)
    for step in Step:
        shell.open_step(step)
        camera.take(f"small-{step.number}")
    camera.leave_case()
    camera.take("small-list")
    camera.window.resize(*camera.look.size)
    _damaged(camera)


def _paper_outside(camera: Photographer, shell: WizardShell, page: DocumentsPage) -> None:
    """The paper beside the form, then in a window of its own, then back."""
    _show(camera, shell, page, 0)
    shell.paper.undock()
    camera.take("paper-undocked", shell.paper.place.window)
    shell.paper.toggle_place()
    camera.rest()


def _broken_paper(camera: Photographer, shell: WizardShell, page: DocumentsPage) -> None:
    """A stored PDF that lost its content on the disk."""
    paper = page.papers.model.papers[1]
    stored = camera.services.store.path(paper.sha256)
    whole, mode = stored.read_bytes(), stored.stat().st_mode
    stored.chmod(0o600)
    try:
        stored.write_bytes(whole[: len(whole) // 3])
        _show(camera, shell, page, 1)
        camera.take("paper-broken")
    finally:
        stored.write_bytes(whole)
        stored.chmod(mode)
    shell.paper.toggle()


def _show(camera: Photographer, shell: WizardShell, page: DocumentsPage, row: int) -> None:
    page.papers.table.setCurrentIndex(page.papers.model.index(row, 0))
    page.papers.ask_current()
    camera.wait(lambda: shell.paper.is_open)
    camera.rest()


def _damaged(camera: Photographer) -> None:
    """The choices when the database was damaged."""
    care = camera.workplace.care
    care.show_trouble("database_broken")
    camera.take_over("database-damaged", camera.dialog())
    camera.dialog().close()
