"""Names of the report's files in a folder of the user's, so that none stands there already."""

from collections.abc import Sequence
from pathlib import Path

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.file_names import clean_file_name
from shamay_desktop.domain.records import AssetType
from shamay_desktop.domain.titles import title_of

ENDINGS = {
    AssetType.PDF: ".pdf",
    AssetType.DOCX: ".docx",
    AssetType.JSON: ".json",
    AssetType.CSV: ".csv",
}


def report_names(
    case: Case, folder: Path, formats: Sequence[AssetType], word: str
) -> dict[AssetType, str]:
    """One name for all formats: `word`, the reference and the title of the case.

    A file that stands in the folder is never replaced: a Word file may have been worked on. Then
    all names get the next free number. Reads the folder; one that is not there has no files.
    """
    parts = [word, case.text("report.reference") or "", title_of(case)]
    words = " ".join(dict.fromkeys(part for part in parts if part))
    stem = clean_file_name(f"{words.replace('.', ' ')}.pdf").stem
    number = 1
    while True:
        tail = f" ({number})" if number > 1 else ""
        names = {each: f"{stem}{tail}{ENDINGS[each]}" for each in formats}
        if not any((folder / name).exists() for name in names.values()):
            return names
        number += 1
