"""A home of its own for a bench: an office that is set up, and a case with every field filled."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from shamay_desktop.bootstrap import Place
from shamay_desktop.cli.window import prepare
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.fields import Step
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.office.first_run import FirstRun, set_up_office
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.keeping import finish_step
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.filled_case import filled_case

OWNER = FirstRun("dana@example.com", "דנה לוי", "לוי שמאות", "1234", "a long sentence")


def services_of(folder: Path) -> Services:
    """The services of a window on a fresh home."""
    return prepare(Place(Home(folder)), daily=False)


def owner_of(services: Services) -> Actor:
    """The owner of a new office."""
    return set_up_office(services, OWNER).actor


def filled_session(
    services: Services, actor: Actor, *, without: Collection[str] = ()
) -> WizardSession:
    """The session of a new case whose every field has a content, all steps written.

    `without` are fields that stay empty.
    """
    opened = create_case(services, actor)
    session = WizardSession(opened.record, opened.valuation, actor, services.clock)
    values = {name: value for name, value in filled_case().values.items() if name not in without}
    session.case = replace(filled_case(opened.valuation.id), values=values)
    for step in Step:
        snapshot = session.snapshot()
        session.adopt(finish_step(services, actor, snapshot, step).valuation, snapshot)
    return session
