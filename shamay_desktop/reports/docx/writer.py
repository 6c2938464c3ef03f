"""The whole report as a Word file: the parts put together."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.package import Package

from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.domain.report_text import plain
from shamay_desktop.reports.docx.annexes import annex_pages
from shamay_desktop.reports.docx.blocks import chapter_blocks
from shamay_desktop.reports.docx.cover import cover_page
from shamay_desktop.reports.docx.fonts import fonts_xml
from shamay_desktop.reports.docx.furniture import (
    cover_footer,
    cover_header,
    page_footer,
    page_header,
    section,
)
from shamay_desktop.reports.docx.markup import element, root
from shamay_desktop.reports.docx.package import TextPart, main_part, save, word_part
from shamay_desktop.reports.docx.page import DocxFaces, sheet_of
from shamay_desktop.reports.docx.paragraphs import paragraph
from shamay_desktop.reports.docx.pictures import PictureShelf
from shamay_desktop.reports.docx.settings import (
    footnotes_part,
    numbering_part,
    settings_part,
)
from shamay_desktop.reports.docx.story import Lists, Notes, OwnSetting, Story
from shamay_desktop.reports.docx.styles import styles_part

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PROPERTY_LIMIT = 255  # characters that a property may have


class DocxReport:
    """One report being put together; each part is written once all that it points at is known."""

    def __init__(
        self,
        content: ReportContent,
        pictures: Mapping[str, PictureFile],
        faces: DocxFaces,
        ours: OwnSetting,
    ) -> None:
        self.content = content
        self._ours = ours
        self.package = Package()
        self.body = main_part(self.package)
        self._pictures = pictures
        self._shelf = PictureShelf(self.package, pictures)
        self._drawings = count(1)
        self._notes = Notes()
        self._lists = Lists()
        self._faces = faces
        self._rtl = content.language.right_to_left

    def build(self, created: datetime) -> None:
        """Fill every part."""
        self._add_text()
        self._add(
            "styles",
            CONTENT_TYPE.WML_STYLES,
            styles_part(self.content.looks, self._faces, rtl=self._rtl),
        )
        self._add("numbering", CONTENT_TYPE.WML_NUMBERING, numbering_part(self._lists.instances))
        self._add("settings", CONTENT_TYPE.WML_SETTINGS, settings_part())
        fonts = self._add("fontTable", CONTENT_TYPE.WML_FONT_TABLE, b"")
        fonts.fill(fonts_xml(self._faces, fonts))
        notes = footnotes_part(self._notes.paragraphs, rtl=self._rtl)
        self._add("footnotes", CONTENT_TYPE.WML_FOOTNOTES, notes)
        self._set_properties(created)

    def _add(self, name: str, content_type: str, xml: bytes) -> TextPart:
        relation = f"{_RELATIONS}/{name}"
        return word_part(self.body, f"{name}.xml", content_type, relation, xml)

    def _add_text(self) -> None:
        content, faces, sheet = self.content, self._faces, sheet_of(self.content.looks)
        cover = (
            self._header(1, lambda story: cover_header(story, content, faces)),
            self._footer(1, lambda story: cover_footer(story, content)),
        )
        pages = (
            self._header(2, lambda story: page_header(story, content, faces)),
            self._footer(2, lambda story: page_footer(story, content)),
        )
        story = self._story(self.body)
        parts = [cover_page(story, content, section(sheet, cover, rtl=self._rtl, counted=False))]
        pages_of_report = [
            *chapter_blocks(story, content.chapters, content.looks.chapter_start),
            *annex_pages(story, content),
        ]
        parts += pages_of_report or [paragraph(story, "BodyText")]  # no section is without one
        parts.append(section(sheet, pages, rtl=self._rtl, counted=True))
        self.body.fill(root("w:document", element("w:body", None, *parts)))

    def _header(self, number: int, text: Callable[[Story], str]) -> str:
        kind = CONTENT_TYPE.WML_HEADER
        part = word_part(self.body, f"header{number}.xml", kind, RELATIONSHIP_TYPE.HEADER)
        part.fill(root("w:hdr", text(self._story(part))))
        return self.body.relate_to(part, RELATIONSHIP_TYPE.HEADER)

    def _footer(self, number: int, text: Callable[[Story], str]) -> str:
        kind = CONTENT_TYPE.WML_FOOTER
        part = word_part(self.body, f"footer{number}.xml", kind, RELATIONSHIP_TYPE.FOOTER)
        part.fill(root("w:ftr", text(self._story(part))))
        return self.body.relate_to(part, RELATIONSHIP_TYPE.FOOTER)

    def _story(self, part: TextPart) -> Story:
        relate = partial(self._shelf.relate, part)
        relate_bytes = partial(self._shelf.relate_bytes, part)
        language = self.content.language
        return Story(
            language,
            self._pictures,
            relate,
            sheet_of(self.content.looks),
            self._notes,
            relate_bytes,
            self._drawings,
            self._lists,
            ours=self._ours,
        )

    def _set_properties(self, created: datetime) -> None:
        """This report's properties, none of the library's."""
        metadata = self.content.metadata
        properties = self.package.core_properties
        moment = created.astimezone(UTC).replace(tzinfo=None) if created.tzinfo else created
        properties.title = plain(metadata.title)[:_PROPERTY_LIMIT]
        properties.author = plain(metadata.author)[:_PROPERTY_LIMIT]
        properties.last_modified_by = plain(metadata.author)[:_PROPERTY_LIMIT]
        properties.subject = plain(metadata.subject)[:_PROPERTY_LIMIT]
        properties.keywords = plain("; ".join(metadata.keywords))[:_PROPERTY_LIMIT]
        properties.language = self.content.language.value
        properties.revision = 1
        properties.created = properties.modified = moment


def write_report(
    content: ReportContent,
    pictures: Mapping[str, PictureFile],
    target: Path,
    created: datetime,
    faces: DocxFaces,
    ours: OwnSetting,
) -> None:
    """Build the package and write it."""
    report = DocxReport(content, pictures, faces, ours)
    report.build(created)
    save(report.package, target)
