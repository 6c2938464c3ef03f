"""The file as a package: parts, relationships, pictures, notes, properties, the same bytes."""

import hashlib
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.report_content import Metadata, PictureFile
from shamay_desktop.domain.report_text import footnotes
from shamay_desktop.reports.docx import DocxFaces, write_docx
from tests.reports.docx.conftest import CREATED, Desk
from tests.reports.docx.example import english, hebrew
from tests.reports.docx.reading import DocxFile, find, values

_OFFICE = shutil.which("soffice")


def test_the_writer_when_imported_then_does_not_load_python_docx_yet() -> None:
    program = "import sys, shamay_desktop.reports.docx; sys.exit('docx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_same_report_when_written_twice_then_has_the_same_bytes(desk: Desk) -> None:
    desk.write(hebrew(), "one.docx")
    desk.write(hebrew(), "two.docx")
    one, two = ((desk.folder / name).read_bytes() for name in ("one.docx", "two.docx"))
    assert one == two


def test_a_report_when_opened_with_python_docx_then_has_its_properties_and_no_others(
    hebrew_path: Path,
) -> None:
    properties = docx.Document(str(hebrew_path)).core_properties
    assert properties.title == "שומת מקרקעין – דירה ברח' האלון 12"
    assert properties.author == properties.last_modified_by == "נועה ברק"
    assert properties.subject == "שווי שוק"
    assert properties.keywords == "גוש 6109; דירה"
    assert properties.language == "he"
    assert properties.created == properties.modified == CREATED
    assert properties.comments == ""
    assert properties.revision == 1


def test_a_report_when_zipped_then_names_neither_library_nor_folder(
    hebrew_file: DocxFile, pictures: dict[str, PictureFile]
) -> None:
    folder = str(Path(pictures["logo"].path).parent).encode()
    for name, data in hebrew_file.members.items():
        if name.endswith((".xml", ".rels")):
            assert b"python-docx" not in data
            assert folder not in data


def test_a_moment_in_another_zone_when_given_then_is_kept_as_utc(
    desk: Desk, tmp_path: Path
) -> None:
    created = datetime(2026, 11, 3, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    target = tmp_path / "zone.docx"
    write_docx(english(), desk.pictures, target, created=created)
    written = docx.Document(str(target)).core_properties.created
    assert written is not None
    assert written.replace(tzinfo=None) == datetime(2026, 11, 2, 23, 0)  # noqa: DTZ001


def test_a_title_longer_than_word_allows_when_written_then_is_cut(desk: Desk) -> None:
    content = replace(english(), metadata=Metadata("t" * 300, "a", "s", ("k" * 300,)))
    desk.write(content, "long.docx")
    properties = docx.Document(str(desk.folder / "long.docx")).core_properties
    assert (len(properties.title), len(properties.keywords)) == (255, 255)


def is_drawn(file: DocxFile, name: str) -> bool:
    """Whether a member is a plot: an SVG, or the PNG that stands beside it."""
    relations = parse_xml(file.members["word/_rels/document.xml.rels"])
    targets = {node.get("Id"): f"word/{node.get('Target')}" for node in relations}
    blips = [
        blip for blip in file.part("document").iter(qn("a:blip")) if find(blip, ".//asvg:svgBlip")
    ]
    used = {value for blip in blips for value in values(blip, "./@r:embed | .//@r:embed")}
    return name in {targets[relation] for relation in used}


def test_a_plot_when_written_then_is_an_svg_of_outlines_with_a_png_and_a_description(
    hebrew_file: DocxFile,
) -> None:
    plots = [name for name in hebrew_file.members if is_drawn(hebrew_file, name)]
    drawings = [name for name in plots if name.endswith(".svg")]
    assert len(drawings) == len(plots) - len(drawings) == 7
    for name in plots:
        data = hebrew_file.members[name]
        if name in drawings:
            assert find(parse_xml(data), "./*")
            assert b"<text" not in data  # no font is asked for where it is opened
            assert b"path" in data
        else:
            assert data.startswith(b"\x89PNG")
    described = [
        values(node, "./wp:docPr/@descr")
        for node in hebrew_file.part("document").iter(qn("wp:inline"))
        if find(node, ".//asvg:svgBlip")
    ]
    assert all(words and words[0] for words in described)


def test_pictures_when_used_many_times_then_each_is_stored_once(
    hebrew_file: DocxFile, pictures: dict[str, PictureFile]
) -> None:
    stored = [data for name, data in hebrew_file.members.items() if "/media/" in name]
    drawn = [data for name, data in hebrew_file.members.items() if is_drawn(hebrew_file, name)]
    hashes = [hashlib.sha256(data).hexdigest() for data in stored if data not in drawn]
    given = {hashlib.sha256(Path(file.path).read_bytes()).hexdigest() for file in pictures.values()}
    assert sorted(hashes) == sorted(given)
    assert len(given) == len(pictures) - 1  # `twin` has the kitchen's bytes


def test_drawings_when_written_then_have_numbers_of_their_own_and_keep_proportions(
    hebrew_file: DocxFile, pictures: dict[str, PictureFile]
) -> None:
    placed = [node for story in hebrew_file.stories for node in find(story, ".//wp:inline")]
    numbers = [values(node, "./wp:docPr/@id")[0] for node in placed]
    drawn = [node for node in placed if not find(node, ".//asvg:svgBlip")]
    assert len(set(numbers)) == len(numbers)
    assert (len(drawn), len(placed)) == (13, 20)  # seven plots among them
    shapes = {round(file.width / file.height, 2) for file in pictures.values()}
    for node in drawn:
        extent = find(node, "./wp:extent")[0]
        assert round(int(extent.get("cx")) / int(extent.get("cy")), 2) in shapes


def test_every_relationship_when_written_then_leads_to_a_part_with_a_content_type(
    hebrew_file: DocxFile,
) -> None:
    types = parse_xml(hebrew_file.members["[Content_Types].xml"])
    overrides = {node.get("PartName") for node in types if node.get("PartName")}
    endings = {node.get("Extension") for node in types if node.get("Extension")}
    for name in hebrew_file.members:
        assert f"/{name}" in overrides or name.rpartition(".")[2] in endings
    assert {part.lstrip("/") for part in overrides} <= set(hebrew_file.members)
    for part in ("document", "header2"):
        relations = parse_xml(hebrew_file.members[f"word/_rels/{part}.xml.rels"])
        targets = {node.get("Id"): node.get("Target") for node in relations}
        assert all(f"word/{target}" in hebrew_file.members for target in targets.values())
        used = values(hebrew_file.part(part), ".//@r:embed | .//@r:id")
        assert set(used) <= set(targets)


def test_notes_when_written_then_are_numbered_and_each_is_marked_once(
    hebrew_file: DocxFile,
) -> None:
    part = hebrew_file.part("footnotes")
    kinds = [(node.get(qn("w:id")), node.get(qn("w:type"))) for node in part]
    assert kinds[:2] == [("-1", "separator"), ("0", "continuationSeparator")]
    numbers = [number for number, kind in kinds if kind is None]
    marks = values(hebrew_file.part("document"), ".//w:footnoteReference/@w:id")
    assert numbers == marks == [str(at + 1) for at in range(len(footnotes(hebrew())))]
    named = values(hebrew_file.part("settings"), "./w:footnotePr/w:footnote/@w:id")
    assert named == ["-1", "0"]
    styles = set(values(hebrew_file.part("styles"), "./w:style/@w:styleId"))
    for story in hebrew_file.stories:
        assert set(values(story, ".//w:pStyle/@w:val | .//w:rStyle/@w:val")) <= styles


def test_faces_when_the_office_has_others_then_are_named_for_hebrew_too(
    desk: Desk, tmp_path: Path
) -> None:
    target = tmp_path / "faces.docx"
    faces = DocxFaces(body="Narkisim", headings="Gisha", numbers="Arial")
    write_docx(english(), desk.pictures, target, created=CREATED, faces=faces)
    named = set(values(DocxFile(target).part("styles"), ".//w:rFonts/@w:cs"))
    assert named == {"Narkisim", "Gisha", "Arial"}


def test_a_picture_that_is_gone_when_written_then_the_world_failed_and_nothing_is_left(
    desk: Desk, tmp_path: Path
) -> None:
    lost = {**desk.pictures, "map": PictureFile(str(tmp_path / "gone.jpg"), 10, 10)}
    with pytest.raises(WorldFailed) as failure:
        write_docx(hebrew(), lost, tmp_path / "out.docx", created=CREATED)
    assert (failure.value.code, failure.value.facts) == (
        "report_picture_unreadable",
        {"picture": "map"},
    )
    assert not list(tmp_path.glob("out.docx*"))


def test_a_file_that_is_no_picture_when_written_then_is_refused_by_its_key(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "words.jpg"
    path.write_text("not a picture")
    wrong = {**desk.pictures, "map": PictureFile(str(path), 10, 10)}
    with pytest.raises(WorldFailed, match="report_picture_unreadable"):
        write_docx(hebrew(), wrong, tmp_path / "out.docx", created=CREATED)


def test_a_folder_that_is_gone_when_written_to_then_the_world_failed(
    desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(WorldFailed) as failure:
        write_docx(english(), desk.pictures, tmp_path / "gone" / "out.docx", created=CREATED)
    assert failure.value.code == "report_not_written"


@pytest.mark.skipif(_OFFICE is None, reason="LibreOffice is not installed")
def test_a_report_when_converted_by_libreoffice_then_has_its_pages(
    hebrew_path: Path, tmp_path: Path
) -> None:
    import pypdfium2

    subprocess.run(
        [
            str(_OFFICE),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(hebrew_path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    document = pypdfium2.PdfDocument(str(tmp_path / "report.pdf"))
    try:
        assert len(document) >= 8
    finally:
        document.close()
