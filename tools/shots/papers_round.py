"""The pictures of papers that are read: states, proposals, the lit place, marking, searching."""

from PySide6.QtCore import Qt

from shamay_desktop.domain.fields import Step
from shamay_desktop.resource_files import resource
from shamay_desktop.ui.canvases.page_viewer import PageViewer
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.papers.proposals_panel import ProposalsPanel
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.cases.importing import import_case
from tools.shots.photographer import Photographer

FIELD = "rights.extract_number"


def papers_round(camera: Photographer) -> None:
    """The sample's papers as they are read, what they propose, and a word taken from a page."""
    sample = import_case(camera.services, camera.person, resource("sample_case"))
    shell = camera.open_case(sample.valuation_id)
    shell.open_step(Step.DOCUMENTS)
    page = shell.pages[Step.DOCUMENTS]
    if not isinstance(page, DocumentsPage):
        raise TypeError("no page of papers")
    camera.take("papers-read")
    for row, paper in enumerate(page.papers.model.papers):
        page.papers.table.setCurrentIndex(page.papers.model.index(row, 0))
        camera.take(f"papers-proposals-{paper.doc_type.value.lower()}-{row + 1}")
    page.papers.table.setCurrentIndex(page.papers.model.index(0, 0))
    camera.rest()
    _walk(camera, page.papers.proposals)
    _mark(camera, shell)
    page.papers.proposals.ask_versions()
    camera.take_over("papers-versions", camera.dialog())
    camera.dialog().close()
    camera.leave_case()


def _walk(camera: Photographer, proposals: ProposalsPanel) -> None:
    """A row with its place lit, then all clean ones taken."""
    rows = [row for row, entry in enumerate(proposals.model.entries) if not entry.is_heading]
    if not rows:
        return
    proposals.table.setFocus(Qt.FocusReason.OtherFocusReason)
    proposals.table.setCurrentIndex(proposals.model.index(rows[len(rows) // 2], 0))
    camera.take("papers-row")
    proposals.take_clean()
    camera.take("papers-taken")


def _mark(camera: Photographer, shell: WizardShell) -> None:
    """A search, a marked word with the bar beside it, a box that is drawn."""
    viewer: PageViewer = shell.paper.view.viewer
    viewer.begin_search()
    viewer.find_bar.words.setText("חלקה")
    camera.take("papers-search")
    viewer.close_search()
    shell.context.session.focus = FIELD
    if viewer.has_words:
        viewer.canvas.picking.mark_first(viewer.canvas.seen())
        camera.take("papers-marked")
        viewer.let_go()
    viewer.toggle_box()
    camera.take("papers-box")
    viewer.let_go()
