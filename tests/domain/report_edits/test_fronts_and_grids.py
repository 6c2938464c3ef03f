"""Chapter titles, cover lines, pictures of grids and references to them: changed in place."""

from shamay_desktop.domain.report_content import Figure, FigureGrid
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import arrangement_of
from shamay_desktop.domain.report_edits.arranging import Trouble
from shamay_desktop.domain.report_edits.numbers import targets_of
from shamay_desktop.domain.report_edits.rich_text import RichParagraph, Span, words
from shamay_desktop.domain.report_edits.walking import part_of, parts_of, parts_within
from shamay_desktop.domain.report_places import BlockPlace
from tests.domain.report_edits.arranging_bench import changed, lines, made, shown, troubles

TITLE, ADDRESS = "chapter:property", "cover:address"
GRID = "pictures:grid"
B, C, D = (f"picture:grid/{name}" for name in "bcd")


def _grid(*steps: object, **facts: object) -> tuple[Figure, ...]:
    content = shown(changed(*steps), **facts).content  # type: ignore[arg-type]
    grids = [block for chapter in content.chapters for block in chapter.blocks
             if isinstance(block, FigureGrid)]  # fmt: skip
    return grids[0].figures if grids else ()


def test_a_chapters_title_when_reworded_is_printed_and_comes_back() -> None:
    case = changed(lambda c: gestures.reword(c, TITLE, made(TITLE), words("הנכס"), "w"))
    assert "1 הנכס" in lines(case)
    part = part_of(parts_of(shown(case), ()), TITLE)
    assert part is not None
    assert [change.id for change in part.changes] == ["w"]
    back = changed(lambda c: gestures.back_to_generated(c, TITLE), case=case)
    assert "1 תיאור" in lines(back)


def test_a_cover_line_when_reworded_or_hidden_is_so() -> None:
    case = changed(lambda c: gestures.reword(c, ADDRESS, made(ADDRESS), words("רחוב הזית 12"), "w"))
    assert lines(case)[:2] == ["חוות דעת", "רחוב הזית 12"]
    hidden = changed(lambda c: gestures.hide(c, "cover:opinion", "h"), case=case)
    assert lines(hidden)[0] == "רחוב הזית 12"
    assert "cover:opinion" in shown(hidden).hidden
    assert lines(changed(lambda c: gestures.show(c, "cover:opinion"), case=hidden))[0] == "חוות דעת"


def test_a_cover_line_when_its_words_leave_a_fact_out_is_remarked() -> None:
    case = changed(lambda c: gestures.reword(c, ADDRESS, made(ADDRESS), words("רחוב הגפן"), "w"))
    assert troubles(case) == [Trouble.FACTS_MISSING]


def test_pictures_of_a_grid_when_captioned_hidden_moved_and_cropped_are_so() -> None:
    figures = _grid(
        lambda c: gestures.reword(c, C, made(C), words("המטבח"), "w"),
        lambda c: gestures.hide(c, B, "h"),
        lambda c: gestures.move(c, D, GRID, "", "m"),
        lambda c: gestures.crop(c, D, (0, 0, 500, 1000), "c"),
    )
    assert [(figure.key, figure.caption, figure.picture[64:]) for figure in figures] == [
        (D, "תמונה d", "@0,0,500,1000"), (C, "המטבח", ""),
    ]  # fmt: skip


def test_a_picture_of_a_grid_when_moved_behind_another_stands_there() -> None:
    figures = _grid(lambda c: gestures.move(c, B, C, "", "m"))
    assert [figure.key for figure in figures] == [C, B, D]


def test_a_crop_when_changed_and_taken_back_is_one_row_and_then_none() -> None:
    case = changed(
        lambda c: gestures.crop(c, C, (0, 0, 500, 1000), "c1"),
        lambda c: gestures.crop(c, C, (0, 0, 1000, 500), "c2"),
    )
    (change,) = arrangement_of(case).changes
    assert change.picture is not None
    assert change.picture.crop == (0, 0, 1000, 500)
    assert not arrangement_of(changed(lambda c: gestures.crop(c, C, None, "c3"), case=case)).changes


def test_a_generated_picture_when_cropped_and_captioned_is_both() -> None:
    key = "picture:" + "a" * 64
    case = changed(
        lambda c: gestures.crop(c, key, (0, 0, 500, 1000), "c"),
        lambda c: gestures.reword(c, key, made(key), words("החזית"), "w"),
    )
    figure = next(block for block in shown(case).content.chapters[0].blocks
                  if isinstance(block, Figure))  # fmt: skip
    assert (figure.caption, figure.picture[64:]) == ("החזית", "@0,0,500,1000")


def test_a_grid_when_all_its_pictures_are_hidden_is_gone_and_they_can_be_shown() -> None:
    steps = [lambda c, key=key: gestures.hide(c, key, f"h{key[-1]}") for key in (B, C, D)]
    assert _grid(*steps) == ()
    assert set(shown(changed(*steps)).hidden) == {B, C, D}


def test_parts_within_when_pages_know_their_places_are_there() -> None:
    places = (BlockPlace(B, 2, 10, 10, 50, 50), BlockPlace(ADDRESS, 1, 10, 10, 50, 50))
    report = shown(changed(lambda c: gestures.reword(c, B, made(B), words("חזית"), "w")))
    first, second = parts_within(report, places)
    assert (first.key, first.section) == (ADDRESS, "cover:")
    assert (second.key, second.section) == (B, GRID)
    assert [change.id for change in second.changes] == ["w"]


def test_references_when_to_tables_pictures_and_notes_print_what_names_them() -> None:
    def text(key: str) -> tuple[RichParagraph, ...]:
        return (RichParagraph((Span("ראו "), Span("?", refers=key))),)

    keys = ("table:valuation.areas", B, "note:n", "own:u", "heading:2.2", "annex:" + "a" * 64)
    case = changed(
        lambda c: gestures.annotate(c, "line:unit.floor", words("מקור"), "n"),
        *(lambda c, key=key, row=row: gestures.add_text(c, text(key), "heading:1.1", "", row)
          for row, key in zip("uvtwxy", keys, strict=True)),
    )  # fmt: skip
    result = shown(case)
    said = lines(case)
    for expected in ("ראו ״שטחים״", "ראו ״תמונה b״", "ראו 2", "ראו 2.2", "ראו 1", "ראו ?"):
        assert expected in said
    assert [each.trouble for each in result.remarks] == [Trouble.REFERENCE_GONE]
    targets = {run.target for run in result.content.runs() if run.target}
    assert targets == {"heading:2.2"}  # an annex without pages is nowhere to be led to
    assert targets_of(result.content)["note:n"] == "2"
