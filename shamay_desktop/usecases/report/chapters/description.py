"""Chapters 1 to 4: the property and its surroundings, rights, planning and licensing, factors."""

from collections.abc import Sequence

from shamay_desktop.domain.evidence import Image, RoomType
from shamay_desktop.domain.report_content import (
    Block,
    Bullets,
    Chapter,
    Column,
    ColumnKind,
    Figure,
    FigureGrid,
    Heading,
    Inline,
    Paragraph,
    Run,
    Table,
    TableRow,
)
from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.usecases.report.facts import Facts, printed_at
from shamay_desktop.usecases.report.inputs import ReportInputs

GRID = 6
"""Photos in the subject's own section: two columns, three rows."""

Section = tuple[str, Sequence[Block]]


def property_chapter(facts: Facts, inputs: ReportInputs) -> Chapter:
    """1: surroundings, parcel, subject with its photos."""
    return numbered(
        facts,
        1,
        "property",
        (
            ("1.1", facts.blocks(printed_at("1.1"))),
            ("1.2", facts.blocks(printed_at("1.2"))),
            ("1.3", [*facts.blocks(printed_at("1.3")), *_photos(facts, inputs)]),
        ),
    )


def rights_chapter(facts: Facts) -> Chapter:
    """2: extract, condominium papers, reservation."""
    return numbered(
        facts,
        2,
        "rights",
        tuple((place, facts.blocks(printed_at(place))) for place in ("2.1", "2.2", "2.3")),
    )


def planning_chapter(facts: Facts) -> Chapter:
    """3: plans, rights to build, licensing, environment."""
    return numbered(
        facts,
        3,
        "planning",
        tuple((place, facts.blocks(printed_at(place))) for place in ("3.1", "3.2", "3.3", "3.4")),
    )


def factors_chapter(facts: Facts) -> Chapter:
    """4: factors and considerations, a bullet for each line, in their groups."""
    blocks: list[Block] = []
    for path in printed_at("4"):
        items: list[tuple[Inline, ...]] = [
            (Run(line, field=path),) for line in facts.lines_of(path)
        ]
        if items:
            head = Paragraph((Run(facts.label(path), bold=True),), keep_with_next=True)
            blocks += [head, Bullets(tuple(items))]
    return Chapter("factors", "4", facts.texts("report.chapter_4"), tuple(blocks))


def numbered(facts: Facts, number: int, key: str, sections: Sequence[Section]) -> Chapter:
    """A chapter of sections; a section with nothing to say vanishes with its heading."""
    blocks: list[Block] = []
    for place, content in sections:
        if content:
            title = facts.texts(f"report.section_{place.replace('.', '_')}")
            blocks += [Heading(place, title, place), *content]
    return Chapter(key, str(number), facts.texts(f"report.chapter_{number}"), tuple(blocks))


def photos_chapter(facts: Facts, inputs: ReportInputs) -> Chapter:
    """The annex of photos: every photo with its file's name, then names and hashes as a table."""
    texts, images = facts.texts, inputs.evidence.images
    if not images:
        return Chapter("annex_photos", "", texts("report.annex_photos"), ())
    figures = tuple(
        Figure(image.sha256, f"{number}. {_caption(facts, image) or image.file_name}")
        for number, image in enumerate(images, start=1)
    )
    columns = (
        Column(texts("report.photo_number"), ColumnKind.NUMBER, 7),
        Column(texts("report.file_name"), ColumnKind.TEXT, 22),
        Column("SHA-256", ColumnKind.NUMBER, 60),
    )
    rows = tuple(
        TableRow(
            (_cell(str(number)), _cell(image.file_name), _cell(isolate_left_to_right(image.sha256)))
        )
        for number, image in enumerate(images, start=1)
    )
    blocks = (FigureGrid(figures, 2), Table(columns, rows))
    return Chapter("annex_photos", "", texts("report.annex_photos"), blocks)


def _cell(text: str) -> tuple[Inline, ...]:
    return (Run(text),)


def _photos(facts: Facts, inputs: ReportInputs) -> list[Block]:
    """The first photos but the front one, two in a row; the annex has them all."""
    front = inputs.evidence.front
    figures = [
        Figure(image.sha256, _caption(facts, image))
        for image in inputs.evidence.images
        if front is None or image.id != front.id
    ]
    return [FigureGrid(tuple(figures[:GRID]), 2)] if figures else []


def _caption(facts: Facts, image: Image) -> str | None:
    return image.caption or _room(facts, image.room_type)


def _room(facts: Facts, room: RoomType) -> str | None:
    return None if room is RoomType.OTHER else facts.texts(f"report.room_{room.value.lower()}")
