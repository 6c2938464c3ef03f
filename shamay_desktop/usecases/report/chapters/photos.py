"""The annex of photos: every photo with its caption, then file names and hashes."""

from collections.abc import Sequence

from shamay_desktop.domain.evidence import Image, RoomType
from shamay_desktop.domain.report_content import (
    Chapter,
    Column,
    ColumnKind,
    Figure,
    FigureGrid,
    Inline,
    Run,
    Table,
    TableRow,
)
from shamay_desktop.domain.report_edits.redacting import redaction_of
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.usecases.report.facts import Facts
from shamay_desktop.usecases.report.inputs import ReportInputs


def photos_chapter(facts: Facts, inputs: ReportInputs) -> Chapter:
    """Every photo with its caption, then their files as a table."""
    texts, images = facts.texts, inputs.evidence.images
    if not images:
        return Chapter("annex_photos", "", texts("report.annex_photos"), ())
    figures = tuple(
        Figure(
            image.sha256,
            f"{number}. {caption(facts, image) or _redacted(facts, image.file_name)}",
            key=f"picture:annex_photos/{image.sha256}",
        )
        for number, image in enumerate(images, start=1)
    )
    blocks = (FigureGrid(figures, 2, "pictures:annex_photos"), _files(facts, images))
    return Chapter("annex_photos", "", texts("report.annex_photos"), blocks)


def _files(facts: Facts, images: Sequence[Image]) -> Table:
    """Each photo's file: its name, when it was taken where the camera says so, and its hash."""
    texts = facts.texts
    dated = any(image.taken_at for image in images)
    columns = [
        Column(texts("report.photo_number"), ColumnKind.NUMBER, 7),
        Column(texts("report.file_name"), ColumnKind.TEXT, 22),
        *([Column(texts("report.photo_taken"), ColumnKind.NUMBER, 18)] if dated else []),
        Column("SHA-256", ColumnKind.NUMBER, 60),
    ]
    rows = tuple(
        TableRow(
            (
                _cell(str(number)),
                _cell(_redacted(facts, image.file_name)),
                *([_cell(_taken(image))] if dated else []),
                _cell(isolate_left_to_right(image.sha256)),
            )
        )
        for number, image in enumerate(images, start=1)
    )
    return Table(tuple(columns), rows, key="table:annex_photos")


def _taken(image: Image) -> str:
    """Day and time by the camera's own clock, which knows no zone; empty when it does not say."""
    if image.taken_at is None:
        return ""
    day, _, time = image.taken_at.partition("T")
    return isolate_left_to_right(f"{formats.date(day)} {time[:5]}".strip())


def caption(facts: Facts, image: Image) -> str | None:
    """What the appraiser wrote under a photo, else the room."""
    return _redacted(facts, image.caption) or _room(facts, image.room_type)


def _redacted(facts: Facts, text: str) -> str:
    """Identity numbers as the export wants them, also where a photo is called by one."""
    return redaction_of(facts.case)(text)


def _room(facts: Facts, room: RoomType) -> str | None:
    return None if room is RoomType.OTHER else facts.texts(f"report.room_{room.value.lower()}")


def _cell(text: str) -> tuple[Inline, ...]:
    return (Run(text),)
