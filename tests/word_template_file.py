"""Word files that an office could bring as templates, made by python-docx for the tests."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image

BODY: Sequence[tuple[str, str]] = (
    ("", "{@opening}"),
    ("", "לכבוד {addressee}: [בהמשך לבקשתך מיום {report.date}, ]להלן השומה."),
    ("", "[? report.purpose = court:"),
    ("", "חוות דעת זו ניתנת לבית המשפט."),
    ("List Bullet", "היא נערכה בידי {שם השמאי}."),
    ("", "]"),
    ("Heading 1", "הנכס וסביבתו"),
    ("", "{@1}"),
    ("Heading 2", "בעלי הזכויות"),
    ("", "[* rights.owners:"),
    ("List Bullet", "{.name}[, {.share}]"),
    ("", "]"),
    ("", "{@2}"),
    ("", "{@3}"),
    ("", "{@4}"),
    ("", "{@5}"),
    ("Heading 1", "שווי הנכס"),
    ("", "{@value}"),
    ("", "{@declarations}"),
    ("", "{@signature}"),
)


def word_template_file(
    path: Path, body: Sequence[tuple[str, str]] = BODY, *, logo: bool = True
) -> Path:
    """A Word template: styles of its own, a letterhead with a logo, and `body` (style, words)."""
    document = Document()
    _style(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(28)
    section.top_margin, section.bottom_margin = Mm(38), Mm(31)
    header = section.header.paragraphs[0]
    header.text = "שמאות הגפן"
    section.header.add_paragraph("שמאים מאז 1987")
    section.footer.paragraphs[0].text = "רחוב הגפן 3, נוף השקד"
    if logo:
        picture = BytesIO()
        Image.new("RGB", (120, 60), (20, 80, 160)).save(picture, "PNG")
        picture.seek(0)
        header.add_run().add_picture(picture, width=Mm(30))
    for style, words in body:
        document.add_paragraph(words, style=style or None)
    document.save(str(path))
    return path


def control(paragraph: Any, name: str, words: str = "…") -> None:
    """A content control of running text with a tag, at the end of a paragraph."""
    paragraph._p.append(_control(name, _run(words)))


def block_control(document: Any, name: str, *paragraphs: Any) -> None:
    """A content control around paragraphs of a document."""
    first = paragraphs[0]._p
    made = _control(name)
    first.addprevious(made)
    for each in paragraphs:
        made[-1].append(each._p)


def _control(name: str, *inside: Any) -> Any:
    made, properties, tag = (OxmlElement(each) for each in ("w:sdt", "w:sdtPr", "w:tag"))
    tag.set(qn("w:val"), name)
    properties.append(tag)
    content = OxmlElement("w:sdtContent")
    for each in inside:
        content.append(each)
    made.append(properties)
    made.append(content)
    return made


def _run(words: str) -> Any:
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = words
    run.append(text)
    return run


def _style(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Heebo", Pt(11.5)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:cs"), "Heebo")
    _hebrew_size(normal, 11.5)
    normal.paragraph_format.line_spacing = 1.25
    title = document.styles["Heading 1"]
    title.font.size, title.font.color.rgb = Pt(17), RGBColor(0x1F, 0x3A, 0x5F)
    fonts = title.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    fonts.set(qn("w:cs"), "Frank Ruhl Libre")
    fonts.set(qn("w:ascii"), "Frank Ruhl Libre")
    title.paragraph_format.space_before = Pt(21)
    section = document.styles["Heading 2"]
    section.font.size = Pt(13)
    _hebrew_size(title, 17)
    _hebrew_size(section, 13)
    own = document.styles.add_style("Office Warning", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style, own.font.bold = normal, True


def _hebrew_size(style: Any, points: float) -> None:
    """The size of right-to-left letters, which python-docx has no name for."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(round(points * 2)))
    properties.find(qn("w:sz")).addnext(size)
