"""The pictures of a report, scaled for print and cached, by the keys that the content names."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.maps.marked import MarkedRequest
from shamay_desktop.domain.measuring.excerpts import ExcerptRequest
from shamay_desktop.domain.picture_keys import picture_key_of
from shamay_desktop.domain.report_content import (
    Figure,
    FigureGrid,
    PictureFile,
    ReportContent,
    SignatureBlock,
)
from shamay_desktop.usecases.drawings.requests import NOTHING, Drawings
from shamay_desktop.usecases.evidence.pictures import naming
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.services import Services

PRINT_DPI = 220
ANNEX_DPI = 150
ANNEX_WIDTH = 1654
"""Pixels across of an annex's page of which something is hidden: A4 at 200 dots an inch."""
_TEXT_WIDTH_INCHES = 6.5


_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_NO_TURNS: Mapping[str, int] = MappingProxyType({})


def wanted_pictures(content: ReportContent) -> dict[str, int]:
    """Picture key -> pixels of width at print size, the largest place wins; 0 for papers' pages."""
    wanted: dict[str, int] = {}
    for key, share in _places(content):
        if key is not None:
            pixels = int(_TEXT_WIDTH_INCHES * PRINT_DPI * share)
            wanted[key] = max(wanted.get(key, 0), pixels)
    for annex in content.annexes:
        for key in annex.pages:
            wanted[key] = 0
    return wanted


def _places(content: ReportContent) -> Iterator[tuple[str | None, float]]:
    """Every picture with the share of the text's width that it takes."""
    yield content.cover.picture, 1.0
    yield content.letterhead.logo, 0.4
    yield content.letterhead.footer_logo, 0.2
    for chapter in content.chapters:
        for block in chapter.blocks:
            match block:
                case Figure():
                    yield block.picture, float(block.width.share)
                case FigureGrid():
                    for figure in block.figures:
                        yield figure.picture, 1 / block.columns
                case SignatureBlock():
                    yield block.picture, 0.4
                case _:
                    continue


def prepare_pictures(
    services: Services,
    content: ReportContent,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    names: Mapping[str, str] = _NO_NAMES,
    turns: Mapping[str, int] = _NO_TURNS,
    drawings: Drawings = NOTHING,
    ready: Mapping[str, PictureFile] = MappingProxyType({}),
) -> Mapping[str, PictureFile]:
    """Make every picture that the content names.

    `names` (for errors) and `turns` (degrees clockwise, see `turns_of`) are by SHA-256; `drawings`
    are those of the same case and language: what they hide of a page is hidden wherever the page
    is shown. `ready` are those of a report of the same evidence and drawings, taken where they are
    wide enough.
    Raises Refused, WorldFailed, WorkCancelled.
    """
    wanted = wanted_pictures(content)
    made: dict[str, PictureFile] = {}
    for done, (key, width) in enumerate(wanted.items(), start=1):
        if cancelled is not None and cancelled():
            raise WorkCancelled
        sha256 = picture_key_of(key).sha256
        known = ready.get(key)
        if known is not None and known.width >= width:
            made[key] = known
            continue
        with naming(names.get(sha256)):
            made[key] = _picture(services, key, width, turns.get(sha256, 0), drawings)
        if on_progress is not None:
            on_progress(done, len(wanted))
    return made


def turns_of(evidence: CaseEvidence) -> dict[str, int]:
    """How a person turned papers and photos, by SHA-256."""
    turns = {document.sha256: document.rotation for document in evidence.documents}
    return turns | {image.sha256: image.rotation for image in evidence.images}


def _picture(
    services: Services, key: str, width: int, rotation: int, drawings: Drawings
) -> PictureFile:
    named = picture_key_of(key)
    request = None if named.drawn is None else drawings.request(named.drawn)
    if named.drawn is not None and request is None:
        # Never the untouched page in its place: something of it may be hidden.
        raise Refused("picture_unknown", picture=named.drawn.row)
    if isinstance(request, MarkedRequest):
        part = replace(request, part=named.crop)
        return services.derived.marked(named.sha256, part, width)
    if isinstance(request, ExcerptRequest):
        part_of_plan = replace(request, part=named.crop)
        return services.derived.excerpt(named.sha256, part_of_plan, width)
    veiled = drawings.veiled(named, rotation)
    if veiled is not None:
        return services.derived.marked(named.sha256, veiled, width or ANNEX_WIDTH)
    if named.crop is not None:
        return services.derived.cropped(
            named.sha256, named.crop, width, rotation, named.page
        )  # fmt: skip
    if named.page:
        return services.derived.page(named.sha256, named.page, ANNEX_DPI, rotation)
    return services.derived.for_print(named.sha256, width, rotation)
