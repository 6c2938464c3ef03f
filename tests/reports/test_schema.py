"""Every part of a Word file against the schema: elements, their order, their attributes.

`schema/` holds WordprocessingML as this program writes it, after ECMA-376; what is not in it is
an error, so that a new element has to be looked up before it is written.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from shamay_desktop.reports.docx import write_paged_docx
from tests.reports.docx.conftest import CREATED, Desk
from tests.reports.docx.example import draw_pictures, english, hebrew
from tests.reports.printing import CASES, Printed, every
from tests.reports.spreading import Prints, asked, of_each

SCHEMA = Path(__file__).parent / "schema" / "wordprocessing.xsd"
PARTS = {"document", "styles", "numbering", "footnotes", "settings", "fontTable",
         "header1", "header2", "footer1", "footer2"}  # fmt: skip
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def parts_of(path: Path) -> dict[str, etree._Element]:
    with ZipFile(path) as archive:
        return {
            Path(name).stem: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        }


def errors(root: etree._Element) -> list[str]:
    _schema().validate(root)
    return [f"{error.line}: {error.message}" for error in _schema().error_log]


def ends_without_paragraph(root: etree._Element) -> list[str]:
    """Cells whose last part is no paragraph: Word calls such a file damaged."""
    last = (list(cell)[-1].tag for cell in root.iter(f"{W}tc"))
    return [str(tag) for tag in last if tag != f"{W}p"]


@pytest.mark.parametrize("which", asked(every(), of_each(*CASES)))
def test_a_template_when_written_for_word_then_each_part_is_as_the_schema_asks(
    which: Printed, prints: Prints
) -> None:
    parts = parts_of(prints.word(which))
    assert set(parts) == PARTS
    assert {name: errors(root) for name, root in parts.items() if errors(root)} == {}
    assert ends_without_paragraph(parts["document"]) == []


def test_every_kind_of_block_when_written_in_both_languages_then_is_as_the_schema_asks(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, draw_pictures(tmp_path))
    for content in (hebrew(), english()):
        write_paged_docx(content, desk.pictures, tmp_path / "a.docx", created=CREATED)
        assert {name: errors(root) for name, root in parts_of(tmp_path / "a.docx").items()
                if errors(root)} == {}  # fmt: skip


# -- the schema catches what Word would not open -----------------------------------------------


def swapped(root: etree._Element, name: str) -> None:
    """The first two children of the first such element that has two change places."""
    node = next(each for each in root.iter(f"{W}{name}") if len(each) > 1)
    node.append(node[0])


def _without_name(root: etree._Element) -> None:
    del next(root.iter(f"{W}bookmarkStart")).attrib[f"{W}name"]


def _strange(root: etree._Element) -> None:
    etree.SubElement(next(root.iter(f"{W}r")), f"{W}blink")


def _aligned(root: etree._Element) -> None:
    next(root.iter(f"{W}jc")).set(f"{W}val", "middle")


def _twice(root: etree._Element) -> None:
    node = next(root.iter(f"{W}pPr"))
    node.insert(0, etree.fromstring(etree.tostring(node[0])))


def _empty_cell(root: etree._Element) -> None:
    cell = next(root.iter(f"{W}tc"))
    for child in list(cell)[1:]:
        cell.remove(child)


SPOILED: dict[str, tuple[str, Callable[[etree._Element], None]]] = {
    "paragraph properties in another order": ("document", lambda root: swapped(root, "pPr")),
    "run properties in another order": ("styles", lambda root: swapped(root, "rPr")),
    "a section in another order": ("document", lambda root: swapped(root, "sectPr")),
    "a table in another order": ("document", lambda root: swapped(root, "tbl")),
    "a style in another order": ("styles", lambda root: swapped(root, "style")),
    "a level in another order": ("numbering", lambda root: swapped(root, "lvl")),
    "settings in another order": ("settings", lambda root: swapped(root, "settings")),
    "a property twice": ("document", _twice),
    "a bookmark without a name": ("document", _without_name),
    "an unknown element": ("document", _strange),
    "an unknown alignment": ("document", _aligned),
    "a cell without a paragraph": ("document", _empty_cell),
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with every kind of block."""
    folder = tmp_path_factory.mktemp("example")
    target = folder / "a.docx"
    write_paged_docx(hebrew(), draw_pictures(folder), target, created=CREATED)
    return target


@pytest.mark.parametrize("fault", SPOILED)
def test_a_part_when_spoiled_then_the_schema_says_so(example: Path, fault: str) -> None:
    name, spoil = SPOILED[fault]
    root = parts_of(example)[name]
    assert errors(root) == []
    spoil(root)
    assert errors(root) != []
