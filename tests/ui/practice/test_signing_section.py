"""The office's authorities and its timestamp server, in the window of its practice."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Role
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.practice.practice_dialog import PracticeDialog
from shamay_desktop.ui.practice.signing_section import SigningSection
from shamay_desktop.usecases.office.signing_practice import SigningPractice, signing_practice
from tests import certificate_office as authority


@pytest.fixture
def dialog(office: OfficeContext, qtbot: QtBot) -> PracticeDialog:
    """The window at the part of signing."""
    made = PracticeDialog(office, part="signing")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: office.tasks.idle, timeout=20_000)
    return made


def section(dialog: PracticeDialog) -> SigningSection:
    """The part of signing."""
    found = dialog.sections["signing"]
    assert isinstance(found, SigningSection)
    return found


def kept(office: OfficeContext) -> SigningPractice:
    """What is stored."""
    return signing_practice(office.services, office.actor)


def settle(office: OfficeContext, qtbot: QtBot) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: office.tasks.idle, timeout=20_000)


def test_a_server_and_an_authority_when_saved_then_are_the_offices(
    dialog: PracticeDialog, office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    part = section(dialog)
    qtbot.keyClicks(part.server, "http://tsa.example.org/")
    part.add_root(authority.root().pem(tmp_path, "root.pem"))
    qtbot.waitUntil(lambda: part.roots.count() == 1)
    assert "רשות בדיקה" in strip_marks(part.roots.item(0).text())
    dialog.save()
    settle(office, qtbot)
    practice = kept(office)
    assert practice.timestamp_server == "http://tsa.example.org/"
    assert [each.name for each in practice.roots] == ["רשות בדיקה"]
    assert not part.is_changed


def test_an_authority_when_removed_and_taken_back_then_the_draft_follows(
    dialog: PracticeDialog, office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    part = section(dialog)
    part.add_root(authority.root().pem(tmp_path, "root.pem"))
    qtbot.waitUntil(lambda: part.roots.count() == 1)
    part._remove.click()
    assert part.roots.count() == 0
    dialog.undo()
    assert part.roots.count() == 1
    dialog.discard()
    assert part.roots.count() == 0
    assert kept(office) == SigningPractice()


def test_an_address_that_is_none_when_saved_then_it_is_said_and_stays_typed(
    dialog: PracticeDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    part = section(dialog)
    qtbot.keyClicks(part.server, "nowhere")
    dialog.save()
    settle(office, qtbot)
    assert "nowhere" in strip_marks(dialog.said.text())
    assert part.server.text() == "nowhere"
    assert part.server.property("problem") == "error"
    assert kept(office) == SigningPractice()


def test_a_certificate_of_a_person_when_added_as_authority_then_it_is_refused(
    dialog: PracticeDialog, office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    part = section(dialog)
    part.add_root(authority.person().pem(tmp_path, "dana.pem"))
    settle(office, qtbot)
    assert "דנה לוי" in strip_marks(dialog.said.text())
    assert part.roots.count() == 0


def test_the_section_when_one_may_not_change_it_then_it_is_only_looked_at(
    office: OfficeContext, qtbot: QtBot
) -> None:
    from dataclasses import replace

    actor = replace(office.actor, role=Role.APPRAISER, may_review=False)
    made = PracticeDialog(replace(office, actor=actor), part="signing")
    qtbot.addWidget(made)
    made.show()
    settle(office, qtbot)
    part = section(made)
    assert part.server.isReadOnly()
    assert not part._add.isEnabled()
