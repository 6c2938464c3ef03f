"""What keeps a report from being sent, approved and signed; what is printed of it until then."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case, Origin, Value
from shamay_desktop.domain.errors import Conflict, Refused
from shamay_desktop.domain.records import AssetType, Status
from shamay_desktop.domain.report_content import (
    Block,
    Paragraph,
    ReportContent,
    Role,
    Run,
    SignatureBlock,
)
from shamay_desktop.domain.report_edits.arranging import Arranged
from shamay_desktop.domain.report_edits.gestures import confirm, hide, reword
from shamay_desktop.domain.report_edits.keys import key_of
from shamay_desktop.domain.report_edits.rich_text import words
from shamay_desktop.domain.report_templates.choosing import TEMPLATE, VERSION
from shamay_desktop.domain.report_templates.shipped import shipped_template
from shamay_desktop.domain.report_templates.template import Kind
from shamay_desktop.domain.signing import SignatureMethod
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.office.profile import office_of, profile_of, save_office, save_profile
from shamay_desktop.usecases.office.report_templates import save_template
from shamay_desktop.usecases.report import printed
from shamay_desktop.usecases.report.content import arranged_report
from shamay_desktop.usecases.report.inputs import ReportInputs
from shamay_desktop.usecases.report.producing import (
    content_of,
    send_open_case,
    send_to_review,
    write_report,
)
from shamay_desktop.usecases.review.deciding import approve
from shamay_desktop.usecases.review.looking import review_of
from shamay_desktop.usecases.sealing.making import SigningOrder
from shamay_desktop.usecases.sealing.readiness import readiness
from shamay_desktop.usecases.sealing.signing import sign_report
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import KeyFile
from shamay_desktop.usecases.wizard.keeping import close_session, leave_step
from shamay_desktop.usecases.wizard.opening import create_case, open_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.complete_case import COMPLETE
from tests.usecases.sealing.conftest import TYPED, Ready, colleague
from tests.usecases.sealing.test_signing import with_signature
from tests.usecases.wizard_steps import journal, session_of, type_and_journal


def begun(ready: Ready) -> WizardSession:
    """A complete case at work."""
    session = session_of(ready.services, ready.actor, create_case(ready.services, ready.actor))
    for path, content in COMPLETE.items():
        session.type(path, content)
    type_and_journal(ready.services, ready.actor, session, **TYPED)
    return session


def hide_signature(ready: Ready, session: WizardSession) -> None:
    """The place of the signature is hidden by the appraiser."""
    content = content_of(ready.services, ready.actor, session.case, Language.HE)
    (block,) = (
        block
        for chapter in content.chapters
        for block in chapter.blocks
        if isinstance(block, SignatureBlock)
    )
    session.apply(hide(session.case, key_of(block), "r1", block))
    journal(ready.services, ready.actor, session)


def test_a_report_when_its_signature_is_hidden_is_not_sent_approved_or_signed(
    ready: Ready, key: KeyFile
) -> None:
    services, actor = ready.services, ready.actor
    session = begun(ready)
    hide_signature(ready, session)
    case = session.valuation.id
    with pytest.raises(Refused) as refused:
        send_to_review(services, actor, case)
    assert (refused.value.code, refused.value.facts) == (
        "report_part_missing", {"part": "signature"},
    )  # fmt: skip
    put_ready(services, actor, case)  # as an older program left it
    ron = colleague(services, actor)
    with pytest.raises(Refused) as refused:
        approve(services, ron, case, review_of(services, ron, case).content_sha256)
    assert refused.value.code == "report_part_missing"
    with pytest.raises(Refused) as refused:
        sign_report(services, actor, case, ready.order(key))
    assert refused.value.code == "report_part_missing"


def test_a_part_when_one_language_lacks_it_keeps_the_report_from_going_out_in_any(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An approval is of both: the reviewer is shown one of them."""
    services, actor = ready.services, ready.actor
    real = arranged_report

    def unsigned_in_english(inputs: ReportInputs, texts: Texts) -> Arranged:
        made = real(inputs, texts)
        if texts.language is not Language.EN:
            return made
        chapters = tuple(
            replace(chapter, blocks=tuple(
                block for block in chapter.blocks if not isinstance(block, SignatureBlock)
            ))
            for chapter in made.content.chapters
        )  # fmt: skip
        return replace(made, content=replace(made.content, chapters=chapters))

    monkeypatch.setattr(f"{printed.__name__}.arranged_report", unsigned_in_english)
    ron, lacks = colleague(services, actor), {"part": "signature"}
    for let_out in (
        lambda: send_to_review(services, actor, begun(ready).valuation.id),
        lambda: approve(
            services, ron, ready.case, review_of(services, ron, ready.case).content_sha256
        ),
        lambda: sign_report(services, actor, ready.case, ready.order()),
    ):
        with pytest.raises(Refused) as refused:
            let_out()
        assert (refused.value.code, refused.value.facts) == ("report_part_missing", lacks)


def put_ready(services: Services, actor: Actor, case: str) -> None:
    """The case is READY whatever it lacks."""
    with services.database.work(actor) as work:
        stored = work.valuations.get(case)
        record = work.sessions.active_of(case)
        assert stored is not None
        typed = stored.case if record is None else session_case(services, actor, case)
        work.valuations.save(replace(stored, status=Status.READY, case=typed))
        work.commit()


def session_case(services: Services, actor: Actor, case: str) -> Case:
    """The case as last typed."""
    from shamay_desktop.usecases.cases.working import case_now

    return case_now(services, actor, case)[0].case


def test_an_approval_when_the_offices_report_changes_speaks_of_another_one(ready: Ready) -> None:
    services, actor = ready.services, ready.actor
    ron = colleague(services, actor)

    def approved() -> bool:
        found = readiness(services, actor, ready.case, SignatureMethod.NONE)
        return found.approval is not None

    def approve_now() -> None:
        approve(services, ron, ready.case, review_of(services, ron, ready.case).content_sha256)

    approve_now()
    assert approved()
    save_office(services, actor, replace(office_of(services, actor), name="משרד אחר", slogan="חדש"))
    assert not approved()  # the letterhead
    approve_now()
    assert approved()
    save_profile(services, actor, replace(profile_of(services, actor), signature_sha256="ab" * 32))
    assert not approved()  # the picture of the signature
    seen = review_of(services, ron, ready.case).content_sha256
    save_office(services, actor, replace(office_of(services, actor), phone="03-5555555"))
    with pytest.raises(Refused) as refused:
        approve(services, ron, ready.case, seen)
    assert refused.value.code == "review_changed"


def test_a_template_when_changed_after_sending_changes_no_sent_report(ready: Ready) -> None:
    services, actor = ready.services, ready.actor
    with services.database.work(actor) as work:
        stored = work.valuations.get(ready.case)
    assert stored is not None
    assert (stored.case.text(TEMPLATE), stored.case.text(VERSION)) == ("full", "0")
    source = stored.case.values[VERSION].provenance
    assert source is not None
    assert source.origin is Origin.DEFAULT
    before = review_of(services, actor, ready.case).content_sha256
    shipped = shipped_template(Kind.FULL)
    save_template(services, actor, replace(shipped, without=frozenset({"3.4"})))
    assert review_of(services, actor, ready.case).content_sha256 == before
    # A case that is at work again, or is sent now, is printed by the newest.
    session = session_of(services, actor, open_case(services, actor, ready.case))
    type_and_journal(services, actor, session, address__city="חולון")
    send_to_review(services, actor, ready.case)
    with services.database.work(actor) as work:
        again = work.valuations.get(ready.case)
    assert again is not None
    assert again.case.text(VERSION) == "1"


@pytest.mark.parametrize("method", list(SignatureMethod))
def test_a_template_when_changed_after_sending_leaves_what_is_signed_by_any_method(
    ready: Ready, key: KeyFile, method: SignatureMethod
) -> None:
    services, actor = ready.services, ready.actor
    with_signature(ready)
    case = session_case(services, actor, ready.case)
    before = [key_of(block) for block in printed_blocks(services, actor, case)]
    shipped = shipped_template(Kind.FULL)
    save_template(services, actor, replace(shipped, without=frozenset({"3.4", "5.2"})))
    written: list[ReportContent] = []

    def sealed_writer(content: ReportContent, *given: Any, **named: Any) -> Any:
        written.append(content)
        return services.sealed_writer(content, *given, **named)

    spying = replace(services, sealed_writer=sealed_writer)
    held = key if method is SignatureMethod.CERTIFIED else None
    sign_report(spying, actor, ready.case, SigningOrder(method, key=held))
    (content,) = written
    assert [key_of(block) for chapter in content.chapters for block in chapter.blocks] == before


def test_a_report_when_the_office_changes_while_it_is_set_is_not_signed(ready: Ready) -> None:
    services, actor = ready.services, ready.actor
    clock = services.clock

    class Meanwhile:
        """The office changes right after the look at the case."""

        asked = False

        def now(self) -> datetime:
            if not self.asked:
                self.asked = True
                save_office(services, actor, replace(office_of(services, actor), name="משרד אחר"))
            return clock.now()

        def today(self) -> date:
            return clock.today()

    made: list[object] = []

    def sealed_writer(*given: Any, **_named: Any) -> Any:
        made.append(given)

    changing = replace(services, clock=Meanwhile(), sealed_writer=sealed_writer)
    with pytest.raises(Conflict) as conflict:
        sign_report(changing, actor, ready.case, ready.order())
    assert conflict.value.code == "case_changed_meanwhile"
    assert made == []


def printed_blocks(services: Services, actor: Actor, case: Case) -> list[Block]:
    """What is printed of a case now, block by block."""
    content = content_of(services, actor, case, Language.HE)
    return [block for chapter in content.chapters for block in chapter.blocks]


def test_an_open_case_when_sent_and_edited_keeps_what_was_typed_beside_the_template(
    ready: Ready,
) -> None:
    services, actor = ready.services, ready.actor
    session = begun(ready)
    snapshot = session.snapshot()
    session.adopt(send_open_case(services, actor, snapshot), snapshot)
    session.mark_journalled(snapshot.seq)
    assert session.case.text(VERSION) == "0"
    type_and_journal(services, actor, session, address__city="עכו")
    close_session(services, actor, session.snapshot())
    now = session_case(services, actor, session.valuation.id)
    assert (now.text("address.city"), now.text(VERSION)) == ("עכו", "0")


def test_a_report_when_it_is_not_the_issued_file_says_so_on_its_pages(ready: Ready) -> None:
    services, actor = ready.services, ready.actor

    def mark(case: Case) -> str | None:
        return content_of(services, actor, case, Language.HE).watermark

    session = begun(ready)
    assert mark(session.case) == "טיוטה"
    assert mark(session_case(services, actor, ready.case)) == "טרם נחתם"
    sealed = sign_report(services, actor, ready.case, ready.order())
    assert mark(sealed.valuation.case) == "העתק"


def test_a_picture_of_a_signature_when_nothing_is_signed_stands_nowhere(ready: Ready) -> None:
    services, actor = ready.services, ready.actor
    save_profile(services, actor, replace(profile_of(services, actor), signature_sha256="ab" * 32))
    case = session_case(services, actor, ready.case)
    case = case.with_value("export.signature_method", Value.of("image"))
    content = content_of(services, actor, case, Language.HE)
    (block,) = (
        block
        for chapter in content.chapters
        for block in chapter.blocks
        if isinstance(block, SignatureBlock)
    )
    assert block.picture is None
    assert block.stamp > 0


def test_a_signed_case_when_written_hands_out_the_signed_file(
    ready: Ready, key: KeyFile, tmp_path: Path
) -> None:
    services, actor = ready.services, ready.actor
    sealed = sign_report(services, actor, ready.case, ready.order(key))
    formats = (AssetType.DOCX, AssetType.PDF, AssetType.JSON)
    written = write_report(
        services, actor, sealed.valuation.case, Language.HE, tmp_path / "out", formats
    )
    assert [each.asset.asset_type for each in written] == list(formats)
    assert written[1].path.read_bytes() == sealed.path.read_bytes()
    assert '"mark": "העתק"' in written[2].path.read_text(encoding="utf-8")
    with services.database.work(actor) as work:
        lines = work.trail.lines(ready.case)
        pdfs = [each for each in work.assets.of(ready.case) if each.asset_type is AssetType.PDF]
    assert lines[-1].action == "report_given_out"
    assert len(pdfs) == 1


def test_a_session_when_its_case_was_signed_elsewhere_stays_ended(ready: Ready) -> None:
    services, actor = ready.services, ready.actor
    opened = open_case(services, actor, ready.case)
    session = session_of(services, actor, opened)
    sealed = sign_report(services, actor, ready.case, ready.order())
    close_session(services, actor, session.snapshot())
    leave_step(services, actor, session.snapshot())
    with services.database.work(actor) as work:
        assert work.sessions.active_of(ready.case) is None
    now = session_case(services, actor, ready.case)
    assert now.values == sealed.valuation.case.values
    session.type("address.city", "חולון")
    with pytest.raises(Refused) as refused:
        close_session(services, actor, session.snapshot())
    assert refused.value.code == "case_signed"


def test_a_report_when_its_own_words_say_an_old_value_is_not_sent_until_confirmed(
    ready: Ready,
) -> None:
    services, actor = ready.services, ready.actor
    session = begun(ready)
    content = content_of(services, actor, session.case, Language.HE)
    told = next(
        block
        for chapter in content.chapters
        for block in chapter.blocks
        if isinstance(block, Paragraph) and block.role is Role.VALUE
    )
    old = "".join(run.text for run in told.inlines if isinstance(run, Run))
    session.apply(reword(session.case, key_of(told), told, words(f"השווי: {old}"), "r1"))
    session.type("valuation.adopted_price_per_sqm", "40000")
    journal(services, actor, session)
    case = session.valuation.id
    with pytest.raises(Refused) as refused:
        send_to_review(services, actor, case)
    assert refused.value.code == "report_remarks_open"
    put_ready(services, actor, case)
    found = readiness(services, actor, case, SignatureMethod.NONE)
    assert "report_remarks_open" in [problem.code for problem in found.problems]
    assert key_of(told) in [remark.key for remark in found.remarks]
    ron = colleague(services, actor)
    with pytest.raises(Refused) as refused:
        approve(services, ron, case, review_of(services, ron, case).content_sha256)
    assert refused.value.code == "report_remarks_open"
    with pytest.raises(Refused) as refused:
        sign_report(services, actor, case, ready.order())
    assert refused.value.code == "report_remarks_open"
    session.apply(confirm(session.case, found.remarks))
    journal(services, actor, session)
    send_to_review(services, actor, case)
    # Confirmed were the Hebrew words: in English they are still to be looked at.
    english = readiness(services, actor, case, SignatureMethod.NONE, Language.EN)
    assert [problem.code for problem in english.problems] == ["report_remarks_open"]
    with pytest.raises(Refused) as refused:
        sign_report(services, actor, case, ready.order(language=Language.EN))
    assert refused.value.code == "report_remarks_open"
    assert sign_report(services, actor, case, ready.order()).valuation.status is Status.SIGNED
