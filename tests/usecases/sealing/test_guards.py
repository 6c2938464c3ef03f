"""The database itself keeps what was sealed, whoever changes it by hand, on both engines."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from shamay_desktop.domain.records import Status
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.usecases.cases.shelving import archive, unarchive
from shamay_desktop.usecases.sealing.countersigning import countersign
from shamay_desktop.usecases.sealing.signing import sign_report
from shamay_desktop.usecases.sealing.versions import new_version
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import KeyFile
from tests.usecases.sealing.conftest import Ready, colleague, sent
from tests.usecases.sealing.test_at_once import services

__all__ = ["services"]


def refused_by_the_database(services: Services, statement: str) -> None:
    """A statement that somebody runs by hand is refused."""
    assert isinstance(services.database, SqlDatabase)
    with (
        pytest.raises(DBAPIError, match="is sealed"),
        services.database._engine.begin() as connection,
    ):
        connection.execute(text(statement))


def changed(services: Services, statement: str) -> int:
    """How many rows a statement by hand changed."""
    assert isinstance(services.database, SqlDatabase)
    with services.database._engine.begin() as connection:
        return connection.execute(text(statement)).rowcount


def test_what_was_sealed_when_changed_by_hand_is_refused(
    ready: Ready, key: KeyFile, reviewer: KeyFile
) -> None:
    services, actor = ready.services, ready.actor
    ron = colleague(services, actor)
    other = sent(services, actor, report__reference="2026-0777")
    sign_report(services, actor, ready.case, ready.order(key))
    where = f"WHERE id = '{ready.case}'"
    for setting in (
        "status = 'READY'", "title = 'x'", "step1_data = step2_data", "final_valuation = '1'",
        "meta = step1_data", "deleted_at = updated_at",
    ):  # fmt: skip
        refused_by_the_database(services, f"UPDATE valuations SET {setting} {where}")
    refused_by_the_database(services, f"DELETE FROM valuations {where}")
    version = f"WHERE valuation_id = '{ready.case}'"
    for setting in (
        "kind = 'draft'", "number = 7", "content_sha256 = 'x'", "case_json_sha256 = 'x'",
        "audit_head = 'x'", "note = 'x'", "pdf_sha256 = 'x'", "signers = '[]'", "method = 'none'",
    ):  # fmt: skip
        refused_by_the_database(services, f"UPDATE report_versions SET {setting} {version}")
    refused_by_the_database(services, f"DELETE FROM report_versions {version}")
    # What is not sealed, and what is still to come of what is, goes on.
    assert changed(services, f"UPDATE valuations SET title = 'x' WHERE id = '{other}'") == 1
    countersign(services, ron, ready.case, reviewer)
    archive(services, actor, ready.case)
    unarchive(services, actor, ready.case)
    new_version(services, actor, ready.case, "")
    with services.database.work(actor) as work:
        assert work.valuations.status_of(ready.case) is Status.SIGNED
    assert list(services.database.check()) == []


def test_a_superseded_version_when_given_another_follower_by_hand_is_refused(
    ready: Ready,
) -> None:
    from shamay_desktop.usecases.report.producing import send_to_review

    services, actor = ready.services, ready.actor
    sign_report(services, actor, ready.case, ready.order())
    later = new_version(services, actor, ready.case, "").valuation.id
    send_to_review(services, actor, later)
    sign_report(services, actor, later, ready.order())
    version = f"WHERE valuation_id = '{ready.case}'"
    for by in ("NULL", "id"):
        refused_by_the_database(
            services, f"UPDATE report_versions SET superseded_by_id = {by} {version}"
        )
