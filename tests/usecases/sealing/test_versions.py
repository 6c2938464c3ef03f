"""A signed report and the version that replaces it; a reviewer's signature, a timestamp."""

from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Role
from shamay_desktop.domain.case import Value
from shamay_desktop.domain.errors import NotAllowed, Refused, WorldFailed
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.sealing import VersionKind
from shamay_desktop.domain.signing import Capacity, Level, SignatureMethod, Whole
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.usecases.report.producing import send_to_review
from shamay_desktop.usecases.sealing.countersigning import add_timestamp, countersign
from shamay_desktop.usecases.sealing.kept import Kept
from shamay_desktop.usecases.sealing.signing import sign_report
from shamay_desktop.usecases.sealing.verifying import Issued, verify_report
from shamay_desktop.usecases.sealing.versions import issued_file, new_version, versions_of
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import KeyFile
from shamay_desktop.usecases.wizard.opening import Opened
from tests import certificate_office as office
from tests.usecases.sealing.conftest import Ready, colleague
from tests.usecases.wizard_steps import session_of, type_and_journal


def begun(ready: Ready, case: str, note: str = "תיקון שטח") -> Opened:
    """The next version of a signed case."""
    return new_version(ready.services, ready.actor, case, note)


def resent(ready: Ready, opened: Opened, **typed: str) -> str:
    """The version as edited, sent to review."""
    session = session_of(ready.services, ready.actor, opened)
    type_and_journal(ready.services, ready.actor, session, **typed)
    send_to_review(ready.services, ready.actor, opened.valuation.id)
    return opened.valuation.id


def test_a_version_when_begun_says_what_was_signed_and_leaves_the_signed_one_alone(
    ready: Ready, key: KeyFile
) -> None:
    services, actor = ready.services, ready.actor
    sealed = sign_report(services, actor, ready.case, ready.order(key))
    opened = begun(ready, ready.case)
    made = opened.valuation
    assert made.status is Status.IN_PROGRESS
    assert made.case.values == sealed.valuation.case.values
    assert made.copied_from_id == ready.case
    with services.database.work(actor) as work:
        draft = work.versions.of(made.id)
        stored = work.valuations.get(ready.case)
        assert work.versions.of(ready.case) == sealed.version
    assert draft is not None
    assert (draft.number, draft.kind, draft.replaces_id, draft.note) == (
        2, VersionKind.DRAFT, sealed.version.id, "תיקון שטח",
    )  # fmt: skip
    assert stored is not None
    assert stored.status is Status.SIGNED


def test_a_version_when_signed_marks_the_earlier_one_as_superseded(
    ready: Ready, key: KeyFile, roots: list[bytes]
) -> None:
    services, actor = ready.services, ready.actor
    first = sign_report(services, actor, ready.case, ready.order(key))
    case = resent(ready, begun(ready, ready.case), address__house_number="14")
    second = sign_report(services, actor, case, ready.order(key))
    assert (second.version.number, second.version.replaces_id) == (2, first.version.id)
    listed = versions_of(services, actor, case)
    assert [(each.version.number, each.status) for each in listed] == [
        (1, Status.SIGNED), (2, Status.SIGNED),
    ]  # fmt: skip
    assert listed[0].version.superseded_by_id == second.version.id
    old, new = (verify_report(services, each.path, roots, actor) for each in (first, second))
    assert (old.issued, new.issued) == (Issued.SUPERSEDED, Issued.CURRENT)
    assert old.whole
    assert new.whole
    with services.database.work(actor) as work:
        actions = [line.action for line in work.trail.lines(ready.case)]
    assert actions[-1] == "report_superseded"
    with pytest.raises(Refused) as refused:
        begun(ready, ready.case)
    assert refused.value.code == "superseded"


def test_a_version_when_begun_twice_is_refused_until_the_first_is_thrown_away(
    ready: Ready, key: KeyFile
) -> None:
    from shamay_desktop.usecases.cases.shelving import throw_away

    sign_report(ready.services, ready.actor, ready.case, ready.order(key))
    opened = begun(ready, ready.case)
    with pytest.raises(Refused) as refused:
        begun(ready, ready.case)
    assert refused.value.code == "version_begun"
    throw_away(ready.services, ready.actor, opened.valuation.id)
    assert begun(ready, ready.case).valuation.id != opened.valuation.id


def test_a_case_when_not_signed_has_no_next_version(ready: Ready) -> None:
    with pytest.raises(Refused) as refused:
        begun(ready, ready.case)
    assert refused.value.code == "not_sealed"
    with pytest.raises(Refused):
        issued_file(ready.services, ready.actor, ready.case, Path("report.pdf"))


def test_a_file_when_handed_out_again_is_the_issued_one(ready: Ready, tmp_path: Path) -> None:
    sealed = sign_report(ready.services, ready.actor, ready.case, ready.order())
    path = issued_file(ready.services, ready.actor, ready.case, tmp_path / "again.pdf")
    assert path.read_bytes() == sealed.path.read_bytes()


def test_a_reviewer_when_countersigning_keeps_the_first_signature_and_a_cut_is_found(
    ready: Ready, key: KeyFile, reviewer: KeyFile, roots: list[bytes]
) -> None:
    services, actor = ready.services, ready.actor
    ron = colleague(services, actor)
    first = sign_report(services, actor, ready.case, ready.order(key))
    both = countersign(services, ron, ready.case, reviewer)
    assert [(each.name, each.capacity) for each in both.version.signers] == [
        ("דנה לוי", Capacity.APPRAISER), ("רון כהן", Capacity.REVIEWER),
    ]  # fmt: skip
    check = verify_report(services, both.path, roots, actor)
    assert (check.issued, check.whole, check.missing) == (Issued.CURRENT, True, ())
    assert [each.whole for each in check.verdict.signatures] == [Whole.EXTENDED, Whole.WHOLE]
    content = both.path.read_bytes()
    assert content.startswith(first.path.read_bytes())
    cut = verify_report(services, first.path, roots, actor)
    assert cut.verdict.covered  # the signatures alone do not tell
    assert (cut.issued, cut.whole) == (Issued.EARLIER, False)  # a signer is missing
    assert [each.name for each in cut.missing] == ["רון כהן"]


def test_a_countersignature_when_by_the_signer_or_a_stranger_is_refused(
    ready: Ready, key: KeyFile, reviewer: KeyFile
) -> None:
    services, actor = ready.services, ready.actor
    sign_report(services, actor, ready.case, ready.order(key))
    with pytest.raises(NotAllowed):
        countersign(services, actor, ready.case, reviewer)
    plain = colleague(services, actor, review=False)
    with pytest.raises(NotAllowed):
        countersign(services, plain, ready.case, reviewer)


def test_a_countersignature_when_by_the_signers_certificate_or_twice_is_refused(
    ready: Ready, key: KeyFile, reviewer: KeyFile
) -> None:
    services, actor = ready.services, ready.actor
    ron = colleague(services, actor, Role.ORG_ADMIN)
    sign_report(services, actor, ready.case, ready.order(key))
    with pytest.raises(NotAllowed) as refused:
        countersign(services, ron, ready.case, key)
    assert refused.value.code == "own_signature"
    countersign(services, ron, ready.case, reviewer)
    with pytest.raises(Refused) as again:
        countersign(services, ron, ready.case, reviewer)
    assert again.value.code == "countersigned_already"


def test_a_report_when_not_certified_takes_no_further_signature(
    ready: Ready, reviewer: KeyFile
) -> None:
    ron = colleague(ready.services, ready.actor)
    with pytest.raises(Refused) as early:
        countersign(ready.services, ron, ready.case, reviewer)
    assert early.value.code == "not_sealed"
    sign_report(ready.services, ready.actor, ready.case, ready.order())
    with pytest.raises(Refused) as refused:
        countersign(ready.services, ron, ready.case, reviewer)
    assert refused.value.code == "not_certified"


def test_a_timestamp_when_added_later_settles_the_time_of_all(
    ready: Ready, key: KeyFile, timestamp_server: str, roots: list[bytes]
) -> None:
    services, actor = ready.services, ready.actor
    first = sign_report(services, actor, ready.case, ready.order(key))
    stamped = add_timestamp(services, actor, ready.case, timestamp_server)
    assert [each.level for each in stamped.version.signers] == [Level.B_T]
    check = verify_report(services, stamped.path, roots, actor)
    assert (check.issued, check.whole) == (Issued.CURRENT, True)
    assert check.verdict.signatures[0].level is Level.B_T
    # The client's file was rightly issued: nothing of it is missing but what came afterwards.
    earlier = verify_report(services, first.path, roots, actor)
    assert (earlier.issued, earlier.whole, earlier.stands) == (Issued.EARLIER, True, True)


def test_a_file_when_altered_or_foreign_is_told_from_an_issued_one(
    ready: Ready, key: KeyFile, roots: list[bytes], tmp_path: Path
) -> None:
    services, actor = ready.services, ready.actor
    sealed = sign_report(services, actor, ready.case, ready.order(key))
    content = bytearray(sealed.path.read_bytes())
    content[len(content) // 2] ^= 4
    altered = tmp_path / "altered.pdf"
    altered.write_bytes(bytes(content))
    found = verify_report(services, altered, roots, actor)
    assert (found.issued, found.whole) == (Issued.FOREIGN, False)
    # Signed anew by a stranger, it is sound in itself and still not what the office issued.
    stranger = KeyFile(office.person("זר").file(tmp_path, "other.p12"), office.PASSWORD)
    forged = tmp_path / "forged.pdf"
    from shamay_desktop.signing.adapters import HankoSigner
    from tests.signing.conftest import request

    plain = sign_plain(ready, tmp_path)
    HankoSigner().sign(plain, forged, stranger, request(later=()))
    check = verify_report(services, forged, roots, actor)
    assert (check.issued, check.whole) == (Issued.FOREIGN, False)
    letter = tmp_path / "letter.txt"
    letter.write_text("מכתב", encoding="utf-8")
    assert verify_report(services, letter, roots, actor).issued is Issued.UNKNOWN


def sign_plain(ready: Ready, folder: Path) -> Path:
    """A file that names the signed case and was never issued."""
    from shamay_desktop.domain.report_content import Metadata
    from shamay_desktop.reports.pdf.archive import write_archived
    from tests.reports.pdf.sample_report import report

    content = report(logo=None, front=None)
    named = f"shamay:case/{ready.case}/audit/{'0' * 64}"
    content = replace(content, metadata=replace(content.metadata, identifier=named))
    assert isinstance(content.metadata, Metadata)
    target = folder / "plain.pdf"
    write_archived(content, {}, target, created=ready.services.clock.now())
    return target


def unguarded(services: Services) -> None:
    """As somebody does who knows the database and takes its guards off."""
    database = services.database
    assert isinstance(database, SqlDatabase)
    with database._engine.begin() as connection:
        for table in ("valuations", "report_versions"):
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"DROP TRIGGER {table}_sealed_update")
            else:
                connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")


def test_figures_when_the_kept_case_says_otherwise_are_named(ready: Ready) -> None:
    services, actor = ready.services, ready.actor
    sealed = sign_report(services, actor, ready.case, ready.order())
    with services.database.work(actor) as work:
        stored = work.valuations.get(ready.case)
        assert stored is not None
        changed = replace(stored, case=stored.case.with_value("client.name", Value.of("אחר")))
        with pytest.raises(WorldFailed):
            work.valuations.save(changed)  # the database itself refuses
    unguarded(services)
    with services.database.work(actor) as work:
        work.valuations.save(changed)
        work.commit()
    check = verify_report(services, sealed.path, (), actor)
    assert check.differing is not None
    assert check.kept is Kept.DIFFERS
    assert [each.path for each in check.differing] == ["client.name"]
    assert sealed.version.method is SignatureMethod.NONE


def test_a_file_when_checked_without_an_office_says_what_its_signatures_say(
    ready: Ready, key: KeyFile, roots: list[bytes]
) -> None:
    sealed = sign_report(ready.services, ready.actor, ready.case, ready.order(key))
    check = verify_report(ready.services, sealed.path, roots)
    assert (check.issued, check.whole, check.differing) == (Issued.UNKNOWN, True, None)
