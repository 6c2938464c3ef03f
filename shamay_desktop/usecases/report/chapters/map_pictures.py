"""Map pictures as they were marked, each with what standards 4.2 and 5.1 ask to be said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.maps.pictures import MapPicture, Slot
from shamay_desktop.domain.maps.reading import PICTURES, pictures_of
from shamay_desktop.domain.report_content import Block, Figure, FigureGrid
from shamay_desktop.domain.report_edits.redacting import redaction_of
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.usecases.drawings.requests import drawings_of, picture_key
from shamay_desktop.usecases.report.facts import Facts
from shamay_desktop.usecases.report.inputs import ReportInputs, page_key
from shamay_desktop.usecases.report.papers import annexed, paper_title

_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Maps:
    """What is printed of maps: `area` in 1.1, `parcel` (sketch and aerial), the `others` in 1.2.

    `untouched` are papers of maps that nobody marked: the first is an area map where there is none.
    """

    area: tuple[Figure, ...]
    parcel: tuple[Figure, ...]
    others: tuple[Figure, ...]
    untouched: tuple[Figure, ...]

    def surroundings(self) -> list[Block]:
        """The area map under the words about the surroundings."""
        return [*(self.area or self.untouched[:1])]

    def of_parcel(self) -> list[Block]:
        """Parcel sketch and aerial side by side, then the others."""
        left = self.untouched if self.area else self.untouched[1:]
        return [
            *_side_by_side(self.parcel, "pictures:maps.parcel"),
            *_side_by_side(self.others, "pictures:maps.others"),
            *_side_by_side(left, "pictures:1.2"),
        ]


def maps_of(facts: Facts, inputs: ReportInputs) -> Maps:
    """Of the case's map pictures those that are printed and whose paper is still there."""
    pictures = pictures_of(facts.case)
    marked = _marked(facts, [each for each in pictures if each.paper in inputs.evidence.hashes])

    def of(*slots: Slot) -> tuple[Figure, ...]:
        return tuple(figure for slot in slots for picture, figure in marked if picture.slot is slot)

    return Maps(
        of(Slot.AREA_MAP),
        of(Slot.PARCEL_SKETCH, Slot.AERIAL),
        of(Slot.OTHER),
        _untouched(facts, inputs, {picture.paper for picture in pictures}),
    )


def caption_of(facts: Facts, picture: MapPicture) -> str:
    """Title, source, date, credit, and that it only illustrates; what nobody said is left out."""
    texts, redact = facts.texts, redaction_of(facts.case)
    parts = (
        isolate(redact(picture.title)) if picture.title else texts(f"drawings.slot_{picture.slot}"),
        texts("drawings.source", source=redact(picture.source)) if picture.source else "",
        isolate(formats.date_or_part(picture.date, texts.language)) if picture.date else "",
        texts("drawings.credit", credit=redact(picture.credit)) if picture.credit else "",
        texts("drawings.illustration") if picture.illustration else "",
    )
    return _BETWEEN.join(part for part in parts if part)


def _marked(facts: Facts, pictures: Sequence[MapPicture]) -> list[tuple[MapPicture, Figure]]:
    requests = drawings_of(facts.case, facts.texts).marked
    return [
        (
            picture,
            Figure(
                str(picture_key(picture, requests[picture.id])),
                caption_of(facts, picture),
                key=f"picture:{PICTURES}@{picture.id}",
            ),
        )
        for picture in pictures
        if picture.printed
    ]


def _untouched(facts: Facts, inputs: ReportInputs, used: set[str]) -> tuple[Figure, ...]:
    """Papers of maps as they came, each under its name in the annexes."""
    return tuple(
        Figure(
            page_key(document.sha256, 1),
            paper_title(facts.texts, inputs.evidence, document),
            key=f"picture:{page_key(document.sha256, 1)}",
        )
        for document in annexed(inputs.evidence)
        if document.doc_type is DocType.GIS_SCREENSHOT and document.sha256 not in used
    )


def _side_by_side(figures: Sequence[Figure], key: str) -> list[Block]:
    return [FigureGrid(tuple(figures), 2, key)] if len(figures) > 1 else [*figures]
