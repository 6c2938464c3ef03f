"""Marked map pictures and measured plans in a report: where, with what words, what hides."""

import os
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.maps.gestures import changing_picture, removing_annotations
from shamay_desktop.domain.maps.reading import pictures_of
from shamay_desktop.domain.measuring.reading import sheets_of
from shamay_desktop.domain.measuring.scale import Measured, measured
from shamay_desktop.domain.measuring.units import rounded_error
from shamay_desktop.domain.picture_keys import DrawnKind, picture_key_of
from shamay_desktop.domain.records import AssetType
from shamay_desktop.domain.report_content import (
    Chapter,
    Figure,
    FigureGrid,
    Paragraph,
    ReportContent,
    Table,
)
from shamay_desktop.domain.report_text import text_blocks
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.drawings.requests import drawings_of
from shamay_desktop.usecases.report.content import build_content
from shamay_desktop.usecases.report.gathering import report_inputs
from shamay_desktop.usecases.report.pictures import prepare_pictures, wanted_pictures
from shamay_desktop.usecases.report.printed import hash_of
from shamay_desktop.usecases.report.producing import content_of, write_report
from shamay_desktop.usecases.services import Services
from tests.drawing_scenes import PLATE, Scene, map_image, scene


@pytest.fixture
def drawn(services: Services, actor: Actor, tmp_path: Path) -> Scene:
    return scene(services, actor, tmp_path / "in")


def chapter(content: ReportContent, key: str) -> Chapter:
    return next(each for each in content.chapters if each.key == key)


def figures(content: ReportContent) -> list[Figure]:
    found = []
    for each in content.chapters:
        for block in each.blocks:
            if isinstance(block, Figure):
                found.append(block)
            elif isinstance(block, FigureGrid):
                found += block.figures
    return found


def section(content: ReportContent, key: str, place: str) -> list[object]:
    blocks = chapter(content, key).blocks
    starts = [at for at, block in enumerate(blocks) if getattr(block, "number", None) == place]
    found: list[object] = []
    for block in blocks[starts[0] + 1 :]:
        if hasattr(block, "number"):
            break
        found.append(block)
    return found


def test_the_area_map_when_it_is_marked_then_stands_in_1_1_with_all_that_is_asked_of_it(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    content = content_of(services, actor, drawn.case, Language.HE)
    (figure,) = section(content, "property", "1.1")
    assert isinstance(figure, Figure)
    assert strip_marks(figure.caption or "") == (
        "מפת הסביבה · מקור: אתר המפות הממשלתי · 30.10.2026 · "
        "קרדיט: המרכז למיפוי ישראל · להמחשה בלבד"
    )
    key = picture_key_of(figure.picture)
    assert (key.sha256, key.page) == (drawn.papers["area.png"], 1)
    assert key.drawn is not None
    assert (key.drawn.kind, key.drawn.row) == (DrawnKind.MAP, "area")


def test_a_date_in_part_when_it_is_printed_then_stands_in_the_words_of_the_report(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    area = pictures_of(drawn.case)[0]
    for date, language, words in (
        ("2023-05", Language.HE, "מאי\u00a02023"), ("2023-05", Language.EN, "May\u00a02023"),
        ("2023", Language.HE, " · 2023 · "),
    ):  # fmt: skip
        said = changing_picture(drawn.case, area, replace(area, date=date))
        case = after(drawn.case, said)
        content = content_of(services, actor, case, language)
        (figure,) = section(content, "property", "1.1")
        assert isinstance(figure, Figure)
        assert words in strip_marks(figure.caption or "")


def test_sketch_and_aerial_when_there_are_both_then_stand_side_by_side_and_others_after(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    content = content_of(services, actor, drawn.case, Language.HE)
    grid, other = section(content, "property", "1.2")
    assert isinstance(grid, FigureGrid)
    assert isinstance(other, Figure)
    assert [picture_key_of(each.picture).drawn.row for each in grid.figures] == [  # type: ignore[union-attr]
        "sketch", "aerial",
    ]  # fmt: skip
    assert strip_marks(grid.figures[1].caption or "") == "תצלום אוויר · מקור: המרכז למיפוי ישראל"
    assert strip_marks(other.caption or "") == "השכונה כולה · להמחשה בלבד"


def test_a_picture_when_it_is_not_to_be_printed_then_neither_it_nor_its_paper_is(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    before = next(each for each in pictures_of(drawn.case) if each.id == "far")
    case = after(drawn.case, changing_picture(drawn.case, before, replace(before, printed=False)))
    printed = {picture_key_of(each.picture).sha256 for each in figures(
        content_of(services, actor, case, Language.HE))}  # fmt: skip
    assert drawn.papers["far.png"] not in printed


def test_a_map_that_nobody_marked_when_others_are_then_stands_as_it_came(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    bare = Case(drawn.case.id)
    content = content_of(services, actor, bare, Language.HE)
    keys = [picture_key_of(each.picture) for each in figures(content)]
    assert {key.sha256 for key in keys} >= {drawn.papers[name] for name in
                                             ("area.png", "sketch.png", "far.png")}  # fmt: skip
    assert all(key.drawn is None for key in keys)


def test_a_measured_plan_when_it_is_printed_then_has_its_excerpt_table_and_certainty_in_3_3(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    content = content_of(services, actor, drawn.case, Language.HE)
    figure, table, words = section(content, "planning", "3.3")
    assert isinstance(figure, Figure)
    assert isinstance(table, Table)
    assert isinstance(words, Paragraph)
    assert strip_marks(figure.caption or "") == (
        "קטע מהתכנית: קומה ג' · מקור: היתר בנייה 2019/123 · 01.05.2019"
    )
    said = [["".join(run.text for run in cell) for cell in row.cells] for row in table.rows]  # type: ignore[union-attr]
    names = [strip_marks(row[0]) for row in said]
    assert names[:3] == ["סלון", "מטבח", "מסדרון"]
    assert 'סה"כ דירה' in names
    assert names.index('סה"כ דירה') < names.index("מרפסת"), "flat and balcony are never mixed"
    assert all(strip_marks(row[-1]) for row in said), "each with its ±"
    found = measured(sheets_of(drawn.case)[0])
    for name, row in zip(names, said, strict=True):
        one = next(
            (found.shapes[each.id] for each in found.sheet.shapes if each.name == name), None
        )
        if isinstance(one, Measured):
            assert strip_marks(row[-1]) == str(rounded_error(one.plus_minus)), "never smaller"
    told = strip_marks("".join(run.text for run in words.inlines))  # type: ignore[union-attr]
    assert told.startswith("קנה המידה אומת מול")
    assert "רשום 10.40 מ'" in told


def test_a_report_when_nothing_is_drawn_then_asks_for_no_drawing(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    assert not drawings_of(Case("c1"), load_texts(Language.HE)).marked
    english = content_of(services, actor, drawn.case, Language.EN)
    assert "For illustration only" in (figures(english)[0].caption or "")


def test_a_hash_of_what_is_printed_when_a_mark_moves_then_is_another(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    inputs = report_inputs(services, actor, drawn.case)
    moved = after(drawn.case, removing_annotations(drawn.case, ["m1"]))
    assert hash_of(inputs) == hash_of(replace(inputs, case=drawn.case))
    assert hash_of(replace(inputs, case=moved)) != hash_of(inputs)


def plate_seen(image: Image.Image, box: tuple[int, int, int, int]) -> float:
    """How much is written where the plate is: its spread of light."""
    inner = box[0] + 6, box[1] + 6, box[2] - 6, box[3] - 6
    return ImageStat.Stat(image.crop(inner).convert("L")).stddev[0]


def test_what_is_blurred_when_its_paper_is_printed_anywhere_then_is_hidden_there_too(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    assert plate_seen(map_image(), PLATE) > 60
    inputs = report_inputs(services, actor, drawn.case)
    texts = load_texts(Language.HE)
    content = build_content(inputs, texts)
    wanted = {f"{drawn.papers['area.png']}#1", f"{drawn.papers['area.png']}"}
    assert wanted & set(wanted_pictures(content)), "the paper stands in the annexes"
    made = prepare_pictures(services, content, drawings=drawings_of(drawn.case, texts))
    seen = 0
    for key, picture in made.items():
        named = picture_key_of(key)
        if named.sha256 != drawn.papers["area.png"]:
            continue
        with Image.open(picture.path) as image:
            shown = image.convert("RGB")
        cropped = named.drawn is not None and named.drawn.row == "aerial"
        left, top, wide = (200, 100, 1100) if cropped else (0, 0, 1400)
        scale = shown.width / wide
        a, b, c, d = PLATE
        box = tuple(round(n * scale) for n in (a - left, b - top, c - left, d - top))
        assert plate_seen(shown, box) < 25, key  # type: ignore[arg-type]
        seen += 1
    titles = [strip_marks(each.title) for each in content.annexes]
    assert [title for title in titles if title.endswith("(חלקים טושטשו)")] == [titles[1]]
    assert seen == 3, "the area map, the aerial of the same file, its page in the annexes"


def test_a_report_when_it_is_written_then_pdf_and_word_show_the_same_drawn_pictures(
    services: Services, actor: Actor, drawn: Scene, tmp_path: Path
) -> None:
    folder = Path(os.environ.get("SHAMAY_LOOK", tmp_path)) / "out"
    pdf, docx = write_report(services, actor, drawn.case, Language.HE, folder)
    made = prepare_pictures(
        services, content_of(services, actor, drawn.case, Language.HE),
        drawings=drawings_of(drawn.case, load_texts(Language.HE)),
    )  # fmt: skip
    wanted = {key: picture for key, picture in made.items() if picture_key_of(key).drawn}
    assert len(wanted) == 5
    with zipfile.ZipFile(docx.path) as word:
        media = {word.read(name) for name in word.namelist() if "/media/" in name}
    assert {Path(picture.path).read_bytes() for picture in wanted.values()} <= media
    document = pypdfium2.PdfDocument(pdf.path)
    try:
        sizes = {
            tuple(found.get_px_size())
            for page in document
            for found in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        }
    finally:
        document.close()
    assert {(picture.width, picture.height) for picture in wanted.values()} <= sizes


def test_a_report_when_it_is_written_then_the_drawn_results_are_kept_beside_the_originals(
    services: Services, actor: Actor, drawn: Scene, tmp_path: Path
) -> None:
    for _ in range(2):
        write_report(services, actor, drawn.case, Language.HE, tmp_path, (AssetType.PDF,))
    with services.database.work(actor) as work:
        kept = [each for each in work.assets.of("c1") if each.asset_type is AssetType.IMAGE]
        lines = [line for line in work.trail.lines() if line.action == "picture_drawn"]
    assert len(kept) == 4
    told = [line.payload for line in lines]
    originals = {each["original"] for each in told}
    assert originals == {drawn.papers[name] for name in ("area.png", "sketch.png", "far.png")}
    for each in told:
        with Image.open(BytesIO(services.store.path(str(each["drawn"])).read_bytes())) as image:
            assert image.width == 1430
    report = services.store.verify(_known(services, actor))
    assert report.orphans == ()
    assert not report.missing
    with Image.open(services.store.path(drawn.papers["area.png"])) as untouched:
        difference = ImageChops.difference(untouched.convert("RGB"), map_image())
    assert difference.crop((1, 1, 1400, 1000)).getbbox() is None, "the original is untouched"


def _known(services: Services, actor: Actor) -> tuple[str, ...]:
    with services.database.work(actor) as work:
        return tuple(work.evidence.hashes())


def test_a_block_of_a_drawing_when_it_is_made_again_then_has_the_same_key(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    moved = after(drawn.case, removing_annotations(drawn.case, ["m1"]))
    one, other = (content_of(services, actor, case, Language.HE) for case in (drawn.case, moved))
    assert [each.key for each in figures(one)] == [each.key for each in figures(other)]
    assert "picture:maps.pictures@area" in {each.key for each in figures(one)}
    assert text_blocks(one) == text_blocks(other)
