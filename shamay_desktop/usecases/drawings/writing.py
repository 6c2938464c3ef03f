"""What is drawn as files of the user's: a PNG as it is printed, or the marks to be edited again."""

import json
from pathlib import Path

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.maps.annotations_json import picture_to_json
from shamay_desktop.domain.maps.marked import MarkedRequest
from shamay_desktop.domain.maps.reading import PICTURES, pictures_of
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


def seen_as_printed(
    services: Services, case: Case, row_id: str, width: int, language: Language = Language.HE
) -> PictureFile:
    """What `write_png` writes as a picture of the cache, `width` pixels across, to be looked at.

    Raises as `write_png`, but for the folder.
    """
    paper, request = _asked(case, row_id, language)
    if isinstance(request, MarkedRequest):
        return services.derived.marked(paper, request, width)
    return services.derived.excerpt(paper, request, width)


def write_annotations(
    services: Services, case: Case, picture_id: str, picture_name: str, target: Path
) -> Path:
    """Write the marks of a map picture as a NAME.annotations.json, replacing the file.

    `picture_name` is the file's name of its paper. Raises Refused(`picture_unknown`), WorldFailed.
    """
    picture = next((each for each in pictures_of(case) if each.id == picture_id), None)
    if picture is None:
        raise Refused("picture_unknown", picture=picture_id)
    told = picture_to_json(picture, picture_name)
    content = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return services.exports.write(content.encode("utf-8"), target)


def _asked(case: Case, row_id: str, language: Language) -> tuple[str, Request]:
    drawings = drawings_of(case, load_texts(language))
    for list_id, requests in ((PICTURES, drawings.marked), (SHEETS, drawings.excerpts)):
        request = requests.get(row_id)
        paper = next((row.content("file") for row in case.rows(list_id) if row.id == row_id), None)
        if request is not None and isinstance(paper, str):
            return paper, request
    raise Refused("picture_unknown", picture=row_id)
