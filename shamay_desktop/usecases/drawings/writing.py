"""A drawn picture as a PNG of the user's: a marked map picture, or the excerpt of a plan."""

from pathlib import Path

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.maps.reading import PICTURES
from shamay_desktop.domain.measuring.reading import SHEETS
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.drawings.requests import Request, drawings_of
from shamay_desktop.usecases.services import Services

WIDTH = 2860
"""Pixels across: twice what a report prints, for slides and letters."""


def write_png(
    services: Services, case: Case, row_id: str, target: Path, language: Language = Language.HE
) -> PictureFile:
    """Write what is drawn on a map picture or a measured sheet, by its row, replacing the file.

    Raises Refused(`picture_unknown`, `drawn_off_the_sheet`) and as the readers of files do,
    WorldFailed(`folder_not_writable`, `disk_full`, `stored_file_missing`).
    """
    paper, request = _asked(case, row_id, language)
    made = services.temporary / f"{new_id()}.png"
    try:
        drawn = services.derived.write_drawn(paper, request, made, WIDTH)
        placed = services.exports.place(made, target)
    finally:
        made.unlink(missing_ok=True)
    return PictureFile(str(placed), drawn.width, drawn.height)


def _asked(case: Case, row_id: str, language: Language) -> tuple[str, Request]:
    drawings = drawings_of(case, load_texts(language))
    for list_id, requests in ((PICTURES, drawings.marked), (SHEETS, drawings.excerpts)):
        request = requests.get(row_id)
        paper = next((row.content("file") for row in case.rows(list_id) if row.id == row_id), None)
        if request is not None and isinstance(paper, str):
            return paper, request
    raise Refused("picture_unknown", picture=row_id)
