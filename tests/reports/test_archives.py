"""What is handed out of each template is an archive's file, and tells of nobody but the report."""

import getpass
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import page as conformance
import pikepdf
import pytest
from pikepdf import pdfa

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.records import AssetType
from shamay_desktop.reports.pdf import archive
from shamay_desktop.reports.pdf.archive import write_archived
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.ports import ReportWriter
from tests.reports.printing import AT, AnyPicture, Printed, every
from tests.reports.spreading import Prints, asked, once

EVERY = every(("sample", "arranged"))


@pytest.fixture(scope="module")
def writers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[AssetType, ReportWriter]]:
    """The writers that the program hands reports out with."""
    services = build_services(Place(Home(tmp_path_factory.mktemp("home"))))
    yield dict(services.writers)
    services.close()


@pytest.mark.parametrize("which", asked(EVERY, once("sample", "arranged")))
def test_a_template_when_handed_out_passes_both_checks_of_an_archive_s_file(
    which: Printed, prints: Prints
) -> None:
    target = prints.archived(which)
    found = conformance.validate_pdf(str(target), profile=conformance.ValidationProfile.PDF_A_2B)
    assert [failure.rule_id for failure in found.failures] == []
    assert pdfa.validate_written(target, "2b").passed
    _is_described(target, which)


def _is_described(target: Path, which: Printed) -> None:
    """Title, language, intent, bookmarks that lead somewhere, links to every annex."""
    content = which.content
    with pikepdf.open(target) as pdf, pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == str(pdf.docinfo["/Title"]) == content.metadata.title
        assert xmp["pdfaid:part"] == "2"
        assert xmp["pdfaid:conformance"] == "B"
        assert str(pdf.Root.Lang) == content.language.value
        intents = list(pdf.Root.OutputIntents)
        assert [str(intent.S) for intent in intents] == ["/GTS_PDFA1"]
        assert "/DestOutputProfile" in intents[0]
        titles = [item.title for item in _outline(pdf)]
        assert titles.count(content.annexes_title) == (1 if content.annexes else 0)
        for chapter in content.chapters:
            if chapter.title:
                assert f"{chapter.number} {chapter.title}".strip() in titles
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        assert len(links) >= len(content.annexes)


def _outline(pdf: pikepdf.Pdf) -> Iterator[Any]:
    waiting: list[Any] = list(pdf.open_outline().root)
    while waiting:
        item = waiting.pop(0)
        waiting += item.children
        assert item.destination is not None
        yield item


def test_a_file_when_handed_out_is_the_archive_s_to_the_byte(
    prints: Prints,
    any_picture: AnyPicture,
    writers: dict[AssetType, ReportWriter],
    tmp_path: Path,
) -> None:
    writers[AssetType.PDF](EVERY[0].content, any_picture, tmp_path / "report.pdf", created=AT)
    assert (tmp_path / "report.pdf").read_bytes() == prints.archived(EVERY[0]).read_bytes()


# -- whose file it is --------------------------------------------------------------------------

STRANGERS = ("python-docx", "reportlab", "pikepdf", "qpdf", "anonymous", "LibreOffice")


def test_properties_when_written_are_the_report_s_and_of_no_machine(
    any_picture: AnyPicture, writers: dict[AssetType, ReportWriter], tmp_path: Path
) -> None:
    content = EVERY[0].content
    for kind in (AssetType.PDF, AssetType.DOCX):
        writers[kind](content, any_picture, tmp_path / kind.value, created=AT)
    with pikepdf.open(tmp_path / "PDF") as pdf:
        info = {name: str(value) for name, value in pdf.docinfo.items()}
        said = " ".join(info.values()) + pdf.Root.Metadata.read_bytes().decode()
    assert info["/Producer"] == info["/Creator"] == "Shamay Desktop"
    assert info["/Author"] == content.metadata.author
    with ZipFile(tmp_path / "DOCX") as package:
        said += "".join(
            package.read(name).decode()
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        )
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    machine = (getpass.getuser(), socket.gethostname(), str(Path.home()), str(tmp_path))
    for stranger in (*STRANGERS, *machine):
        assert not re.search(rf"(?<!\w){re.escape(stranger)}(?!\w)", said), stranger


# -- beside and replace ------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["disk", "unfit"])
def test_a_file_when_it_cannot_be_made_leaves_what_stood_there_and_nothing_beside(
    fault: str, any_picture: AnyPicture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"the earlier one")

    def full(*_given: object, **_named: object) -> bytes:
        if fault == "disk":
            raise OSError(28, "No space left on device")
        raise WorldFailed("report_not_archivable", why="x")

    monkeypatch.setattr(archive, "archived", full)
    with pytest.raises(WorldFailed) as failed:
        write_archived(EVERY[0].content, any_picture, target, created=AT)
    expected = "report_not_written" if fault == "disk" else "report_not_archivable"
    assert failed.value.code == expected
    assert failed.value.facts.get("file", "report.pdf") == "report.pdf"
    assert target.read_bytes() == b"the earlier one"
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_a_folder_that_is_gone_when_written_to_is_told_by_the_file_s_own_name(
    any_picture: AnyPicture, tmp_path: Path
) -> None:
    with pytest.raises(WorldFailed) as failed:
        write_archived(EVERY[0].content, any_picture, tmp_path / "gone" / "a.pdf", created=AT)
    assert (failed.value.code, failed.value.facts["file"]) == ("report_not_written", "a.pdf")
