"""The texts of step 4, their dialogs, and the conversation of a case."""

from PySide6.QtWidgets import QDialog, QTabWidget

from shamay_desktop.domain.fields import Step
from shamay_desktop.resource_files import resource
from shamay_desktop.ui.pages.analysis import TABS, AnalysisPage
from shamay_desktop.ui.texts.model_wording import open_model_dialog
from shamay_desktop.ui.texts.sending_dialog import SendingDialog
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.analysis.server import save_server
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.model_ports import ModelServer
from tools.shots.photographer import Photographer

QUESTIONS = {"he": "מה השטח הרשום, ומי הבעלים?", "en": "What is the registered area?"}


def texts_round(camera: Photographer) -> None:
    """Proposals beside the fields, a template, the server, what is sent, and the conversation."""
    sample = import_case(camera.services, camera.person, resource("sample_case"))
    shell = camera.open_case(sample.valuation_id)
    shell.open_step(Step.ANALYSIS)
    page = shell.pages[Step.ANALYSIS]
    if not isinstance(page, AnalysisPage):
        raise TypeError("step 4 is another page")
    tabs = page.findChild(QTabWidget, "analysis-tabs")
    if tabs is not None:
        tabs.setCurrentIndex(list(TABS).index("texts"))
    camera.take("texts-typed")
    _proposals(camera, page)
    _server(camera, page)
    _conversation(camera, shell)
    camera.leave_case()


def _proposals(camera: Photographer, page: AnalysisPage) -> None:
    tab = page.texts
    if tab is None:
        raise RuntimeError("no texts")
    for at, name in ((0, "surroundings"), (2, "layout"), (6, "rights")):
        tab.panel.choice.setCurrentIndex(at)
        camera.take(f"texts-{name}")
    tab.take_all()
    camera.take("texts-taken")
    if tab.panel.proposal is not None:
        tab.edit_template(tab.panel.proposal.told.template)
        _shown(camera, "text-template")


def _server(camera: Photographer, page: AnalysisPage) -> None:
    open_model_dialog(page.context, page)
    _shown(camera, "model-off")
    server = ModelServer("http://localhost:11434/v1", "llama3.1:8b")
    save_server(camera.services, camera.person, server)
    open_model_dialog(page.context, page)
    _shown(camera, "model-on")
    tab = page.texts
    if tab is not None and tab.panel.proposal is not None:
        tab.ask_model(tab.panel.proposal)
        camera.rest()
        _shown(camera, "model-sending")


def _conversation(camera: Photographer, shell: WizardShell) -> None:
    shell.chat.open()
    camera.take("chat-empty")
    view = shell.chat.view
    view.line.setText(QUESTIONS[camera.look.language.value])
    view.ask()
    camera.take("chat-answered")
    view.ask_model()
    camera.rest()
    dialog = camera.dialog()
    if isinstance(dialog, SendingDialog):
        camera.take("sending-masked", dialog)
        tabs = dialog.findChild(QTabWidget, "sending-tabs")
        for at, name in ((1, "letters"), (2, "table")) if tabs is not None else ():
            tabs.setCurrentIndex(at)  # type: ignore[union-attr]  # none is looked at above
            camera.take(f"sending-{name}", dialog)
        dialog.close()
    camera.rest()
    shell.chat.toggle()


def _shown(camera: Photographer, name: str) -> None:
    dialog = camera.dialog()
    camera.take(name, dialog)
    if isinstance(dialog, QDialog):
        dialog.close()
    camera.rest()
