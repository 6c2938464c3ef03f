"""LibreOffice, which knows nothing of this program, reads and prints each template's Word file."""

import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from shamay_desktop.domain.report_content import Bullets, ReportContent
from shamay_desktop.domain.report_text import annex_title, list_sign, plain, text_blocks
from tests.end_to_end.printed import (
    PrintedPage,
    around,
    characters,
    printed_pages,
    repeated_heads,
)
from tests.reports.printing import OFFICE, Printed, converted, every
from tests.reports.spreading import Prints, asked, once

EVERY = every(("sample", "filled", "arranged"))
SOON = once("arranged", "sample", "filled")
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_BLANKS = {f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"}
_DRAWING = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}frame"
_NO_WORDS = {f"{_TEXT}note", f"{_TEXT}page-number", _DRAWING}


@dataclass(frozen=True)
class Read:
    """What LibreOffice made of the files: the PDF, and the text as it understood it."""

    printed: Mapping[Printed, Path]
    understood: Mapping[Printed, Path]


@pytest.fixture(scope="module")
def office(
    prints: Prints, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Read:
    """All files of the reports that are asked for in one go: the program takes seconds to start."""
    if OFFICE is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed: tools/setup.sh test brings it")
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    found = (getattr(item, "callspec", None) for item in request.session.items)
    chosen = {spec.params.get("which") for spec in found if spec is not None}
    wanted = [which for which in EVERY if which in chosen]
    files = [prints.word(which) for which in wanted]
    # several templates may print a case alike, to the byte: such a file is read once for all
    first: dict[bytes, Path] = {}
    same = [first.setdefault(file.read_bytes(), file) for file in files]
    different = list(first.values())
    printed = dict(zip(different, converted(different, folder), strict=True))
    understood = dict(zip(different, converted(different, folder, "fodt"), strict=True))
    return Read(
        {which: printed[file] for which, file in zip(wanted, same, strict=True)},
        {which: understood[file] for which, file in zip(wanted, same, strict=True)},
    )


# -- what it understood -------------------------------------------------------------------------


def understood(path: Path) -> list[str]:
    """The paragraphs of the text, the notes of each behind it, without the office's name."""
    root = etree.parse(path).getroot()
    names = {
        style.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name"): style.get(
            "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}parent-style-name"
        )
        for style in root.iter("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}style")
    }
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    found: list[str] = []
    for paragraph in body.iter(f"{_TEXT}p", f"{_TEXT}h"):
        if any(each.tag in _NO_WORDS for each in paragraph.iterancestors()):
            continue
        style = paragraph.get(f"{_TEXT}style-name")
        if {style, names.get(style)} & {
            "CoverName",
            "CoverSlogan",
            "Cover_20_Name",
            "Cover_20_Slogan",
        }:
            continue
        found.append(_said(paragraph))
        for note in paragraph.iter(f"{_TEXT}note-body"):
            found.append(" ".join(_said(line) for line in note))
    return [line for line in map(plain, found) if line]


def _said(node: etree._Element) -> str:
    """Its words, without those of notes and numbers of pages."""
    words = node.text or ""
    for child in node:
        if child.tag in _BLANKS:
            words += " " * int(child.get(f"{_TEXT}c", "1"))
        elif child.tag not in _NO_WORDS:
            words += _said(child)
        words += child.tail or ""
    return words


def _without_pages(lines: list[str], content: ReportContent) -> list[str]:
    """The list of annexes names a page behind each title."""
    titles = {plain(annex_title(annex)) for annex in content.annexes}
    cut = [re.sub(r" \d+$", "", line) for line in lines]
    return [short if short in titles else line for short, line in zip(cut, lines, strict=True)]


@pytest.mark.parametrize("which", asked(EVERY, SOON))
def test_a_template_when_libreoffice_reads_it_then_each_paragraph_says_the_same_in_order(
    which: Printed, office: Read
) -> None:
    read = _without_pages(understood(office.understood[which]), which.content)
    assert read == text_blocks(which.content)


# -- what it printed ---------------------------------------------------------------------------


@pytest.mark.parametrize("which", asked(EVERY, SOON))
def test_a_template_when_libreoffice_prints_it_then_has_as_many_pages_give_or_take_one(
    which: Printed, office: Read, prints: Prints
) -> None:
    with closing(pypdfium2.PdfDocument(office.printed[which])) as document:
        printed = len(document)
    assert abs(printed - len(prints.layout(which).pages)) <= 1


@pytest.mark.parametrize("which", asked(EVERY, SOON))
def test_a_template_when_libreoffice_prints_it_then_no_character_is_lost_or_added(
    which: Printed, office: Read, prints: Prints
) -> None:
    pages = printed_pages(office.printed[which])
    printed = Counter[str]()
    for page in pages:
        printed += characters(_seen(page))
    ours = len(prints.layout(which).pages) - 1
    assert _pages_named(pages) == len(which.content.annexes)
    extra = printed - _expected(which.content, len(pages), ours)
    assert _expected(which.content, len(pages), ours) - printed == Counter()
    assert repeated_heads(extra, which.content)


def _pages_named(pages: Sequence[PrintedPage]) -> int:
    """How many lines of the list of annexes lead over dots to a number."""
    lines = [line for page in pages for line in page.lines if "....." in line]
    return sum(bool(re.search(r"\d+\.{5,}|\.{5,}\d+", line)) for line in lines)


def _seen(page: PrintedPage) -> list[str]:
    """Its lines without the dots before page numbers; a hyphen at a line's end is one."""
    lines = (re.sub(r"\d*\.{5,}\d*", "", line) for line in page.lines)
    return [line.replace("\ufffe", "-") for line in lines]


def _expected(content: ReportContent, pages: int, ours: int) -> Counter[str]:
    """What the report says, and what stands around it. The draft mark is drawn, not written, and
    the number of a section's pages is that of our own setting: LibreOffice does not count them.
    """
    quiet = replace(
        content, watermark=None, page_label=content.page_label.replace("{pages}", str(ours)),
        annexes=(),
    )  # fmt: skip
    signs = Counter[str]()
    for chapter in content.chapters:
        for block in chapter.blocks:
            if isinstance(block, Bullets) and block.ordered:
                signs["•"] -= len(block.items)
                signs.update("".join(map(list_sign, range(1, len(block.items) + 1))))
    said = characters(text_blocks(content)) + around(quiet, pages)
    said.update(signs)
    return +said
