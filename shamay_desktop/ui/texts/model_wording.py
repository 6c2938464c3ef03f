"""A text worded by a language model: prepared, shown, sent, and taken only by a gesture."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.texts.kept import Standing
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.texts.model_dialog import ModelDialog
from shamay_desktop.ui.texts.model_state import show_states
from shamay_desktop.ui.texts.sending_dialog import SendingDialog
from shamay_desktop.usecases.analysis.model_questions import Prepared, Told, prepare_text
from shamay_desktop.usecases.evidence.adding import evidence_of
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.texts.proposing import TextProposal, taking_of_model


class ModelWording(QObject):
    """One wish for a wording; without a server it opens the dialog that names one."""

    edited = Signal(object)
    """tuple[Change, ...]: the wording was taken."""

    failed = Signal(object)

    def __init__(self, context: PageContext, proposal: TextProposal, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._proposal = proposal
        self._parent = parent

    def begin(self) -> None:
        """Prepare the question off the UI thread."""
        context = self._context
        context.tasks.run(
            prepared_text, context.services, context.actor, context.session.case,
            context.session.valuation.id, self._proposal, context.texts.language,
            owner=self, on_done=self._on_prepared, on_failed=self._on_failed,
        )  # fmt: skip

    def _on_prepared(self, prepared: Prepared) -> None:
        dialog = SendingDialog(self._context, prepared, self._parent.window(), may_take=True)
        dialog.taken.connect(self._on_taken)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_failed(self, error: ShamayError) -> None:
        if error.code == "model_off":
            open_model_dialog(self._context, self._parent)
        else:
            self.failed.emit(error)

    def _on_taken(self, told: Told) -> None:
        session, path = self._context.session, self._proposal.field.id
        # What stands is shown in the panel, and the button says that it replaces.
        replaces = self._proposal.standing in (Standing.TYPED, Standing.ANSWERED)
        try:
            changes = taking_of_model(session, path, told.text, told.model, replace=replaces)
        except Refused as problem:
            self.failed.emit(problem)
            return
        if changes:
            self.edited.emit(changes)


def prepared_text(
    services: Services,
    actor: Actor,
    case: Case,
    valuation_id: str,
    proposal: TextProposal,
    language: Language,
) -> Prepared:
    """The question with the names that the case's papers tell masked too."""
    evidence = evidence_of(services, actor, valuation_id)
    return prepare_text(services, actor, case, evidence, proposal, language)


def open_model_dialog(context: PageContext, parent: QWidget) -> None:
    """Name the server of this machine, or turn it off."""
    window = parent.window()
    dialog = ModelDialog(context, window)
    dialog.finished.connect(lambda _result: show_states(window))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
