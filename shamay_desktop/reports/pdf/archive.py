"""The painted file as PDF/A-2b: what an archive may rely on, checked after it is written."""

import zlib
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.report_content import Metadata, PictureFile, ReportContent
from shamay_desktop.domain.report_places import BlockPlace
from shamay_desktop.usecases.written_file import not_written

if TYPE_CHECKING:
    import pikepdf

FLAVOUR = "2b"
_TIMES = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate")


def archived(data: bytes, metadata: Metadata, language: str, created: datetime) -> bytes:
    """The same pages with what PDF/A-2b asks for; the same input gives the same bytes.

    Raises WorldFailed(`report_not_archivable`; why) when the written file does not pass.
    """
    import pikepdf
    from pikepdf import pdfa

    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            if "/Trans" in page:  # reportlab gives each page one; an archive allows none
                del page["/Trans"]
        _describe(pdf, metadata, language)
        pdfa.prepare(pdf, FLAVOUR)
        _name(pdf, created)
        _end_clearly(pdf)
        written = BytesIO()
        try:
            # A plain table of objects: what signs the file goes on in the same form, and a packed
            # one may end in what looks like a part of the line break behind it.
            plain = pikepdf.ObjectStreamMode.disable
            pdfa.save(
                pdf, written, FLAVOUR, repair=False, deterministic_id=True,
                object_stream_mode=plain,
            )  # fmt: skip
        except pdfa.PdfaError as error:
            rules = sorted({str(finding.rule) for finding in error.report.findings})
            raise WorldFailed("report_not_archivable", why=", ".join(rules)) from error
    return written.getvalue()


def write_archived(
    content: ReportContent,
    pictures: Mapping[str, PictureFile],
    target: Path,
    *,
    created: datetime,
) -> tuple[BlockPlace, ...]:
    """Write the report to `target` as PDF/A-2b, whole or not at all: what stood there stays until
    a file that passed is beside it. The answer says where each block stands.

    Raises WorldFailed as `write_pdf`, and `report_not_archivable`.
    """
    from shamay_desktop.reports.pdf import write_pdf

    beside = target.with_name(f".{target.name}.archive")
    try:
        places = write_pdf(content, pictures, beside, created=created)
        made = archived(
            beside.read_bytes(), content.metadata, content.language.value, created
        )  # fmt: skip
        beside.write_bytes(made)
        beside.replace(target)
    except OSError as error:
        raise not_written(error, target) from error
    except WorldFailed as failed:
        if failed.code == "report_not_written":  # the name that the user knows
            raise WorldFailed(failed.code, **{**failed.facts, "file": target.name}) from failed
        raise
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return places


def _end_clearly(pdf: "pikepdf.Pdf") -> None:
    """No stream ends in what looks like a part of the line break behind it.

    Text streams (pages, maps of characters) are packed here and not when they are written, so that
    a blank can be added to one whose last packed byte is a carriage return.
    """
    import pikepdf

    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream) or thing.get("/Type") == "/Metadata":
            continue
        if "/Subtype" not in thing and "/Length1" not in thing and "/N" not in thing:
            _pack(thing)


def _pack(stream: "pikepdf.Stream") -> None:
    import pikepdf

    said = stream.read_bytes()
    packed = zlib.compress(said)
    if packed.endswith(b"\r"):
        packed = zlib.compress(said + b" ")
    stream.write(packed, filter=pikepdf.Name.FlateDecode)


def _describe(pdf: "pikepdf.Pdf", metadata: Metadata, language: str) -> None:
    if "/Trapped" in pdf.docinfo:
        del pdf.docinfo["/Trapped"]  # it has no place in XMP, and the two must agree
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as xmp:
        xmp.load_from_docinfo(pdf.docinfo)
        xmp["dc:language"] = {language}
        if metadata.identifier:
            xmp["dc:identifier"] = metadata.identifier


def _name(pdf: "pikepdf.Pdf", created: datetime) -> None:
    """The moment of the report and not that of the clock of this run; the program that made it."""
    from shamay_desktop.reports.pdf.painting import PROGRAM

    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as xmp:
        for name in _TIMES:
            xmp[name] = created.isoformat(timespec="seconds")
        xmp["pdf:Producer"] = PROGRAM  # preparing names the library there
