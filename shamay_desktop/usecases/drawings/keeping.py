"""The drawn results of map pictures kept by their hash, beside that of the untouched original."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.drawing.rows import Changes as CaseChanges
from shamay_desktop.domain.editing import Change, after, setting
from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.maps.pictures import MapPicture
from shamay_desktop.domain.maps.reading import PICTURES, pictures_of
from shamay_desktop.domain.records import Asset, AssetType, Happened
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.drawings.requests import Drawings, drawings_of
from shamay_desktop.usecases.evidence.lot import read_evidence
from shamay_desktop.usecases.evidence.pictures import naming
from shamay_desktop.usecases.ports import Cancelled, UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import replayed

WIDTH = 1430
"""Pixels across of what is kept: the width of a report's text at 220 dots an inch."""

_SLUG = "drawn-"
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class KeptDrawing:
    """A picture as it was drawn: its row, the paper it is drawn on, both hashes, what was drawn."""

    picture: str
    original: str
    drawn: str
    drawn_of: str


def drawn_picture(
    services: Services,
    actor: Actor,
    case: Case,
    picture_id: str,
    language: Language = Language.HE,
) -> tuple[CaseChanges, PictureFile]:
    """Draw a picture for print and keep it; the changes note both in its row (none: noted so).

    Raises Refused(`picture_unknown`) and as the readers of files do, WorldFailed.
    """
    drawings = drawings_of(case, load_texts(language))
    picture = next((each for each in pictures_of(case) if each.id == picture_id), None)
    if picture is None:
        raise Refused("picture_unknown", picture=picture_id)
    made = _made(services, picture, drawings)
    kept = _stored(services, picture, drawings, made)
    _record(services, actor, case.id, [kept])
    return changes_of(case, [kept]), made


def keep_drawn(
    services: Services,
    actor: Actor,
    case: Case,
    language: Language = Language.HE,
    cancelled: Cancelled | None = None,
) -> tuple[KeptDrawing, ...]:
    """Draw and keep every printed picture of a case whose row does not say that it was drawn so.

    Raises as `drawn_picture`, and WorkCancelled.
    """
    drawings, kept = drawings_of(case, load_texts(language)), []
    for picture in _stale(services, actor, case, drawings):
        if cancelled is not None and cancelled():
            raise WorkCancelled
        kept.append(_stored(services, picture, drawings, _made(services, picture, drawings)))
    _record(services, actor, case.id, kept)
    return tuple(kept)


def changes_of(case: Case, kept: Iterable[KeptDrawing]) -> CaseChanges:
    """What notes the drawn pictures in a case; nothing of rows that it has no more."""
    return tuple(_noting(case, kept))


def noted(
    services: Services, work: UnitOfWork, actor: Actor, case: Case, kept: Iterable[KeptDrawing]
) -> Case:
    """The case with its drawn pictures noted, in its session too, as edits of the actor.

    A picture that was changed since it was drawn is passed over.
    """
    drawings = drawings_of(case, load_texts(Language.HE))
    same = [
        each
        for each in kept
        if (request := drawings.marked.get(each.picture)) is not None
        and request.fingerprint() == each.drawn_of
    ]
    at = services.clock.now().isoformat(timespec="milliseconds")
    record = work.sessions.active_of(case.id)
    first = 1 + (0 if record is None else work.sessions.last_seq(record.session_id))
    edits: tuple[Edit, ...] = tuple(
        change.stamped(number, actor.email, at)
        for number, change in enumerate(changes_of(case, same), first)
    )
    if record is not None and edits:
        work.sessions.journal(record.session_id, edits, record.focus)
    return replayed(case, edits)


def _noting(case: Case, kept: Iterable[KeptDrawing]) -> Iterator[Change]:
    rows = {row.id for row in case.rows(PICTURES)}
    for each in kept:
        if each.picture in rows:
            for column, said in (("drawn", each.drawn), ("drawn_of", each.drawn_of)):
                changes = setting(case, f"{PICTURES}/{each.picture}/{column}", Value.of(said))
                case = after(case, changes)
                yield from changes


def _stale(services: Services, actor: Actor, case: Case, drawings: Drawings) -> list[MapPicture]:
    """Printed pictures of papers that the case still has, not drawn yet as they are now."""
    pictures = [each for each in pictures_of(case) if each.printed]
    if not pictures:
        return []
    with services.database.work(actor) as work:
        known = read_evidence(work, case.id).hashes
        own = {asset.sha256 for asset in work.assets.of(case.id)}
    return [
        each
        for each in pictures
        if each.paper in known
        and (
            each.drawn_of != drawings.marked[each.id].fingerprint()
            or each.drawn not in own  # of a copied case: its original may be deleted for good
            or not _is_here(services, each.drawn)
        )
    ]


def _is_here(services: Services, sha256: str) -> bool:
    """A case that came from elsewhere may name a drawn picture that was not brought along."""
    return bool(_HASH.fullmatch(sha256)) and services.store.path(sha256).is_file()


def _made(services: Services, picture: MapPicture, drawings: Drawings) -> PictureFile:
    with naming(picture.title or None):
        return services.derived.marked(picture.paper, drawings.marked[picture.id], WIDTH)


def _stored(
    services: Services, picture: MapPicture, drawings: Drawings, made: PictureFile
) -> KeptDrawing:
    stored = services.store.add(Path(made.path))
    return KeptDrawing(
        picture.id, picture.paper, stored.sha256, drawings.marked[picture.id].fingerprint()
    )


def _record(
    services: Services, actor: Actor, valuation_id: str, kept: Iterable[KeptDrawing]
) -> None:
    """A row for each drawn file, so that the store knows whose it is, and a line in the trail."""
    with services.database.work(actor) as work:
        known = {asset.sha256 for asset in work.assets.of(valuation_id)}
        fresh = [each for each in kept if each.drawn not in known]
        if not fresh:
            return
        valuation = work.valuations.get(valuation_id)
        if valuation is None:
            raise Refused("case_unknown", case=valuation_id)
        require(actor, Permission.READ_CASE, owner_id=valuation.created_by_id)
        for each in fresh:
            asset = _asset(services, actor, valuation_id, each)
            work.assets.add(asset)
            work.trail.write(Happened("picture_drawn", "asset", asset.id, _told(each)))
        work.commit()


def _asset(services: Services, actor: Actor, valuation_id: str, kept: KeptDrawing) -> Asset:
    return Asset(
        new_id(), valuation_id, AssetType.IMAGE, f"{_SLUG}{kept.drawn[:12]}.jpg", kept.drawn,
        kept.drawn, f"{_SLUG}{valuation_id}-{kept.drawn[:12]}", actor.user_id,
        services.clock.now(),
    )  # fmt: skip


def _told(kept: KeptDrawing) -> Mapping[str, Json]:
    return {"picture": kept.picture, "original": kept.original, "drawn": kept.drawn}
