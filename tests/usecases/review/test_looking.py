"""What a reviewer sees: what differs from what was sent, from the round before, from a version."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.differences import worded
from shamay_desktop.domain.file_differences import Aspect, FileDifferences
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.sealing import ReportVersion, VersionKind, case_json
from shamay_desktop.domain.signing import SignatureMethod
from shamay_desktop.i18n.language import Language
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.evidence.adding import add_files, read_evidence
from shamay_desktop.usecases.evidence.describing import describe_image
from shamay_desktop.usecases.office.known_rules import KnownRules
from shamay_desktop.usecases.report.pinning import unpinned
from shamay_desktop.usecases.review.deciding import return_case
from shamay_desktop.usecases.review.looking import (
    Compared,
    Since,
    report_differences,
    review_of,
)
from tests.usecases.review.conftest import Bench, photo


def _compared(bench: Bench, case: str, since: Since) -> Compared:
    found = review_of(bench.services, bench.reviewer, case).compared
    (one,) = [each for each in found if each.since is since]
    return one


def _words(compared: Compared) -> list[tuple[str, str]]:
    told = (worded(each, Language.HE) for each in compared.fields)
    return [(each.before, each.after) for each in told]


def test_a_case_when_just_sent_then_nothing_differs_from_what_its_appraiser_saw(
    bench: Bench,
) -> None:
    case = bench.sent()
    assert _compared(bench, case, Since.SENT).is_empty
    assert [each.since for each in review_of(bench.services, bench.reviewer, case).compared] == [
        Since.SENT
    ]


def test_a_case_when_edited_after_it_was_sent_then_the_edit_is_a_difference(bench: Bench) -> None:
    session = bench.begun()
    case = bench.send(session)
    bench.edit(session, "עכו")
    assert _words(_compared(bench, case, Since.SENT)) == [("חיפה", "עכו")]


def test_a_case_when_sent_again_then_it_is_also_compared_with_the_round_before(
    bench: Bench, tmp_path: Path
) -> None:
    session = bench.begun()
    case = bench.send(session)
    return_case(bench.services, bench.reviewer, case, "לתקן את העיר")
    bench.edit(session, "עכו")
    add_files(bench.services, bench.appraiser, case, [photo(tmp_path / "a.jpg")])
    bench.send(session)
    assert _compared(bench, case, Since.SENT).is_empty
    earlier = _compared(bench, case, Since.EARLIER)
    assert _words(earlier) == [("חיפה", "עכו")]
    assert earlier.files == FileDifferences(("a.jpg",))


def test_findings_when_rules_hold_that_did_not_then_they_are_new_since_it_was_sent(
    bench: Bench,
) -> None:
    case = bench.sent()
    shipped = build_services(Place(Home(bench.services.home)))
    strict = replace(bench.services, rules=shipped.rules, known_rules=KnownRules())
    found = review_of(strict, bench.reviewer, case)
    assert found.findings
    assert found.compared[0].new_findings == tuple(found.findings)
    shipped.close()


def test_a_case_when_it_replaces_a_sealed_version_then_it_is_compared_with_that(
    bench: Bench,
) -> None:
    old, new = bench.sent(city="חיפה"), bench.sent(city="עכו")
    services = bench.services
    before = review_of(services, bench.owner, old).valuation.case
    kept = services.store.add_bytes(case_json(before)).sha256
    made: dict[str, Any] = {
        "created_by": bench.appraiser.user_id, "created_at": bench.clock.now(),
    }  # fmt: skip
    with services.database.work(bench.appraiser) as work:
        first = ReportVersion(
            new_id(), old, 1, VersionKind.ISSUED, SignatureMethod.NONE, **made,
            pdf_sha256="ab" * 32, content_sha256="cd" * 32, case_json_sha256=kept,
        )  # fmt: skip
        work.versions.add(first)
        draft = ReportVersion(
            new_id(), new, 2, VersionKind.DRAFT, SignatureMethod.NONE, **made, replaces_id=first.id
        )
        work.versions.add(draft)
        work.commit()
    compared = _compared(bench, new, Since.VERSION)
    assert compared.number == 1
    assert ("חיפה", "עכו") in _words(compared)
    assert review_of(services, bench.reviewer, new).version == draft
    assert review_of(services, bench.reviewer, bench.sent()).version is None


def test_reports_of_two_states_when_compared_then_the_blocks_that_say_otherwise_are_told(
    bench: Bench,
) -> None:
    session = bench.begun()
    case = bench.send(session)
    bench.edit(session, "עכו")
    found = review_of(bench.services, bench.reviewer, case)
    told = report_differences(
        bench.services, bench.reviewer, found.compared[0], found.valuation.case, Language.HE
    )
    assert told
    assert all("חיפה" in each.before for each in told if each.before)
    assert all("עכו" in each.after for each in told if each.after)


def test_what_was_sent_when_its_file_is_lost_then_the_review_still_opens(bench: Bench) -> None:
    case = bench.sent()
    with bench.services.database.work(bench.owner) as work:
        for asset in work.assets.of(case):
            bench.services.store.path(asset.sha256).unlink()
    assert review_of(bench.services, bench.reviewer, case).compared == ()


def test_the_state_that_was_sent_when_read_back_then_it_is_the_case_to_the_value(
    bench: Bench,
) -> None:
    session = bench.begun()
    case = bench.send(session)
    compared = _compared(bench, case, Since.SENT)
    assert isinstance(compared.before, Case)
    assert unpinned(compared.before).values == session.case.values
    assert compared.at.date() == date(2026, 11, 2)


def test_a_photo_when_it_is_worded_otherwise_then_the_reviewer_is_told(
    bench: Bench, tmp_path: Path
) -> None:
    session = bench.begun()
    case = session.valuation.id
    add_files(bench.services, bench.appraiser, case, [photo(tmp_path / "a.jpg")])
    bench.send(session)
    with bench.services.database.work(bench.appraiser) as work:
        (image,) = read_evidence(work, case).images
    describe_image(bench.services, bench.appraiser, case, image.id, caption="חזית")
    (changed,) = _compared(bench, case, Since.SENT).files.changed
    assert (changed.name, changed.aspect, changed.after) == ("a.jpg", Aspect.CAPTION, "חזית")


def test_the_words_that_were_sent_when_the_office_prints_otherwise_now_then_the_kept_ones_count(
    bench: Bench,
) -> None:
    session = bench.begun()
    case = bench.send(session)
    found = review_of(bench.services, bench.reviewer, case)
    compared = found.compared[0]
    assert compared.blocks
    first, *rest = compared.blocks
    altered = replace(compared, blocks=(replace(first, words="נוסח אחר של המשרד"), *rest))
    told = report_differences(
        bench.services, bench.reviewer, altered, found.valuation.case, Language.HE
    )
    assert [each.before for each in told] == ["נוסח אחר של המשרד"]
    same = report_differences(
        bench.services, bench.reviewer, compared, found.valuation.case, Language.HE
    )
    assert same == ()


def test_what_was_sent_when_its_file_was_altered_then_it_is_not_compared_with(
    bench: Bench,
) -> None:
    case = bench.sent()
    with bench.services.database.work(bench.owner) as work:
        for asset in work.assets.of(case):
            kept = bench.services.store.path(asset.sha256)
            kept.chmod(0o600)
            kept.write_bytes(kept.read_bytes().replace("חיפה".encode(), "יפו!".encode()))
    assert review_of(bench.services, bench.reviewer, case).compared == ()
