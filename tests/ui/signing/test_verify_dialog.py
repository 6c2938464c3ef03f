"""The window that checks a file: whole, by whom, when, against which roots, what changed."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from shamay_desktop.domain.access import Role
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.signing.verify_dialog import VerifyDialog
from shamay_desktop.usecases.sealing.versions import issued_file
from shamay_desktop.usecases.signing_ports import KeyFile
from tests import certificate_office as authority
from tests.ui.signing.conftest import Bench


def opened(bench: Bench, file: Path | None = None) -> VerifyDialog:
    """The window, an answer shown when there is a file."""
    dialog = bench.shown(VerifyDialog(bench.office, file=file))
    bench.until(lambda: laid_out(dialog))
    return dialog


def laid_out(dialog: VerifyDialog) -> bool:
    """Whether what was found is on the screen: Qt shows it a turn of the loop later."""
    words = [] if dialog.words is None else [line for line, _tone in dialog.words.lines]
    seen = told(dialog)
    return all(strip_marks(each) in seen for each in words)


def told(dialog: VerifyDialog) -> str:
    """All that is seen of the answer."""
    seen = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    return strip_marks("\n".join(seen))


def handed_out(bench: Bench) -> Path:
    """A copy of the sealed file."""
    target = bench.folder / "copy.pdf"
    return issued_file(bench.services, bench.office.actor, bench.case, target)


def test_a_signed_file_when_checked_then_says_whole_who_when_and_that_nobody_vouches(
    bench: Bench, key: KeyFile
) -> None:
    bench.sealed(key)
    dialog = opened(bench, handed_out(bench))
    seen, texts = told(dialog), bench.texts
    assert "דנה לוי · כשמאי" in seen
    assert texts("signing_ui.state_whole") in seen
    assert "אין מי שמעיד עליו" in seen
    assert texts("signing_ui.no_roots") in seen
    assert strip_marks(texts("signing_ui.issued_current", number=1)) in seen
    assert texts("signing.figures_same") in seen


def test_a_file_when_a_root_is_added_for_this_look_then_it_is_checked_against_it(
    bench: Bench, key: KeyFile, tmp_path: Path
) -> None:
    bench.sealed(key)
    dialog = opened(bench, handed_out(bench))
    assert bench.texts("signing_ui.trust_unknown") in told(dialog)
    dialog.add_root(authority.root().pem(tmp_path, "root.pem"))
    bench.until(lambda: dialog.words is not None and bool(dialog.roots) and laid_out(dialog))
    seen = told(dialog)
    assert bench.texts("signing_ui.trust_unchecked") in seen
    assert "רשות בדיקה" in seen
    again = opened(bench, handed_out(bench))
    assert bench.texts("signing_ui.trust_unknown") in told(again)


def test_a_root_that_is_none_when_added_then_it_is_said(bench: Bench, tmp_path: Path) -> None:
    bad = tmp_path / "root.pem"
    bad.write_text("nothing")
    dialog = opened(bench)
    dialog.add_root(bad)
    bench.until()
    assert strip_marks(bench.texts("errors.root_unreadable", file="root.pem")) in told(dialog)
    assert dialog.roots == ()


def test_a_timestamp_when_trusted_then_the_time_is_said_to_be_vouched_for(
    bench: Bench, key: KeyFile, timestamp_server: str
) -> None:
    bench.trust(timestamp_server)
    bench.sealed(key, timestamp_server=timestamp_server)
    seen = told(opened(bench, handed_out(bench)))
    assert "שעון בדיקה מעיד על כך" in seen
    assert "אין מי שמעיד עליו" not in seen


def test_a_changed_file_when_checked_then_says_so_in_the_first_sentence(
    bench: Bench, key: KeyFile
) -> None:
    bench.sealed(key)
    file = handed_out(bench)
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 1
    file.write_bytes(content)
    dialog = opened(bench, file)
    assert strip_marks(dialog.head_words.text()) == bench.texts("signing.verdict_changed")
    assert dialog.words is not None
    assert dialog.words.tone == "error"


def test_a_superseded_copy_when_checked_then_says_that_another_took_its_place(
    bench: Bench, key: KeyFile
) -> None:
    from shamay_desktop.usecases.report.producing import send_to_review
    from shamay_desktop.usecases.sealing.versions import new_version

    bench.sealed(key)
    file = handed_out(bench)
    begun = new_version(bench.services, bench.office.actor, bench.case, "מדידה חוזרת")
    bench.case = begun.valuation.id
    send_to_review(bench.services, bench.office.actor, bench.case)
    bench.sealed(key)
    seen = told(opened(bench, file))
    assert strip_marks(bench.texts("signing_ui.issued_superseded", number=1)) in seen


def test_an_unsigned_file_of_the_office_when_checked_then_it_is_known_by_its_hash(
    bench: Bench,
) -> None:
    bench.sealed()
    dialog = opened(bench, handed_out(bench))
    assert strip_marks(dialog.head_words.text()) == bench.texts("signing_ui.unsigned_ours")


def test_a_file_that_is_no_pdf_or_gone_when_checked_then_a_clear_word(
    bench: Bench, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"dear sir")
    dialog = opened(bench, letter)
    assert strip_marks(dialog.head_words.text()) == bench.texts("signing.verdict_no_pdf")
    dialog.check(tmp_path / "gone.pdf")
    bench.until()
    assert "gone.pdf" in strip_marks(dialog.head_words.text())


def test_a_file_when_checked_by_somebody_who_may_read_no_case_then_it_is_checked_all_the_same(
    bench: Bench, key: KeyFile
) -> None:
    bench.sealed(key)
    file = handed_out(bench)
    viewer = replace(bench.office.actor, role=Role.CLIENT_VIEWER, may_review=False)
    bench.office = replace(bench.office, actor=viewer)
    seen = told(opened(bench, file))
    assert bench.texts("signing_ui.state_whole") in seen
    assert bench.texts("signing.figures_same") not in seen
    assert bench.texts("signing_ui.case_not_here") in seen


def test_a_pdf_when_dropped_on_the_window_then_it_is_checked(bench: Bench, key: KeyFile) -> None:
    bench.sealed(key)
    file = handed_out(bench)
    dialog = opened(bench)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPoint(20, 20), copy, data, button, none)
    QApplication.sendEvent(dialog, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(dialog, QDropEvent(QPointF(20, 20), copy, data, button, none))
    bench.until(lambda: dialog.words is not None and laid_out(dialog))
    assert bench.texts("signing_ui.state_whole") in told(dialog)


def test_the_details_when_asked_for_then_hashes_revision_and_level_are_shown(
    bench: Bench, key: KeyFile
) -> None:
    bench.sealed(key)
    dialog = opened(bench, handed_out(bench))
    level = bench.texts("signing_ui.level_b_b")
    assert level not in told(dialog)
    bench.press(dialog, "verify-details")
    seen = told(dialog)
    assert level in seen
    assert "SHA-256" in seen
    bench.press(dialog, "verify-details")
    assert level not in told(dialog)


def test_the_answer_when_copied_as_text_then_all_of_it_is_on_the_clipboard(
    bench: Bench, key: KeyFile
) -> None:
    sealed = bench.sealed(key)
    dialog = opened(bench, handed_out(bench))
    bench.press(dialog, "copy-verdict")
    text = QApplication.clipboard().text()
    assert text.startswith("copy.pdf\n")
    assert "דנה לוי · כשמאי" in text
    assert (sealed.version.pdf_sha256 or "?") in text.replace(" ", "")
    assert strip_marks(text) == text
