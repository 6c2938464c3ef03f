"""Signing a report in its window, by mouse and by keyboard, with real keys."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.signing import Level, SignatureMethod
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.signing.key_chooser import KEY_FILE, MODULE, WAY
from shamay_desktop.ui.signing.signing_window import SigningWindow
from shamay_desktop.usecases.cases.shelving import archive
from shamay_desktop.usecases.signing_ports import KeyFile
from tests import certificate_office as authority
from tests.signing.conftest import PIN, Card
from tests.ui.signing.conftest import Bench, sent


def typed(dialog: SigningWindow, key: KeyFile, password: str | None = None) -> None:
    """The key file and its password, as typed."""
    chooser = dialog.chooser
    chooser.by_file.setChecked(True)
    for line, words in ((chooser.file, str(key.path)), (chooser.password, password)):
        line.clear()
        line.insert(key.password if words is None else words)
        line.textEdited.emit(line.text())


def words(dialog: SigningWindow) -> str:
    """What is said at the foot."""
    return "" if dialog.said.isHidden() else strip_marks(dialog.said.text())


def secrets(dialog: SigningWindow) -> list[str]:
    """What stands in the lines of secrets."""
    return [
        line.text()
        for line in dialog.findChildren(QLineEdit)
        if line.echoMode() is QLineEdit.EchoMode.Password
    ]


def test_the_window_when_the_case_is_ready_then_says_so_and_offers_three_honest_ways(
    bench: Bench,
) -> None:
    dialog = bench.signing()
    assert dialog.state.text() == bench.texts("signing_ui.free_unapproved")
    assert [strip_marks(each.text()) for each in dialog.modes.buttons.values()] == [
        bench.texts(f"signing.method_{name}") for name in ("certified", "image", "none")
    ]
    assert dialog.sign_button.isEnabled()
    assert not dialog.obstacles.isVisible()


def test_a_key_file_when_signed_with_by_mouse_then_the_case_is_signed_and_the_secret_gone(
    bench: Bench, key: KeyFile
) -> None:
    dialog = bench.signing()
    typed(dialog, key)
    bench.press(dialog, "sign-now")
    assert bench.status is Status.SIGNED
    version = bench.version
    assert version is not None
    assert version.method is SignatureMethod.CERTIFIED
    assert [each.name for each in version.signers] == ["דנה לוי"]
    assert dialog.pages.currentWidget() is dialog.done_panel
    assert not dialog.sign_button.isVisible()
    assert secrets(dialog) == ["", ""]
    shown = strip_marks(dialog.done_panel.hash.text()).replace(" ", "")
    assert shown == version.pdf_sha256
    kept = bench.services.settings
    assert (kept.get(WAY), kept.get(KEY_FILE)) == ("file", str(key.path))


def test_no_secret_when_a_report_was_signed_then_stands_in_any_file_of_the_home(
    bench: Bench, key: KeyFile
) -> None:
    dialog = bench.signing()
    typed(dialog, key)
    bench.press(dialog, "sign-now")
    secret = key.password.encode()
    files = [path for path in bench.services.home.rglob("*") if path.is_file()]
    assert len(files) > 3
    assert [path.name for path in files if secret in path.read_bytes()] == []


def test_a_key_file_when_signed_with_by_keyboard_alone_then_the_case_is_signed(
    bench: Bench, key: KeyFile, qtbot: QtBot
) -> None:
    dialog = bench.signing()
    typed(dialog, key, "")
    dialog.chooser.password.setFocus()
    qtbot.keyClicks(dialog.chooser.password, "x")
    qtbot.keyClick(dialog.chooser.password, Qt.Key.Key_Return)
    bench.until()
    assert bench.status is Status.READY
    dialog.chooser.password.setText(key.password)
    qtbot.keyClick(dialog.chooser.password, Qt.Key.Key_Return)
    bench.until()
    assert bench.status is Status.SIGNED


def test_a_wrong_password_when_typed_then_a_clear_word_and_all_but_the_secret_stays(
    bench: Bench, key: KeyFile
) -> None:
    dialog = bench.signing()
    typed(dialog, key, "לא זו")
    bench.press(dialog, "sign-now")
    assert words(dialog) == strip_marks(bench.texts("errors.wrong_password", file=key.path.name))
    assert secrets(dialog) == ["", ""]
    assert dialog.chooser.file.text() == str(key.path)
    assert bench.status is Status.READY
    typed(dialog, key)
    bench.press(dialog, "sign-now")
    assert bench.status is Status.SIGNED


def test_an_expired_certificate_when_signed_with_then_it_is_said_and_the_case_stays(
    bench: Bench, tmp_path: Path
) -> None:
    held = authority.person("דנה לוי", 30)
    path = held.file(tmp_path, "old.p12")
    dialog = bench.signing()
    typed(dialog, KeyFile(path, authority.PASSWORD))
    bench.press(dialog, "sign-now")
    day = held.certificate.not_valid_after_utc.date().isoformat()
    assert words(dialog) == strip_marks(bench.texts("errors.certificate_expired", day=day))
    assert bench.status is Status.READY


def test_the_certificate_when_shown_then_its_holder_issuer_and_end_stand_there_and_the_stamp(
    bench: Bench, key: KeyFile
) -> None:
    dialog = bench.signing()
    typed(dialog, key)
    assert not dialog.stamp.picture.isVisible()
    bench.press(dialog, "read-key-file")
    bench.until(lambda: not dialog.stamp.picture.pixmap().isNull())
    said = strip_marks(dialog.chooser.said.text())
    assert "דנה לוי" in said
    assert "רשות ביניים" in said
    assert "02.12.2027" in said or "01.12.2027" in said
    assert bench.status is Status.READY


def test_a_certificate_of_another_when_signed_with_then_it_is_asked_for(
    bench: Bench, reviewer: KeyFile
) -> None:
    dialog = bench.signing()
    typed(dialog, reviewer)
    bench.press(dialog, "sign-now")
    assert bench.status is Status.READY
    assert dialog.question.isVisible()
    assert "רון כהן" in dialog.question_words.text()
    assert "דנה לוי" in dialog.question_words.text()
    bench.press(dialog, "sign-all-the-same")
    assert bench.status is Status.SIGNED


def test_a_certificate_of_another_when_another_is_wanted_then_the_secret_is_forgotten(
    bench: Bench, reviewer: KeyFile
) -> None:
    dialog = bench.signing()
    typed(dialog, reviewer)
    bench.press(dialog, "sign-now")
    bench.press(dialog, "other-certificate")
    assert not dialog.question.isVisible()
    assert secrets(dialog) == ["", ""]
    assert bench.status is Status.READY


def test_a_card_when_its_pin_is_wrong_and_then_right_then_the_case_is_signed(
    bench: Bench, card: Card
) -> None:
    dialog = bench.signing()
    chooser = dialog.chooser
    chooser.by_card.click()
    chooser.module.setText(str(card.module))
    bench.press(dialog, "find-cards")
    assert chooser.certificate is not None
    assert "דנה לוי" in chooser.certificates.item(0).text()
    bench.press(dialog, "sign-now")
    assert strip_marks(chooser.said.text()) == bench.texts("signing_ui.pin_needed")
    chooser.pin.setText("0000")
    bench.press(dialog, "sign-now")
    assert words(dialog) == strip_marks(bench.texts("errors.wrong_pin"))
    assert secrets(dialog) == ["", ""]
    chooser.pin.setText(PIN)
    bench.press(dialog, "sign-now")
    assert bench.status is Status.SIGNED
    assert bench.services.settings.get(MODULE) == str(card.module)


def test_a_module_that_is_none_when_looked_at_then_it_is_said(bench: Bench, tmp_path: Path) -> None:
    dialog = bench.signing()
    dialog.chooser.by_card.click()
    bad = tmp_path / "driver.so"
    bad.write_bytes(b"no driver")
    dialog.chooser.module.setText(str(bad))
    bench.press(dialog, "find-cards")
    said = strip_marks(dialog.chooser.said.text())
    assert said == strip_marks(bench.texts("errors.card_module_unusable", file="driver.so"))


def test_a_full_disk_when_signing_then_a_clear_word_and_the_case_as_it_was(
    bench: Bench, key: KeyFile
) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise WorldFailed("disk_full")

    services = replace(bench.services, sealed_writer=full)
    bench.office = replace(bench.office, services=services)
    dialog = bench.signing()
    typed(dialog, key)
    bench.press(dialog, "sign-now")
    assert words(dialog) == bench.texts("errors.disk_full")
    assert secrets(dialog) == ["", ""]
    assert bench.status is Status.READY
    assert dialog.sign_button.isEnabled()


def test_signing_when_stopped_before_it_is_sealed_then_nothing_is_signed(
    bench: Bench, key: KeyFile
) -> None:
    dialog = bench.signing()
    typed(dialog, key)
    bench.click(dialog, "sign-now")
    assert dialog.is_working
    bench.click(dialog, "stop-signing")
    bench.until()
    assert words(dialog) == bench.texts("signing_ui.stopped")
    assert secrets(dialog) == ["", ""]
    assert bench.status is Status.READY


def test_the_window_when_closed_while_it_signs_then_it_stops_first(
    bench: Bench, key: KeyFile
) -> None:
    dialog = bench.signing()
    typed(dialog, key)
    bench.click(dialog, "sign-now")
    dialog.close()
    assert dialog.isVisible()
    bench.until(lambda: not dialog.isVisible())
    assert bench.status is Status.READY


def test_a_timestamp_when_the_office_has_a_server_then_it_is_on_and_stands_in_the_version(
    bench: Bench, key: KeyFile, timestamp_server: str
) -> None:
    bench.trust(timestamp_server)
    dialog = bench.signing()
    assert dialog.stamped.isChecked()
    assert timestamp_server in strip_marks(dialog.stamped_words.text())
    typed(dialog, key)
    bench.press(dialog, "sign-now")
    version = bench.version
    assert version is not None
    assert version.signers[0].level is not Level.B_B


def test_a_timestamp_server_when_it_does_not_answer_then_it_can_be_left_out(
    bench: Bench, key: KeyFile
) -> None:
    bench.trust("http://127.0.0.1:9/")
    dialog = bench.signing()
    typed(dialog, key)
    bench.press(dialog, "sign-now")
    assert bench.status is Status.READY
    assert words(dialog).startswith("לא התקבלה חותמת זמן: השרת אינו עונה")
    dialog.stamped.click()
    typed(dialog, key)
    bench.press(dialog, "sign-now")
    assert bench.status is Status.SIGNED


def test_without_a_key_when_chosen_then_the_report_is_issued_and_named_so(bench: Bench) -> None:
    dialog = bench.signing()
    dialog.modes.buttons[SignatureMethod.NONE].click()
    bench.until()
    assert not dialog.key_part.isVisible()
    bench.press(dialog, "sign-now")
    assert bench.status is Status.SIGNED
    told = strip_marks(dialog.done_panel.words.text())
    assert "ללא חתימה אלקטרונית" in told
    assert "נחתם" not in told


def test_a_signature_picture_when_the_signer_has_none_then_the_way_leads_to_the_settings(
    bench: Bench, qtbot: QtBot
) -> None:
    dialog = bench.signing()
    asked: list[object] = []
    dialog.go_asked.connect(lambda found: asked.append(found.place))
    dialog.modes.buttons[SignatureMethod.IMAGE].click()
    bench.until()
    assert not dialog.sign_button.isEnabled()
    assert dialog.go_button.isVisible()
    dialog.obstacles.list.setFocus()
    qtbot.keyClick(dialog.obstacles.list, Qt.Key.Key_Return)
    assert asked == ["profile"]
    assert not dialog.isVisible()


def test_a_licence_that_differs_when_in_the_way_then_its_line_opens_at_the_field(
    bench: Bench,
) -> None:
    bench.case = sent(bench.services, bench.office.actor, appraiser__licence_number="99")
    dialog = bench.signing()
    asked: list[str] = []
    dialog.go_asked.connect(lambda found: asked.append(found.place))
    assert not dialog.sign_button.isEnabled()
    assert dialog.sign_button.property("kind") == "plain"
    bench.press(dialog, "go-to-obstacle")
    assert asked == ["appraiser.licence_number"]


def test_a_copy_when_handed_out_then_it_is_the_sealed_file_and_opening_comes_next(
    bench: Bench, key: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = bench.signing()
    typed(dialog, key)
    bench.press(dialog, "sign-now")
    done = dialog.done_panel
    opened: list[Path] = []

    def open_it(path: Path) -> bool:
        opened.append(path)
        return True

    monkeypatch.setattr(done, "_open_path", open_it)
    assert done.hand_out_button.property("kind") == "primary"
    assert not done.open_button.isEnabled()
    target = bench.folder / "out" / "report.pdf"
    done.hand_out_to(target)
    bench.until()
    version = bench.version
    assert version is not None
    assert hashlib.sha256(target.read_bytes()).hexdigest() == version.pdf_sha256
    assert done.open_button.property("kind") == "primary"
    bench.press(dialog, "open-copy")
    assert opened == [target]
    checked: list[Path] = []
    dialog.check_asked.connect(checked.append)
    bench.press(dialog, "check-copy")
    assert checked == [target]


def test_the_hash_when_copied_then_it_is_on_the_clipboard(bench: Bench) -> None:
    dialog = bench.signing()
    dialog.modes.choose(SignatureMethod.NONE)
    bench.until()
    bench.press(dialog, "sign-now")
    bench.press(dialog, "copy-hash")
    version = bench.version
    assert version is not None
    assert QApplication.clipboard().text() == version.pdf_sha256


def test_a_line_that_opens_nowhere_when_in_the_way_then_it_is_not_said_that_each_opens(
    bench: Bench,
) -> None:
    archive(bench.services, bench.office.actor, bench.case)
    dialog = bench.signing()
    assert dialog.state.text() == bench.texts("signing_ui.stands_in_the_way", n=1)
    assert not dialog.go_button.isVisible()


def test_a_report_when_signed_elsewhere_meanwhile_then_its_line_opens_at_the_versions(
    bench: Bench,
) -> None:
    dialog = bench.signing()
    bench.sealed()
    dialog.check()
    bench.until()
    asked: list[str] = []
    dialog.go_asked.connect(lambda found: asked.append(found.place))
    assert dialog.state.text() == bench.texts("signing_ui.in_the_way", n=1)
    bench.press(dialog, "go-to-obstacle")
    assert asked == ["versions"]
