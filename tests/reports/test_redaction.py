"""An identity number that the report is not to show in full stands in none of its files."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.records import AssetType
from shamay_desktop.domain.report_content import ReportContent
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import OwnPicture
from shamay_desktop.domain.report_edits.rich_text import words
from shamay_desktop.reports.data import write_csv, write_json
from shamay_desktop.reports.docx import write_paged_docx
from shamay_desktop.reports.pdf.archive import write_archived
from tests.end_to_end.printed import printed_pages
from tests.reports.printing import AT, AnyPicture
from tests.usecases.report.inputs import paper, photo, report_of

NUMBER = "123456782"
WRITERS = {
    AssetType.PDF: write_archived,
    AssetType.DOCX: write_paged_docx,
    AssetType.CSV: write_csv,
    AssetType.JSON: write_json,
}


def _report(switch: str) -> ReportContent:
    """The number in a fact, in names and titles of papers, in captions, and in own words."""
    values = {
        "address.street": Value.of("הדקל"),
        "client.name": Value.of("דנה אלמוג"),
        "client.id_number": Value.of(NUMBER),
        "export.id_numbers": Value.of(switch),
        "export.annexes": Value.of("all"),
    }
    case = Case("case", values)
    said = words(f"הלקוחה, ת.ז. {NUMBER}, הציגה תעודה.")
    case = after(case, gestures.add_text(case, said, "heading:signature", "", "own"))
    own = OwnPicture("p2", caption=f"תעודה {NUMBER}")
    case = after(case, gestures.add_picture(case, own, "own:own", "", "picture"))
    extract = replace(
        paper(DocType.TABU, "extract"), file_name=f"נסח {NUMBER}.pdf", caption=f"נסח של {NUMBER}"
    )
    photos = (
        replace(photo("p1"), file_name=f"{NUMBER}.jpg", caption=""),
        replace(photo("p2"), caption=f"צולם אצל {NUMBER}"),
    )
    return report_of(case, papers=(extract,), photos=photos)


def _handed_out(content: ReportContent, pictures: AnyPicture, folder: Path) -> Mapping[str, str]:
    """Everything that the files say, by kind."""
    for kind, write in WRITERS.items():
        write(content, pictures, folder / kind.value, created=AT)
    with pikepdf.open(folder / "PDF") as pdf:
        info = " ".join(str(value) for value in pdf.docinfo.values())
        outline = " ".join(str(item.get("/Title", "")) for item in pdf.objects
                           if isinstance(item, pikepdf.Dictionary))  # fmt: skip
        described = info + outline + pdf.Root.Metadata.read_bytes().decode()
    lines = "\n".join(line for page in printed_pages(folder / "PDF") for line in page.lines)
    with ZipFile(folder / "DOCX") as package:
        parts = "".join(package.read(name).decode() for name in package.namelist()
                        if name.endswith((".xml", ".rels")))  # fmt: skip
    # a number may be cut into runs by its look or direction
    joined = re.sub(r"</?w:[^>]*>|[\u200e\u200f]", "", parts)
    return {
        "PDF": lines + described,
        "DOCX": parts + joined,
        "CSV": (folder / "CSV").read_text(encoding="utf-8-sig"),
        "JSON": (folder / "JSON").read_text(encoding="utf-8"),
    }


@pytest.mark.parametrize("switch", ["last_four", "none"])
def test_an_identity_number_when_it_is_not_to_be_shown_then_stands_in_no_file(
    switch: str, any_picture: AnyPicture, tmp_path: Path
) -> None:
    said = _handed_out(_report(switch), any_picture, tmp_path)
    for kind, text in said.items():
        assert NUMBER[:5] not in text, kind
        assert ("6782" in text) is (switch == "last_four"), kind


def test_an_identity_number_when_shown_in_full_then_stands_in_each_file(
    any_picture: AnyPicture, tmp_path: Path
) -> None:
    said = _handed_out(_report("full"), any_picture, tmp_path)
    assert {kind for kind, text in said.items() if NUMBER in text} == set(said)
