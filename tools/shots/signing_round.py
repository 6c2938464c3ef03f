"""The pictures of signing: what is in the way, the key, the end, versions, and checking a file."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QScrollArea

from shamay_desktop.domain.case import Content
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.signing import SignatureMethod
from shamay_desktop.resource_files import resource
from shamay_desktop.ui.practice.practice_dialog import PracticeDialog
from shamay_desktop.ui.signing.new_version_dialog import NewVersionDialog
from shamay_desktop.ui.signing.sign_dialog import SignDialog
from shamay_desktop.ui.signing.signing_place import SigningPlace
from shamay_desktop.ui.signing.verify_dialog import VerifyDialog
from shamay_desktop.ui.signing.versions_dialog import VersionsDialog
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.office.known_rules import KnownRules
from shamay_desktop.usecases.office.signing_practice import (
    SigningPractice,
    keep_signing_practice,
    read_root,
)
from shamay_desktop.usecases.report.producing import send_to_review
from shamay_desktop.usecases.wizard.keeping import journal_edits
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests import certificate_office as authority
from tests.complete_case import COMPLETE
from tests.ui.paper_bench import no_rules
from tools.shots.photographer import Photographer


def signing_round(camera: Photographer) -> None:
    """From what stands in the way to the file that somebody holds."""
    folder = camera.home.root.parent / "signing"
    folder.mkdir(exist_ok=True)
    _blocked(camera)
    kept = camera.workplace.services
    camera.workplace.services = replace(kept, rules=no_rules, known_rules=KnownRules())
    case_id = _ready_case(camera)
    _practice(camera)
    copy = _signed(camera, case_id, folder)
    _versions(camera)
    _checked(camera, copy, folder)
    camera.leave_case()
    camera.workplace.services = kept


def _blocked(camera: Photographer) -> None:
    sample = import_case(camera.services, camera.person, resource("sample_case"))
    shell = camera.open_case(sample.valuation_id)
    shell.open_step(Step.EXPORT)
    camera.rest()
    dialog = _signing(camera)
    camera.take("sign-blocked", dialog)
    dialog.close()
    camera.leave_case()


def _ready_case(camera: Photographer) -> str:
    services, actor = camera.services, camera.person
    with services.database.work(actor) as work:
        person = work.offices.person(actor.user_id)
        work.offices.save_person(replace(person, licence_number="1234"))
        work.commit()
    opened = create_case(services, actor)
    session = WizardSession(opened.record, opened.valuation, actor, services.clock)
    typed: dict[str, Content] = {
        **COMPLETE,
        "address.city": "רמת גן", "address.street": "הזית", "address.house_number": "12",
        "appraiser.name": actor.name, "appraiser.licence_number": "1234",
        "appraiser.title": "שמאית מקרקעין", "export.signature_method": "certified",
    }  # fmt: skip
    for path, content in typed.items():
        session.type(path, content)
    journal_edits(services, actor, session.snapshot())
    send_to_review(services, actor, opened.valuation.id)
    return opened.valuation.id


def _practice(camera: Photographer) -> None:
    root = read_root(camera.services, authority.root().encoded())
    practice = SigningPractice("", (root,))
    keep_signing_practice(camera.services, camera.person, practice)
    camera.workplace.show_practice()
    dialog = camera.dialog()
    if not isinstance(dialog, PracticeDialog):
        raise TypeError("no practice")
    dialog.open_part("signing")
    camera.take("practice-signing", dialog)
    dialog.close()


def _signing(camera: Photographer) -> SignDialog:
    place = camera.shell.findChild(SigningPlace)
    if not isinstance(place, SigningPlace):
        raise TypeError("no place of signing")
    place.sign()
    dialog = camera.dialog()
    if not isinstance(dialog, SignDialog):
        raise TypeError("no window of signing")
    camera.rest()
    return dialog


def _signed(camera: Photographer, case_id: str, folder: Path) -> Path:
    shell = camera.open_case(case_id)
    shell.open_step(Step.EXPORT)
    camera.take("sign-step")
    dialog = _signing(camera)
    camera.take("sign-ready", dialog)
    dialog.modes.choose(SignatureMethod.NONE)
    camera.take("sign-without", dialog)
    dialog.modes.choose(SignatureMethod.CERTIFIED)
    camera.rest()
    chooser = dialog.chooser
    chooser.file.setText(str(authority.person("רון כהן").file(folder, "ron.p12")))
    chooser.password.setText(authority.PASSWORD)
    dialog.sign()
    camera.take("sign-holder", dialog)
    _take_other(dialog)
    chooser.file.setText(str(authority.person(camera.person.name).file(folder, "dana.p12")))
    chooser.password.setText("wrong")
    dialog.sign()
    camera.take("sign-wrong-password", dialog)
    chooser.password.setText(authority.PASSWORD)
    dialog.say("")
    dialog.read_certificate()
    camera.rest()
    area = dialog.pages.widget(0)
    if isinstance(area, QScrollArea):
        area.ensureWidgetVisible(dialog.stamp)
    camera.take("sign-stamp", dialog)
    _card(camera, dialog)
    dialog.sign()
    camera.rest()
    camera.take("sign-done", dialog)
    copy = folder / "report.pdf"
    dialog.done_panel.hand_out_to(copy)
    camera.take("sign-handed-out", dialog)
    dialog.close()
    camera.wait(lambda: camera.workplace.case is not None and camera.workplace.case.is_open)
    camera.shell.open_step(Step.EXPORT)
    camera.take("signed-case")
    return copy


def _take_other(dialog: SignDialog) -> None:
    """The question of the holder is answered: another certificate."""
    other = dialog.findChild(QPushButton, "action:other-certificate")
    if isinstance(other, QPushButton):
        other.click()


def _card(camera: Photographer, dialog: SignDialog) -> None:
    dialog.chooser.by_card.click()
    dialog.chooser.module.setText("/usr/lib/none.so")
    dialog.chooser.find_cards()
    camera.take("sign-card", dialog)
    dialog.chooser.by_file.click()


def _versions(camera: Photographer) -> None:
    place = camera.shell.findChild(SigningPlace)
    if not isinstance(place, SigningPlace):
        raise TypeError("no place of signing")
    place.begin_version()
    asked = camera.dialog()
    if not isinstance(asked, NewVersionDialog):
        raise TypeError("not asked")
    asked.reason.setPlainText("תוקן שטח המרפסת בעקבות מדידה חוזרת.")
    camera.take("new-version", asked)
    asked.begin.click()
    camera.wait(lambda: camera.workplace.case is not None and camera.workplace.case.is_open)
    camera.rest()
    place = camera.shell.findChild(SigningPlace)
    if not isinstance(place, SigningPlace):
        raise TypeError("no place of signing")
    place.show_versions()
    dialog = camera.dialog()
    if not isinstance(dialog, VersionsDialog):
        raise TypeError("no versions")
    camera.take("versions", dialog)
    dialog.close()


def _checked(camera: Photographer, copy: Path, folder: Path) -> None:
    changed, foreign = folder / "changed.pdf", folder / "letter.pdf"
    content = copy.read_bytes()
    middle = len(content) // 2
    changed.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    foreign.write_bytes(b"no pdf at all")
    camera.workplace.signing.show_verify()
    dialog = camera.dialog()
    if not isinstance(dialog, VerifyDialog):
        raise TypeError("no window of checking")
    camera.take("verify-empty", dialog)
    for name, file in (("whole", copy), ("changed", changed), ("foreign", foreign)):
        dialog.check(file)
        camera.take(f"verify-{name}", dialog)
    dialog.check(copy)
    camera.rest()
    dialog.more.click()
    camera.take("verify-details", dialog)
    dialog.close()
