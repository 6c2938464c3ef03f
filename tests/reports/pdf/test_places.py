"""Where blocks stand: each has its place, on every page that it is on, and holds its words."""

from shamay_desktop.domain import report_content as rc
from shamay_desktop.domain.report_edits.keys import apart, key_of, keyed
from shamay_desktop.domain.report_places import block_at, places_of
from shamay_desktop.reports.pdf import lay_out
from shamay_desktop.reports.pdf.drawing import Words
from tests.reports.pdf.sample_report import SENTENCE, chapter, full_report, words
from tests.reports.pdf.sample_report import report as make


def test_every_block_when_laid_out_has_a_place(pictures: dict[str, rc.PictureFile]) -> None:
    content = keyed(full_report())
    placed = {place.key for place in lay_out(content, pictures).places()}
    blocks = [block for part in content.chapters for block in part.blocks]
    wanted = {
        key_of(each)
        for block in blocks
        for each in apart(block)
        if not isinstance(block, rc.PageBreak)
    }
    assert wanted <= placed


def test_a_long_paragraph_when_pages_divide_it_has_a_place_on_each(
    pictures: dict[str, rc.PictureFile],
) -> None:
    long = rc.Paragraph(words(SENTENCE * 60))
    content = keyed(make(chapter(long)))
    layout = lay_out(content, pictures)
    parts = places_of(layout.places(), key_of(content.chapters[0].blocks[0]))
    assert len(parts) > 1
    assert [part.page for part in parts] == list(range(parts[0].page, parts[0].page + len(parts)))


def test_words_when_pointed_at_lead_to_their_block(pictures: dict[str, rc.PictureFile]) -> None:
    content = keyed(full_report())
    layout = lay_out(content, pictures)
    places = layout.places()
    for number, page in enumerate(layout.pages, 1):
        for placed in page.content:
            if placed.key:
                for mark in placed.marks:
                    if isinstance(mark, Words):
                        found = block_at(places, number, placed.x + 1, placed.y + mark.y - 1)
                        assert found is not None
                        assert found.key == placed.key


def test_pictures_of_a_grid_when_laid_out_have_places_within_it(
    pictures: dict[str, rc.PictureFile],
) -> None:
    names = [*list(pictures)[:1]] * 2
    figures = tuple(rc.Figure(name, "חזית", key=f"picture:x/{at}") for at, name in enumerate(names))
    content = keyed(make(chapter(rc.FigureGrid(figures, 2, "pictures:x"))))
    places = lay_out(content, pictures).places()
    (grid,) = places_of(places, "pictures:x")  # a row is never divided
    within = [place for place in places if place.key.startswith("picture:x/")]
    assert [place.key for place in within] == [figure.key for figure in figures]
    for place in within:
        assert place.page == grid.page
        assert grid.x <= place.x < place.x + place.width <= grid.x + grid.width + 0.01
        assert grid.y <= place.y < place.y + place.height <= grid.y + grid.height
    assert {place.y for place in within} == {grid.y}
