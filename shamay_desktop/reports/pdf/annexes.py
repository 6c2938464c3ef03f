"""The annexes: a page of contents, then each annex's pages as pictures under name and hash."""

from collections.abc import Mapping

from shamay_desktop.domain.report_content import Annex, PictureFile, ReportContent
from shamay_desktop.domain.report_edits.numbers import annex_key
from shamay_desktop.domain.report_text import annex_page_lines, annex_title
from shamay_desktop.i18n.isolates import isolate, isolate_left_to_right
from shamay_desktop.reports.pdf import measures as m
from shamay_desktop.reports.pdf.drawing import Anchor, Link, Mark, Page, Placed, Strip
from shamay_desktop.reports.pdf.figures import fitted, framed, size_of
from shamay_desktop.reports.pdf.flow import column, strips_of, title
from shamay_desktop.reports.pdf.measures import Align, Style
from shamay_desktop.reports.pdf.pages import PageFiller
from shamay_desktop.reports.pdf.typesetting import Typesetter

_ENTRY = Style(align=Align.START)
_ENTRY_PAGE = Style(align=Align.END, face="numbers")
_PAGE_COLUMN = 40.0


def annex_pages(
    setter: Typesetter,
    content: ReportContent,
    pictures: Mapping[str, PictureFile],
    *,
    first: int,
) -> list[Page]:
    """The pages of all annexes; `first` is the number that the first of them bears."""
    if not content.annexes:
        return []
    # How many pages the contents take does not depend on the numbers that they name.
    count = len(_contents(setter, content, [0] * len(content.annexes)))
    starts = []
    number = first + count
    for annex in content.annexes:
        starts.append(number)
        number += len(annex.pages)
    pages = _contents(setter, content, starts)
    for annex in content.annexes:
        for at, key in enumerate(annex.pages):
            pages.append(_annex_page(setter, annex, at, key, pictures))
    return pages


def _contents(setter: Typesetter, content: ReportContent, starts: list[int]) -> list[Page]:
    """The list of annexes; their page numbers are not words of the content."""
    filler = PageFiller(setter.m, right_to_left=setter.right_to_left)
    names = column(setter, 0.0, setter.m.text_width - _PAGE_COLUMN)
    numbers = column(setter, setter.m.text_width - _PAGE_COLUMN)
    strips = title(setter, "", content.annexes_title, chapter=True) or [Strip(0.0, keep=True)]
    strips[0].marks.append(Anchor(0.0, "annexes", content.annexes_title, 0))
    for annex, start in zip(content.annexes, starts, strict=True):
        entry = strips_of(names.lines(annex_title(annex), _ENTRY), _ENTRY, names)
        entry = entry or [Strip(_ENTRY.pitch)]
        entry[0].before = 5.0
        if not annex.pages:  # what refers to it leads to the only place that names it
            entry[0].marks.append(Anchor(0.0, annex_key(annex), "", 1))
        if annex.pages:
            entry[0].marks.append(Link(0, 0, setter.m.text_width, _ENTRY.pitch, _key(annex)))
            for line in numbers.lines(str(start), _ENTRY_PAGE):
                entry[0].aside += numbers.marks(line, _ENTRY_PAGE)
        strips += entry
    strips[-1].keep = False
    filler.add(strips)
    return filler.finish()


def _annex_page(
    setter: Typesetter, annex: Annex, at: int, key: str, pictures: Mapping[str, PictureFile]
) -> Page:
    """One page: the annex's title on its first, the file and its hash, the picture below."""
    box = column(setter)
    *named, file_name, digest = annex_page_lines(annex, at)
    texts = [(text, setter.m.label) for text in named]
    texts += [(isolate(file_name), m.ANNEX_FILE), (isolate_left_to_right(digest), m.ANNEX_FILE)]
    marks: list[Mark] = []
    top = 0.0
    for text, style in texts:
        for line in box.lines(text, style):
            marks += box.marks(line, style, top)
            top += style.pitch
    if at == 0:
        marks.append(Anchor(0.0, _key(annex), annex_title(annex), 1))
        marks.append(Anchor(0.0, annex_key(annex), "", 1))
    top += m.CAPTION_GAP
    width, height = fitted(size_of(pictures, key), setter.m.text_width, setter.m.body_height - top)
    x = (setter.m.text_width - width) / 2
    marks += framed(x, top, width, height, key, frame=True)
    return Page(content=[Placed(setter.m.margin, setter.m.body_top, marks)])


def _key(annex: Annex) -> str:
    return f"annex:{annex.number}"
