"""The report's pages as they would print now, kept up with the edits of a case.

An edit costs what it changed: the words that the case makes are generated again only when more
than the appraiser's own changed, blocks that say the same are not set again, and a page is painted
when somebody looks at it, unless it looks as it did. See docs/decisions/0019-a-preview-of-pages.md.
"""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.domain.report_edits.arranging import Arranged
from shamay_desktop.domain.report_places import BlockPlace
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.drawings.requests import drawings_of
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.preview_ports import PagesToSee
from shamay_desktop.usecases.report.content import arranged_content, generated_content
from shamay_desktop.usecases.report.gathering import report_inputs
from shamay_desktop.usecases.report.pictures import prepare_pictures, turns_of
from shamay_desktop.usecases.report.producing import file_names
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.written_file import not_written


@dataclass(frozen=True, slots=True)
class Preview:
    """A report as it would print now.

    `arranged` is its content with what the appraiser changed, `generated` what the case alone
    made of it; `evidence` and `pictures` are what it was made with. `set_pages` paint themselves
    into `folder`, a temporary one, when they are looked at.
    """

    arranged: Arranged
    generated: ReportContent
    evidence: CaseEvidence
    pictures: Mapping[str, PictureFile]
    set_pages: PagesToSee
    folder: Path

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.set_pages.names)

    @property
    def places(self) -> tuple[BlockPlace, ...]:
        """Where each block stands on the pages."""
        return self.set_pages.places


def preview_report(
    services: Services,
    actor: Actor,
    case: Case,
    language: Language,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    before: Preview | None = None,
    only_rearranged: bool = False,
) -> Preview:
    """The report as it would be written now.

    `before` is an earlier preview of the same case, whose pages are taken over where they look
    the same; `only_rearranged` says that nothing but `report.changes` differs since, so that what
    was generated for it still holds. Raises as `report_inputs`, `prepare_pictures` and the setting
    of pages.
    """
    if before is not None and only_rearranged:
        generated, evidence = before.generated, before.evidence
    else:
        inputs = report_inputs(services, actor, case)
        generated = generated_content(inputs, load_texts(language))
        evidence = inputs.evidence
    report = arranged_content(generated, case, evidence)
    pictures = prepare_pictures(
        services, report.content, on_progress, cancelled,
        names=file_names(evidence), turns=turns_of(evidence),
        drawings=drawings_of(case, load_texts(language)),
        ready=before.pictures if before is not None and only_rearranged else {},
    )  # fmt: skip
    if before is None:
        set_pages = services.set_pages(report.content, pictures)
    else:
        set_pages = before.set_pages.renewed(report.content, pictures)
    folder = before.folder if before is not None else _new_folder(services, case)
    preview = Preview(report, report.generated, evidence, pictures, set_pages, folder)
    _clear_older_pages(preview)
    return preview


def preview_page(services: Services, preview: Preview, page: int, dpi: int) -> PictureFile:
    """A page (from 1) of a preview as a picture. Runs in any thread.

    Raises Refused, WorldFailed(`report_not_written`, `report_picture_unreadable`).
    """
    target = preview.folder / f"{preview.set_pages.names[page - 1]}.pdf"
    try:
        target.parent.mkdir(mode=0o700, exist_ok=True)  # another preview may have cleared it
    except OSError as error:
        raise not_written(error, target) from error
    preview.set_pages.paint(page, target)
    return services.derived.page_of_file(target, 1, dpi)


def _new_folder(services: Services, case: Case) -> Path:
    """Where a case's preview goes that begins anew; what earlier ones left there goes."""
    for old in services.temporary.glob(f"preview-{case.id}-*"):
        shutil.rmtree(old, ignore_errors=True)
    return services.temporary / f"preview-{case.id}-{new_id()}"


def _clear_older_pages(preview: Preview) -> None:
    """Pages that no longer look so, with their pictures; whoever still asks gets them again."""
    names = set(preview.set_pages.names)
    for path in preview.folder.glob("*.pdf*"):
        # What begins with a dot is being written, maybe for the page that is looked at.
        if path.name.startswith(".") or path.name.partition(".")[0] in names:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):  # somebody reads it at this moment
                path.unlink(missing_ok=True)
