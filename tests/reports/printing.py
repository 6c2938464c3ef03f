"""Reports of every template from several cases, for tests of what is printed.

Four cases: the shipped sample, one with every field filled, one with next to nothing, and the
sample as an appraiser arranged it (own words, notes, tables, pictures, moved and hidden blocks).
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.editing import Change, after
from shamay_desktop.domain.evidence import DocType, Document, Image, RoomType
from shamay_desktop.domain.report_content import (
    Block,
    Bullets,
    Heading,
    LabelLines,
    Paragraph,
    PictureFile,
    ReportContent,
    Role,
    Table,
    Width,
)
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import OwnPicture
from shamay_desktop.domain.report_edits.keys import apart, chapter_key, key_of
from shamay_desktop.domain.report_edits.own_table import table_of_cells
from shamay_desktop.domain.report_edits.rich_text import Flow, RichParagraph, Span, words
from shamay_desktop.domain.report_looks import FRANK_RUHL
from shamay_desktop.domain.report_templates.template import Kind, Order
from shamay_desktop.i18n.language import Language
from shamay_desktop.resource_files import resource
from tests.filled_case import filled_case
from tests.usecases.report.inputs import paper, photo, report_of

AT = datetime(2026, 11, 22, tzinfo=UTC)
CASES = ("sample", "filled", "bare", "arranged")
PAPERS = (DocType.TABU, DocType.CONDO, DocType.GIS_SCREENSHOT)
OFFICE = shutil.which("soffice")


@dataclass(frozen=True)
class Printed:
    """One report to be: of which case, in which template, order and language."""

    case: str
    kind: Kind
    order: Order
    language: Language = Language.HE

    def __str__(self) -> str:
        return f"{self.case}-{self.kind.value}-{self.order.value}-{self.language.value}"

    @property
    def content(self) -> ReportContent:
        """What it says."""
        return content_of(self)


def every(
    cases: Iterable[str] = CASES, languages: Iterable[Language] = (Language.HE,)
) -> list[Printed]:
    """Each template in both orders."""
    return [
        Printed(name, kind, order, language)
        for name in cases for kind in Kind for order in Order for language in languages
    ]  # fmt: skip


@cache
def case_of(name: str) -> Case:
    """One of the four cases."""
    if name == "filled":
        return filled_case()
    if name == "bare":
        return Case("bare", {"address.street": Value.of("הדקל")})
    raw = json.loads(resource("sample_case", "case.json").read_text(encoding="utf-8"))
    sample = decode_case("sample-case", raw["fields"])
    return _arranged(sample) if name == "arranged" else sample


def evidence_of(name: str) -> tuple[Sequence[Document], Sequence[Image]]:
    """Papers and photos of a case; the bare one has none."""
    if name == "bare":
        return (), ()
    papers = tuple(
        paper(kind, f"{number}{kind.value.lower()}") for number, kind in enumerate(PAPERS)
    )
    rooms = (photo(f"p{number}", room=RoomType.KITCHEN.value) for number in range(5))
    return papers, (photo("front", front=True), *rooms)


@cache
def content_of(which: Printed) -> ReportContent:
    """Made once for all tests of a run."""
    case = case_of(which.case)
    chosen = {
        "export.template": Value.of(which.kind.value),
        "export.order": Value.of(which.order.value),
    }
    papers, photos = evidence_of(which.case)
    content = report_of(
        Case(case.id, {**case.values, **chosen}),
        papers=papers, photos=photos, language=which.language,
    )  # fmt: skip
    # the same on every machine, whether David is installed there or not
    return replace(content, looks=replace(content.looks, body_font=FRANK_RUHL))


# -- the case that an appraiser arranged -------------------------------------------------------

OWN = RichParagraph(
    (
        Span("ביקרתי בנכס, "),
        Span("ומצאתי", bold=True),
        Span(" "),
        Span("שגובה התקרה 2.80 מ'", italic=True, highlight=True),
        Span("", note=(Span("נמדד ב-05.10.2026 (מד לייזר)."),)),
        Span(", ראו סעיף "),
        Span("1.1", refers="heading:1.1"),
        Span("."),
    )
)
LIST = tuple(RichParagraph((Span(text),), Flow.NUMBER) for text in ("ראשית – 1/2", "שנית (3–5)"))


def _arranged(case: Case) -> Case:
    """A change of each kind, at blocks that every template prints."""
    content = report_of(case, photos=evidence_of("sample")[1])
    blocks = [each for chapter in content.chapters for block in chapter.blocks
              for each in apart(block)]  # fmt: skip
    said = [block for block in blocks if isinstance(block, Paragraph) and block.role is Role.BODY]
    label = next(block for block in blocks if isinstance(block, LabelLines))
    heads = [block for block in blocks if isinstance(block, Heading)]
    bullets = next(block for block in blocks if isinstance(block, Bullets))
    table = next(block for block in blocks if isinstance(block, Table))
    own = table_of_cells([["מועד", "סכום"], ["01.02.2026", "1,250"]], first_is_head=True)
    chapter = chapter_key(content.chapters[-2])
    steps: tuple[Callable[[Case], tuple[Change, ...]], ...] = (
        lambda c: gestures.reword(c, _key(said[0]), said[0], (OWN, *LIST), "words"),
        lambda c: gestures.annotate(c, _key(label), words("לפי נסח (2) מיום 12.05.2026."), "note"),
        lambda c: gestures.annotate(c, _key(table), words("עסקאות שדווחו."), "note2"),
        lambda c: gestures.hide(c, _key(bullets), "hidden"),
        lambda c: gestures.move(c, _key(said[-1]), _key(heads[0]), _key(heads[0]), "moved"),
        lambda c: gestures.add_text(c, (OWN,), _key(heads[-1]), "", "own"),
        lambda c: gestures.add_table(c, own, "own:own", "", "table"),
        lambda c: gestures.add_break(c, "own:table", "", "break"),
        lambda c: gestures.add_picture(
            c, OwnPicture("p1", Width.HALF, "מבט לצפון"), "own:break", "", "picture"),
        lambda c: gestures.add_picture(
            c, OwnPicture("p2", Width.THIRD, ""), "own:picture", "", "picture2"),
        lambda c: gestures.add_text(c, words("עוד פסקה."), chapter, "", "late"),
    )  # fmt: skip
    for step in steps:
        case = after(case, step(case))
    return case


def _key(block: Block) -> str:
    key = key_of(block)
    assert key
    return key


# -- pictures and programs ---------------------------------------------------------------------


class AnyPicture(dict[str, PictureFile]):
    """One small picture under whatever key is asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        from PIL import Image as Pillow

        self.file = PictureFile(str(folder / "any.jpg"), 400, 300)
        Pillow.new("RGB", (400, 300), (170, 190, 180)).save(self.file.path)

    def __missing__(self, key: str) -> PictureFile:
        return self.file

    def __contains__(self, key: object) -> bool:
        return True

    def get(self, key: str, default: object = None) -> PictureFile:
        """That picture."""
        return self.file


FONTS = """<?xml version="1.0"?>
<fontconfig>
 <dir>{fonts}</dir>
 <cachedir>{cache}</cachedir>
 <match target="pattern">
  <test name="family"><string>David</string></test>
  <edit name="family" mode="assign" binding="same"><string>Frank Ruhl Libre</string></edit>
 </match>
</fontconfig>
"""


def converted(files: Sequence[Path], target: Path, ending: str = "pdf") -> list[Path]:
    """The Word files as LibreOffice prints them (or reads them: "fodt"), in the shipped faces,
    which stand in for David.
    """
    with TemporaryDirectory(prefix="office-") as folder:
        place = Path(folder)
        config = place / "fonts.conf"
        config.write_text(
            FONTS.format(fonts=resource("fonts"), cache=place / "cache"), encoding="utf-8"
        )
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
        subprocess.run(
            [str(OFFICE), profile, "--headless", "--convert-to", ending, "--outdir", str(target),
             *map(str, files)],
            env={"FONTCONFIG_FILE": str(config), "HOME": str(place), "PATH": "/usr/bin:/bin"},
            check=True, capture_output=True, timeout=540,
        )  # fmt: skip
    return [target / f"{file.stem}.{ending}" for file in files]
