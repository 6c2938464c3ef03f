"""The rounds through the program: each takes the pictures of one part of it."""

import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QTabWidget

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import Status
from shamay_desktop.i18n.language import Language
from shamay_desktop.resource_files import resource
from shamay_desktop.system.folders import Home
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.first_run import FirstRunCard
from shamay_desktop.ui.garbage import UiGarbage
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.office.first_run import FirstRun, set_up_office
from tools.shots.checks_round import checks_round
from tools.shots.desk_round import desk_round, reuse_round
from tools.shots.drawn_round import drawn_round
from tools.shots.hard_case import write_hard_case
from tools.shots.looks import Look
from tools.shots.maps_round import maps_round
from tools.shots.market_round import market_round
from tools.shots.papers_round import papers_round
from tools.shots.photographer import Photographer
from tools.shots.plan_round import plan_round
from tools.shots.signing_round import signing_round
from tools.shots.states_round import states_round
from tools.shots.texts_round import texts_round
from tools.shots.value_round import value_round
from tools.shots.work_round import forms_round, photos_round, trouble_round

Round = Callable[[Photographer], None]

PEOPLE = {
    Language.HE: FirstRun(
        "dana@example.com", "דנה לוי", "לוי שמאות מקרקעין", "1234", "a long sentence"
    ),
    Language.EN: FirstRun(
        "dana@example.com", "Dana Levi", "Levi Appraisals", "1234", "a long sentence"
    ),
}


def go_round(look: Look, target: Path, wanted: frozenset[str]) -> int:
    """Take the pictures of a look; all rounds, or those that are named."""
    app = QApplication([*sys.argv[:1], *theme.STYLE])
    app.setQuitOnLastWindowClosed(False)
    theme.choose_scheme(look.scheme)
    theme.apply_theme(app, look.language)
    UiGarbage(app)
    with tempfile.TemporaryDirectory(prefix="shamay-shots-") as folder:
        camera = Photographer(look, target, Home(Path(folder) / "home"))
        camera.open()
        way_in(camera)
        for name, each in ROUNDS.items():
            if not wanted or name in wanted:
                each(camera)
        lock(camera)
        camera.close()
    return 0


def way_in(camera: Photographer) -> None:
    """First run, recovery sheet, signing in and resetting; then somebody is in."""
    entry = camera.workplace.entry
    if entry is None:
        raise RuntimeError("no way in")
    camera.take("first-run")
    card: FirstRunCard = entry.first_run
    card.form.demand(card.form.editors)
    camera.take("first-run-problems")
    person = PEOPLE[camera.look.language]
    entry.setCurrentWidget(entry.sheet)
    entry.sheet.show_code("D17F-8C77-3N4Y-GSNR-WV1S-PFJ4-9F5Z", person.name, person.email)
    camera.take("recovery-sheet")
    entry.setCurrentWidget(entry.reset)
    camera.take("reset-password")
    entry.setCurrentWidget(entry.sign_in)
    entry.sign_in.ask(person.email)
    camera.take("sign-in")
    camera.enter(set_up_office(camera.services, person).actor)
    camera.take("list-empty")


def settings(camera: Photographer) -> None:
    """The tabs of the settings."""
    camera.workplace.show_settings()
    dialog = camera.dialog()
    tabs = dialog.findChild(QTabWidget)
    if not isinstance(tabs, QTabWidget):
        raise TypeError("the settings have no tabs")
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        camera.take(f"settings-{place + 1}", dialog)
    dialog.close()


def wizard(camera: Photographer) -> None:
    """The five steps of the sample case, with the tabs of its pages."""
    sample = import_case(camera.services, camera.person, resource("sample_case"))
    shell = camera.open_case(sample.valuation_id)
    for step in Step:
        shell.open_step(step)
        camera.take(f"step-{step.number}-{step.value}")
        page = shell.pages[step]
        for tabs in page.findChildren(QTabWidget):
            for place in range(1, tabs.count()):
                tabs.setCurrentIndex(place)
                camera.take(f"step-{step.number}-{step.value}-{place + 1}")
            tabs.setCurrentIndex(0)
    camera.leave_case()


def unfinished(camera: Photographer) -> None:
    """A new case with its findings, and a disk that refuses."""
    shell = camera.open_case(None)
    camera.take("case-new")
    shell.next_finding()
    shell.drawer.explain.click()
    camera.take("findings")
    shell.drawer.hide()
    for name in ("disk_full", "database_locked"):
        error = WorldFailed(name)
        shell.say_error(error)
        shell.header.save_word.show_state(type(shell.saver.state).FAILED, error)
        camera.take(f"not-saved-{name.replace('_', '-')}")
    shell.notice.hide()
    camera.leave_case()


def hard(camera: Photographer) -> None:
    """40 owners, notes of 2,000 characters, plan numbers in the middle of sentences."""
    folder = write_hard_case(camera.home.root.parent / "hard")
    case_id = import_case(camera.services, camera.person, folder).valuation_id
    shell = camera.open_case(case_id)
    for name, path in (
        ("hard-owners", "rights.owners"),
        ("hard-notes", "unit.layout"),
        ("hard-plan-number", "planning.potential"),
    ):
        shell.go_to(path)
        camera.take(name)
    camera.leave_case()


def reading(camera: Photographer) -> None:
    """What a person sees who may only read: here the signed sample."""
    case_id = import_case(camera.services, camera.person, resource("sample_case")).valuation_id
    with camera.services.database.work(camera.person) as work:
        valuation = work.valuations.get(case_id)
        if valuation is None:
            raise LookupError(case_id)
        work.valuations.save(replace(valuation, status=Status.SIGNED))
        work.commit()
    shell = camera.open_case(case_id)
    for step in (Step.INITIAL_DATA, Step.DOCUMENTS):
        shell.open_step(step)
        camera.take(f"read-only-{step.number}")
    camera.leave_case()


def keys(camera: Photographer) -> None:
    """The palette and the overlay of keys, over the list and over a case."""
    actions = camera.workplace.actions
    for name, screen in (("list", None), ("case", "case")):
        if screen is not None:
            camera.open_case(None)
        actions.show_palette()
        camera.take(f"palette-{name}", camera.dialog())
        camera.dialog().close()
        actions.show_keys()
        camera.take(f"keys-{name}", camera.dialog())
        camera.dialog().close()
    camera.leave_case()


def lock(camera: Photographer) -> None:
    """The locked window."""
    camera.workplace.lock(15)
    camera.take("lock")


ROUNDS: Mapping[str, Round] = {
    "desk": desk_round,
    "reuse": reuse_round,
    "market": market_round,
    "settings": settings,
    "wizard": wizard,
    "value": value_round,
    "forms": forms_round,
    "photos": photos_round,
    "papers": papers_round,
    "checks": checks_round,
    "drawn": drawn_round,
    "maps": maps_round,
    "plan": plan_round,
    "texts": texts_round,
    "unfinished": unfinished,
    "hard": hard,
    "keys": keys,
    "trouble": trouble_round,
    "states": states_round,
    "signing": signing_round,
    "reading": reading,  # signs the sample, so it comes last
}
