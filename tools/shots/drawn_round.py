"""The pictures of papers in the registry's layout: proposals, a marked value, step 3, a rule."""

from PySide6.QtCore import QPointF, Qt

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.reading.reading_json import reading_of
from shamay_desktop.ui.checks.lines import Kind
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.pages.validation import ValidationPage
from shamay_desktop.ui.papers.papers_panel import PapersPanel
from shamay_desktop.ui.rules.rules_dialog import RulesDialog
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.cases.importing import import_case
from tools.shots.drawn_papers import write_drawn_case
from tools.shots.photographer import Photographer, rest

FLASHED_MS = 1_500
"""A box that was asked for flashes before it stands still."""

AREA = "unit.registered_area"
_PLACES = {DocType.TABU: AREA, DocType.CONDO: "order.attachments"}


def drawn_round(camera: Photographer) -> None:
    """A case of three papers: an extract, a scanned order, a permit of another property."""
    folder = write_drawn_case(camera.home.root.parent / "drawn")
    shell = camera.open_case(import_case(camera.services, camera.person, folder).valuation_id)
    shell.open_step(Step.DOCUMENTS)
    page = shell.pages[Step.DOCUMENTS]
    if not isinstance(page, DocumentsPage):
        raise TypeError("no page of papers")
    camera.wait(lambda: bool(page.papers.model.papers))
    camera.wait(lambda: all(map(reading_of, page.papers.model.papers)))
    for kind, path in _PLACES.items():
        _choose(page.papers, kind)
        camera.rest()
        _walk_to(page.papers, path)
        _stand_still(camera)
        camera.take(f"drawn-proposals-{kind.value.lower()}")
    _mark(camera, shell, page.papers)
    _disagreeing(camera, shell)
    camera.leave_case()
    _rule(camera)


def _choose(panel: PapersPanel, kind: DocType) -> None:
    rows = [row for row, each in enumerate(panel.model.papers) if each.doc_type is kind]
    panel.table.setCurrentIndex(panel.model.index(rows[0], 0))


def _walk_to(panel: PapersPanel, path: str) -> None:
    """The row of a path, with its place lit."""
    proposals = panel.proposals
    for row, entry in enumerate(proposals.model.entries):
        if any(each.path.startswith(path) for each in entry.proposals):
            proposals.table.setFocus(Qt.FocusReason.OtherFocusReason)
            proposals.table.setCurrentIndex(proposals.model.index(row, 0))
            return
    raise LookupError(path)


def _stand_still(camera: Photographer) -> None:
    camera.rest()
    rest(FLASHED_MS)


def _mark(camera: Photographer, shell: WizardShell, panel: PapersPanel) -> None:
    """A word of the extract that is dragged over, and the field that it would go into."""
    _choose(panel, DocType.TABU)
    camera.rest()
    _walk_to(panel, AREA)
    camera.rest()
    picking = shell.paper.view.viewer.canvas.picking
    entry = panel.proposals.current
    if entry is None or entry.asked is None or entry.asked.box is None:
        raise LookupError(AREA)
    left, top, right, bottom = map(float, entry.asked.box)
    shell.context.session.focus = AREA
    picking.press(QPointF(left - 2, top - 2), Qt.KeyboardModifier.ShiftModifier)
    picking.move(QPointF(right + 2, bottom + 2))
    picking.release(QPointF(right + 2, bottom + 2))
    _stand_still(camera)
    camera.take("drawn-marked")
    shell.paper.view.viewer.let_go()


def _disagreeing(camera: Photographer, shell: WizardShell) -> None:
    """Step 3: what the extract says of a fact, lit on its page."""
    shell.open_step(Step.VALIDATION)
    camera.rest()
    page = shell.pages[Step.VALIDATION]
    if not isinstance(page, ValidationPage):
        raise TypeError("no page of checks")
    page.sources.table.setFocus()
    for row, line in enumerate(page.sources.model.lines):
        paper = line.document
        if (line.kind, line.path) == (Kind.CLAIM, AREA) and paper is not None:
            page.sources.table.select(row)
            page.sources.show_page()
            break
    _stand_still(camera)
    camera.take("drawn-sources")


def _rule(camera: Photographer) -> None:
    """A shipped rule with a limit of the office's own."""
    camera.workplace.show_rules()
    dialog = camera.dialog()
    if not isinstance(dialog, RulesDialog):
        raise TypeError("no window of rules")
    camera.wait(lambda: bool(dialog.draft.sets))
    dialog.search.setText("6.4")
    dialog.table.setCurrentIndex(dialog.table.model().index(1, 0))
    camera.take("rules-chosen", dialog)
    dialog.close()
