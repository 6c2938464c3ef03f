"""What a person does in the wizard, in short words for tests."""

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Content
from shamay_desktop.domain.fields import Step
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.keeping import Finished, finish_step, journal_edits
from shamay_desktop.usecases.wizard.opening import Opened
from shamay_desktop.usecases.wizard.session import WizardSession


def session_of(services: Services, actor: Actor, opened: Opened) -> WizardSession:
    """The session of an opened case."""
    return WizardSession(opened.record, opened.valuation, actor, services.clock)


def type_and_journal(
    services: Services, actor: Actor, session: WizardSession, **contents: Content
) -> None:
    """Type into fields (`address__city` is `address.city`) and journal the edits."""
    for name, content in contents.items():
        session.type(name.replace("__", "."), content)
    journal(services, actor, session)


def journal(services: Services, actor: Actor, session: WizardSession) -> None:
    """Journal what the session holds."""
    snapshot = session.snapshot()
    done = journal_edits(services, actor, snapshot)
    if done.others:
        session.take_in(done.others, snapshot)
    session.mark_journalled(snapshot.seq)
    session.valuation = done.valuation


def finish(services: Services, actor: Actor, session: WizardSession, step: Step) -> Finished:
    """Finish a step as the button Next does."""
    snapshot = session.snapshot()
    finished = finish_step(services, actor, snapshot, step)
    session.adopt(finished.valuation, snapshot)
    session.mark_journalled(snapshot.seq)
    return finished
