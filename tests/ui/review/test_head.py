"""The line above a review of a report that went out: what it says, and what it offers."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from shamay_desktop.domain.records import Status
from shamay_desktop.domain.sealing import ReportSigner, ReportVersion, VersionKind
from shamay_desktop.domain.signing import Capacity, SignatureMethod
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.review.review_head import ReviewHead
from shamay_desktop.usecases.review.looking import ReviewOf, review_of
from tests.ui.review.conftest import Bench

AT = datetime(2026, 7, 1, tzinfo=UTC)
APPRAISER = ReportSigner("דנה לוי", Capacity.APPRAISER, AT)
REVIEWER = ReportSigner("רון כהן", Capacity.REVIEWER, AT)


def sealed(bench: Bench, **given: Any) -> ReviewOf:
    """The review of the case as if its report had gone out."""
    found = review_of(bench.services, bench.reviewer, bench.case)
    made: dict[str, Any] = {
        "id": "v", "valuation_id": bench.case, "number": 1, "kind": VersionKind.SIGNED,
        "method": SignatureMethod.CERTIFIED, "created_by": bench.appraiser.user_id,
        "created_at": AT, "signers": (APPRAISER,),
    }  # fmt: skip
    version = ReportVersion(**(made | given))
    return replace(found, valuation=replace(found.valuation, status=Status.SIGNED), version=version)


def head_of(bench: Bench, found: ReviewOf) -> ReviewHead:
    """The line on the screen."""
    head = ReviewHead(bench.reviewer, bench.office.texts)
    bench.qtbot.addWidget(head)
    head.show_review(found, busy=False)
    head.show()
    return head


@pytest.mark.parametrize(
    ("given", "offered"),
    [
        ({}, True),
        ({"kind": VersionKind.ISSUED, "method": SignatureMethod.IMAGE}, False),
        ({"superseded_by_id": "later"}, False),
        ({"signers": (APPRAISER, REVIEWER)}, False),
    ],
    ids=["signed", "issued", "superseded", "countersigned"],
)
def test_a_reviewers_signature_when_the_report_cannot_have_it_then_it_is_not_offered(
    bench: Bench, given: dict[str, Any], offered: bool
) -> None:
    found = sealed(bench, **given)
    head = head_of(bench, found)
    assert head.second.isVisible() is offered
    assert head.may_countersign(found) is offered


def test_a_report_when_issued_without_a_certificate_then_it_is_not_called_signed(
    bench: Bench,
) -> None:
    texts = bench.office.texts
    issued = head_of(bench, sealed(bench, kind=VersionKind.ISSUED, signers=()))
    assert texts("signing.kind_issued") in strip_marks(issued.state.text())
    assert texts("review.state.SIGNED") not in strip_marks(issued.state.text())
    signed = head_of(bench, sealed(bench, superseded_by_id="later"))
    assert texts("review.state.SIGNED") in strip_marks(signed.state.text())
    assert texts("signing_ui.band_superseded") in strip_marks(signed.state.text())
