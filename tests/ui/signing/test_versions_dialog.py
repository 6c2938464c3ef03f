"""The list of versions: states, copies, timestamps and proofs later, the reviewer's signature."""

import hashlib
from dataclasses import replace

from PySide6.QtCore import Qt

from shamay_desktop.domain.records import Status
from shamay_desktop.domain.signing import Capacity, Level
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.signing.countersign_dialog import CountersignDialog
from shamay_desktop.ui.signing.new_version_dialog import NewVersionDialog
from shamay_desktop.ui.signing.versions_dialog import VersionsDialog
from shamay_desktop.usecases.report.producing import send_to_review
from shamay_desktop.usecases.signing_ports import KeyFile
from tests.ui.signing.conftest import Bench


def opened(bench: Bench) -> VersionsDialog:
    """The window of the bench's case."""
    dialog = bench.shown(VersionsDialog(bench.office, bench.case))
    bench.until(lambda: bool(dialog.lines))
    return dialog


def states(dialog: VersionsDialog) -> list[str]:
    """The states as they stand there."""
    column = [dialog.table.item(row, 1) for row in range(dialog.table.rowCount())]
    return [strip_marks(item.text()) for item in column if item is not None]


def able(dialog: VersionsDialog) -> set[str]:
    """What can be done with the chosen one."""
    return {name for name, each in dialog.buttons.items() if each.isEnabled()}


def next_version(bench: Bench) -> str:
    """A new version begun through its window; the bench goes on with it."""
    dialog = bench.shown(NewVersionDialog(bench.office, bench.case, bench.title))
    begun: list[str] = []
    dialog.begun.connect(begun.append)
    assert not dialog.begin.isEnabled()
    dialog.reason.setPlainText("מדידה חוזרת")
    bench.press(dialog, "begin-version")
    assert len(begun) == 1
    before, bench.case = bench.case, begun[0]
    return before


def test_versions_when_one_replaced_another_then_each_says_its_state_and_why(
    bench: Bench, key: KeyFile
) -> None:
    bench.sealed(key)
    before = next_version(bench)
    assert states(opened(bench)) == [
        bench.texts("signing_ui.version_current"), bench.texts("signing_ui.version_draft"),
    ]  # fmt: skip
    send_to_review(bench.services, bench.office.actor, bench.case)
    bench.sealed(key)
    dialog = opened(bench)
    assert states(dialog) == [
        bench.texts("signing_ui.version_superseded"), bench.texts("signing_ui.version_current"),
    ]  # fmt: skip
    why = dialog.table.item(1, 5)
    assert why is not None
    assert strip_marks(why.text()) == "מדידה חוזרת"
    assert dialog.table.currentRow() == 1
    bench.case = before
    assert opened(bench).table.currentRow() == 0


def test_a_version_when_begun_already_then_the_window_says_so_and_keeps_the_reason(
    bench: Bench, key: KeyFile
) -> None:
    bench.sealed(key)
    bench.case = next_version(bench)
    dialog = bench.shown(NewVersionDialog(bench.office, bench.case, bench.title))
    dialog.reason.setPlainText("ועוד אחת")
    bench.press(dialog, "begin-version")
    said = strip_marks(dialog.said.text())
    assert said == strip_marks(bench.texts("errors.version_begun", case=bench.title))
    assert dialog.reason.toPlainText() == "ועוד אחת"
    assert dialog.isVisible()


def test_a_superseded_version_when_chosen_then_only_looking_and_handing_out_are_offered(
    bench: Bench, key: KeyFile
) -> None:
    bench.trust("http://127.0.0.1:9/")
    bench.sealed(key)
    bench.case = next_version(bench)
    dialog = opened(bench)
    assert able(dialog) == {"open", "hand_out", "check", "stamp", "prove"}
    dialog.table.setCurrentCell(1, 0)
    assert able(dialog) == {"open"}
    bench.case = dialog.lines[1].version.valuation_id
    send_to_review(bench.services, bench.office.actor, bench.case)
    bench.sealed(key)
    dialog = opened(bench)
    dialog.table.setCurrentCell(0, 0)
    assert able(dialog) == {"open", "hand_out", "check"}


def test_a_version_when_handed_out_then_the_copy_is_the_sealed_file(
    bench: Bench, key: KeyFile
) -> None:
    sealed = bench.sealed(key)
    dialog = opened(bench)
    target = bench.folder / "copy.pdf"
    dialog.hand_out_to(target)
    bench.until()
    assert hashlib.sha256(target.read_bytes()).hexdigest() == sealed.version.pdf_sha256
    assert "copy.pdf" in strip_marks(dialog.said.text())


def test_a_version_when_checked_then_its_kept_file_is_asked_for_by_a_readable_name(
    bench: Bench, key: KeyFile
) -> None:
    sealed = bench.sealed(key)
    dialog = opened(bench)
    asked: list[tuple[object, str]] = []
    dialog.check_asked.connect(lambda path, name: asked.append((path, name)))
    bench.press(dialog, "version-check")
    assert asked[0][0] == sealed.path
    assert asked[0][1].endswith("1.pdf")


def test_a_timestamp_when_added_later_then_the_version_bears_it_and_it_is_not_offered_again(
    bench: Bench, key: KeyFile, timestamp_server: str
) -> None:
    bench.sealed(key)
    bench.trust(timestamp_server)
    dialog = opened(bench)
    bench.press(dialog, "version-stamp")
    bench.until(lambda: "stamp" not in able(dialog))
    version = bench.version
    assert version is not None
    assert version.signers[0].level is not Level.B_B
    assert strip_marks(dialog.said.text()) == bench.texts("signing_ui.stamped")


def test_a_timestamp_server_when_it_does_not_answer_then_it_is_said_and_nothing_changes(
    bench: Bench, key: KeyFile
) -> None:
    sealed = bench.sealed(key)
    bench.trust("http://127.0.0.1:9/")
    dialog = opened(bench)
    bench.press(dialog, "version-stamp")
    assert strip_marks(dialog.said.text()).startswith("לא התקבלה חותמת זמן: השרת אינו עונה")
    assert bench.version == sealed.version
    assert "stamp" in able(dialog)


def test_a_reviewer_when_countersigning_then_the_signature_is_added_and_not_offered_again(
    bench: Bench, key: KeyFile, reviewer: KeyFile
) -> None:
    sealed = bench.sealed(key)
    assert "countersign" not in able(opened(bench))
    bench.office = bench.reviewer()
    dialog = opened(bench)
    asked: list[tuple[str, str]] = []
    dialog.countersign_asked.connect(lambda case, title: asked.append((case, title)))
    bench.press(dialog, "version-countersign")
    assert asked == [(bench.case, bench.title)]
    window = bench.shown(CountersignDialog(bench.office, *asked[0]))
    window.chooser.file.setText(str(reviewer.path))
    window.chooser.password.setText("לא זו")
    bench.press(window, "sign-now")
    assert "סיסמה" in strip_marks(window.said.text())
    assert window.chooser.password.text() == ""
    window.chooser.password.setText(reviewer.password)
    bench.press(window, "sign-now")
    version = bench.version
    assert version is not None
    assert [each.capacity for each in version.signers] == [Capacity.APPRAISER, Capacity.REVIEWER]
    assert version.pdf_sha256 != sealed.version.pdf_sha256
    assert window.pages.currentWidget() is window.done_panel
    assert "countersign" not in able(opened(bench))


def test_a_reviewer_when_signing_with_the_appraisers_own_certificate_then_it_is_refused(
    bench: Bench, key: KeyFile
) -> None:
    sealed = bench.sealed(key)
    bench.office = bench.reviewer()
    window = bench.shown(CountersignDialog(bench.office, bench.case, bench.title))
    window.chooser.file.setText(str(key.path))
    window.chooser.password.setText(key.password)
    bench.press(window, "sign-now")
    assert strip_marks(window.said.text()) == strip_marks(
        bench.texts("errors.own_signature", name="דנה לוי")
    )
    assert bench.version == sealed.version
    assert bench.status is Status.SIGNED


def test_a_case_that_was_never_signed_when_asked_for_its_versions_then_says_so(
    bench: Bench,
) -> None:
    dialog = bench.shown(VersionsDialog(replace(bench.office), bench.case))
    assert strip_marks(dialog.said.text()) == bench.texts("signing_ui.no_versions")
    assert able(dialog) == set()


def test_a_new_version_when_escape_is_pressed_while_it_is_made_then_it_is_told_all_the_same(
    bench: Bench, key: KeyFile
) -> None:
    bench.sealed(key)
    dialog = bench.shown(NewVersionDialog(bench.office, bench.case, bench.title))
    begun: list[str] = []
    dialog.begun.connect(begun.append)
    dialog.reason.setPlainText("מדידה חוזרת")
    bench.click(dialog, "begin-version")
    bench.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()
    assert dialog.isVisible()
    dialog.reason.insertPlainText(" ועוד")
    bench.until()
    assert len(begun) == 1
    assert not dialog.isVisible()


def test_proofs_when_asked_for_then_it_is_said_what_is_asked_of_whom(
    bench: Bench, key: KeyFile, timestamp_server: str
) -> None:
    bench.trust(timestamp_server)
    bench.sealed(key)
    dialog = opened(bench)
    for name, words in (("stamp", "stamping"), ("prove", "proving")):
        bench.click(dialog, f"version-{name}")
        said = strip_marks(dialog.said.text())
        assert said == strip_marks(bench.texts(f"signing_ui.{words}", server=timestamp_server))
        bench.until()
