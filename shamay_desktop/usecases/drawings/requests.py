"""What the print painter is asked for of a case: each map picture and each excerpt, by its row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.maps.georeference import georeference
from shamay_desktop.domain.maps.marked import Box, MarkedRequest, veils_of
from shamay_desktop.domain.maps.pictures import AnnotationKind, MapPicture
from shamay_desktop.domain.maps.printed_frame import FurnitureWords
from shamay_desktop.domain.maps.reading import broken_rows, pictures_of
from shamay_desktop.domain.measuring.excerpts import (
    ExcerptRequest,
    LabelledShape,
    ground_of,
    outline_of,
    shown_shapes,
)
from shamay_desktop.domain.measuring.marks import labels
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.reading import sheets_of
from shamay_desktop.domain.measuring.scale import Measured, MeasuredSheet, measured
from shamay_desktop.domain.measuring.units import rounded
from shamay_desktop.domain.picture_keys import Drawn, DrawnKind, PictureKey
from shamay_desktop.domain.report_edits.redacting import Redaction, redaction_of
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts

Request = MarkedRequest | ExcerptRequest


@dataclass(frozen=True, slots=True)
class Drawings:
    """What can be drawn of a case: requests by row id, and what pages of papers hide.

    `veils` are by (SHA-256, page): boxes in pixels of the page as map pictures count them.
    """

    marked: Mapping[str, MarkedRequest] = field(default_factory=lambda: MappingProxyType({}))
    excerpts: Mapping[str, ExcerptRequest] = field(default_factory=lambda: MappingProxyType({}))
    veils: Mapping[tuple[str, int], tuple[Box, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def request(self, drawn: Drawn) -> Request | None:
        """What a picture's key asks for; None when the case has the row no more."""
        if drawn.kind is DrawnKind.MAP:
            return self.marked.get(drawn.row)
        return self.excerpts.get(drawn.row)

    def veiled(self, key: PictureKey, rotation: int) -> MarkedRequest | None:
        """A page of which something is hidden, otherwise untouched; None where nothing is."""
        page = max(key.page, 1)
        boxes = self.veils.get((key.sha256, page))
        if boxes is None:
            return None
        whole = MapPicture("", key.sha256, page, illustration=False, scale_bar=False,
                           turn=Decimal(rotation))  # fmt: skip
        return MarkedRequest(whole, FurnitureWords("", "", ""), "", None, boxes, key.crop)


NOTHING = Drawings()


def drawings_of(case: Case, texts: Texts) -> Drawings:
    """Of a case as it stands, in the language of the texts.

    Rows that cannot be read are passed over; a blur among them hides its whole page.
    """
    pictures, sheets = pictures_of(case), sheets_of(case)
    if not pictures and not sheets:
        return NOTHING
    veils = {(veil.paper, veil.page): veil.boxes for veil in veils_of(pictures, _unsure(case))}
    redact = redaction_of(case)
    return Drawings(
        {each.id: _marked(each, texts, redact, veils) for each in pictures},
        dict(_excerpts(sheets, texts, redact, veils)),
        veils,
    )


def _unsure(case: Case) -> frozenset[str]:
    """The pictures with a blur that cannot be read."""
    rows = (case.row(each.list_id, each.row_id) for each in broken_rows(case))
    return frozenset(
        str(row.content("picture"))
        for row in rows
        if row is not None and row.content("kind") == AnnotationKind.BLUR.value
    )


def picture_key(picture: MapPicture, request: MarkedRequest) -> PictureKey:
    """The key of a marked picture as it is drawn now."""
    drawn = Drawn(DrawnKind.MAP, picture.id, request.fingerprint())
    return PictureKey(picture.paper, picture.page, None, drawn)


def excerpt_key(sheet: Sheet, request: ExcerptRequest) -> PictureKey:
    """The key of an excerpt as it is drawn now."""
    drawn = Drawn(DrawnKind.PLAN, sheet.id, request.fingerprint())
    return PictureKey(sheet.paper, sheet.page, None, drawn)


def size_words(shape: Shape, found: Measured, texts: Texts) -> str:
    """ "42.10 m²", or of a length "3.20 m": to a hundredth, half up."""
    shown = str(rounded(found.value))
    if shape.kind is ShapeKind.LENGTH:
        return formats.quantity(shown, "metre", texts.language)
    return formats.area(shown, texts.language)


def furniture_words(texts: Texts, *, illustration: bool) -> FurnitureWords:
    """The words of caption and bar; the bar's lengths are put into theirs."""
    return FurnitureWords(
        texts("drawings.illustration") if illustration else "",
        texts("drawings.metres", length="{length}"),
        texts("drawings.kilometres", length="{length}"),
    )


def _marked(
    picture: MapPicture,
    texts: Texts,
    redact: Redaction,
    veils: Mapping[tuple[str, int], tuple[Box, ...]],
) -> MarkedRequest:
    """Identity numbers in labels are as the export shows them."""
    annotations = tuple(
        replace(each, text=redact(each.text)) if each.text else each for each in picture.annotations
    )
    words = furniture_words(texts, illustration=picture.illustration)
    return MarkedRequest(
        replace(picture, annotations=annotations), words, texts("drawings.north"),
        _metres_per_pixel(picture), veils.get((picture.paper, picture.page), ()),
    )  # fmt: skip


def _metres_per_pixel(picture: MapPicture) -> float | None:
    """None where the picture is not georeferenced, or its points do not agree."""
    if not picture.scale_bar or len(picture.control_points) < 2:
        return None
    try:
        return georeference(picture.control_points).metres_per_pixel
    except Refused:
        return None


def _excerpts(
    sheets: tuple[Sheet, ...],
    texts: Texts,
    redact: Redaction,
    veils: Mapping[tuple[str, int], tuple[Box, ...]],
) -> Iterator[tuple[str, ExcerptRequest]]:
    for sheet in sheets:
        outline = outline_of(sheet)
        if not outline:
            continue
        sizes = measured(sheet)
        shapes = tuple(
            LabelledShape(replace(shape, note=""), _label(shape, sizes, texts, redact))
            for shape in shown_shapes(outline, sheet.shapes)
        )
        yield sheet.id, ExcerptRequest(
            sheet.page, sheet.dpi, outline, ground_of(sheet), float(sheet.turn), shapes,
            outlined=bool(sheet.excerpt),
            north=None if sheet.north is None else float(sheet.north + sheet.turn) % 360,
            letter="" if sheet.north is None else texts("drawings.north"),
            veil=veils.get((sheet.paper, sheet.page), ()),
        )  # fmt: skip


def _label(shape: Shape, sizes: MeasuredSheet, texts: Texts, redact: Redaction) -> str:
    """Its name and what it measures; what could not be measured has its name alone."""
    found = sizes.shapes.get(shape.id)
    size = size_words(shape, found, texts) if isinstance(found, Measured) else ""
    return labels((redact(shape.name), size))
