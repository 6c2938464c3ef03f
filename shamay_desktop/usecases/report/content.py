"""The whole report from its inputs: chapters, letterhead, annexes, watermark."""

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import CaseEvidence, Document
from shamay_desktop.domain.maps.marked import veils_of
from shamay_desktop.domain.maps.reading import pictures_of
from shamay_desktop.domain.records import Office, Status
from shamay_desktop.domain.report_content import (
    Annex,
    Chapter,
    Letterhead,
    Metadata,
    ReportContent,
)
from shamay_desktop.domain.report_edits.arrangement import arrangement_of
from shamay_desktop.domain.report_edits.arranging import Arranged, arranged
from shamay_desktop.domain.report_edits.keys import former_keys, keyed_chapters
from shamay_desktop.domain.report_edits.redacting import redacted, redaction_of
from shamay_desktop.domain.report_templates.choosing import template_of
from shamay_desktop.domain.report_templates.template import ReportTemplate
from shamay_desktop.domain.titles import title_of
from shamay_desktop.i18n.isolates import isolate, strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.report.chapters import (
    calculation,
    description,
    factors,
    legal,
    licensing,
    opening,
    photos,
    value,
)
from shamay_desktop.usecases.report.chapters.additions import additions
from shamay_desktop.usecases.report.chapters.revisions import revisions_chapter
from shamay_desktop.usecases.report.facts import Facts
from shamay_desktop.usecases.report.inputs import ReportInputs, page_key
from shamay_desktop.usecases.report.papers import annexed, paper_title
from shamay_desktop.usecases.report.templated import templated


def build_content(inputs: ReportInputs, texts: Texts) -> ReportContent:
    """What the report says, in the language of the texts, as the appraiser arranged it."""
    return arranged_report(inputs, texts).content


def arranged_report(inputs: ReportInputs, texts: Texts) -> Arranged:
    """The report with what the appraiser changed in it, and what is to be looked at."""
    return arranged_content(generated_content(inputs, texts), inputs.case, inputs.evidence)


def arranged_content(generated: ReportContent, case: Case, evidence: CaseEvidence) -> Arranged:
    """What was generated as the case's changes of the report have it.

    Identity numbers in own words are as the export shows them, own pictures are those that the
    case still has.
    """
    changes = redacted(arrangement_of(case), redaction_of(case))
    return arranged(generated, changes, evidence.hashes)


def generated_content(inputs: ReportInputs, texts: Texts) -> ReportContent:
    """What the case alone makes of the report, `keyed`, as its template has it."""
    facts = Facts(inputs.case, texts)
    template = template_of(inputs.case, inputs.office.practice)
    chapters = keyed_chapters((*_chapters(facts, inputs), *additions(facts)))
    revised = keyed_chapters(revisions_chapter(facts, inputs))
    return ReportContent(
        language=texts.language,
        metadata=_metadata(facts, inputs),
        letterhead=_letterhead(inputs.office, template),
        cover=opening.cover(facts, inputs),
        chapters=_with_revisions(templated(facts, chapters, template), revised),
        annexes_title=texts("report.annexes"),
        annexes=_annexes(facts, inputs),
        page_label=texts("report.page_label"),
        watermark=_watermark(texts, inputs),
        looks=template.looks,
        names={**former_keys(chapters), **former_keys(revised)},
    )


def _with_revisions(
    chapters: tuple[Chapter, ...], revised: tuple[Chapter, ...]
) -> tuple[Chapter, ...]:
    """What the version changed stands behind the opening, else first, whatever the template is."""
    at = next((at for at, each in enumerate(chapters, 1) if each.key == "opening"), 0)
    return (*chapters[:at], *revised, *chapters[at:])


def _chapters(facts: Facts, inputs: ReportInputs) -> tuple[Chapter, ...]:
    return (
        opening.opening(facts),
        description.property_chapter(facts, inputs),
        legal.rights_chapter(facts, inputs),
        licensing.planning_chapter(facts, inputs),
        factors.factors_chapter(facts, inputs),
        calculation.calculation_chapter(facts, inputs),
        value.value_chapter(facts, inputs),
        photos.photos_chapter(facts, inputs),
    )


def _metadata(facts: Facts, inputs: ReportInputs) -> Metadata:
    case = inputs.case
    title = facts.texts("report.file_title", title=title_of(case))
    keywords = (case.text("report.reference"), case.text("address.city"))
    return Metadata(
        title=strip_marks(title),
        author=case.text("appraiser.name") or "",
        subject=facts.texts("report.cover_subject"),
        keywords=tuple(word for word in keywords if word),
    )


def _letterhead(office: Office, template: ReportTemplate) -> Letterhead:
    """The office above and below each page, as far as the template prints it."""
    strip = (
        (office.address, office.phone),
        (office.email, office.website),
        (office.association, office.services),
        (office.strip,),
    )
    # A lone line stays as it was typed; beside others each keeps its own direction.
    lines = (tuple(part for part in parts if part) for parts in strip)
    shown, below = template.letterhead, template.strip
    own = template.own_letterhead
    if own is not None:
        return Letterhead(
            own.name if shown else "",
            own.logo if shown else None,
            own.strip if below else (),
            own.slogan if shown else "",
            own.footer_logo if below else None,
        )
    return Letterhead(
        office.name if shown else "",
        office.logo_sha256 if shown else None,
        tuple(
            " · ".join(map(isolate, parts)) if len(parts) > 1 else parts[0]
            for parts in lines
            if parts and below
        ),
        office.slogan if shown else "",
        office.footer_logo_sha256 if below else None,
    )


def _watermark(texts: Texts, inputs: ReportInputs) -> str | None:
    """What is not the issued file says so on each page: a draft, not signed yet, or a copy."""
    if inputs.sealed:
        return None
    match inputs.status:
        case Status.SIGNED | Status.ARCHIVED:
            return texts("report.copy")
        case Status.READY:
            return texts("report.not_signed")
        case _:
            return texts("report.draft")


def _annexes(facts: Facts, inputs: ReportInputs) -> tuple[Annex, ...]:
    """Every paper of the case with its pages, name and hash, unless the export wants none."""
    if inputs.case.content("export.annexes") == "none":
        return ()
    redact = redaction_of(inputs.case)
    hidden = {veil.paper for veil in veils_of(pictures_of(inputs.case))}

    def title(document: Document) -> str:
        said = redact(paper_title(facts.texts, inputs.evidence, document))
        blurred = document.sha256 in hidden
        return facts.texts("drawings.blurred", title=said) if blurred else said

    return tuple(
        Annex(
            number=number,
            title=title(document),
            file_name=redact(document.file_name),
            sha256=document.sha256,
            pages=tuple(
                page_key(document.sha256, page)
                for page in range(1, inputs.annex_pages.get(document.sha256, 0) + 1)
            ),
        )
        for number, document in enumerate(annexed(inputs.evidence), start=1)
    )
