"""Which mappings of sources there are: the shipped ones, the office's own, and remembered ones."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Conflict, Refused
from shamay_desktop.domain.market.mapping import SourceMapping
from shamay_desktop.domain.market.mapping_json import mapping_json, mapping_of
from shamay_desktop.domain.market.recognising import heading_mark
from shamay_desktop.domain.market.rows import MarketSource
from shamay_desktop.domain.records import Happened, Office
from shamay_desktop.resource_files import resource
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.practice import ANYTHING, Anything
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.user_file import text_of_user_file

PRACTICE = "mappings"
"""The office's own mappings among its practice: {"own": [...], "remembered": {headings: ...}}."""

TAUGHT = "taught"
"""Where a source's mapping keeps which headings it taught: {"mark", "now", "before"}."""

MOST_OWN, MOST_REMEMBERED = 200, 300
LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class KnownMappings:
    """`all`: the office's own first, then the shipped; `remembered` by the mark of headings."""

    all: tuple[SourceMapping, ...]
    remembered: Mapping[str, SourceMapping] = field(default_factory=dict)

    def named(self, mapping_id: str) -> SourceMapping:
        """One by its id. Raises Refused(`mapping_unknown`)."""
        found = next((each for each in self.all if each.id == mapping_id), None)
        if found is None:
            raise Refused("mapping_unknown", mapping=mapping_id[:60])
        return found


@cache
def shipped_mappings() -> tuple[SourceMapping, ...]:
    """The mappings that come with the program, by their ids."""
    files = sorted(resource("mappings").glob("*.json"))
    return tuple(mapping_of(json.loads(file.read_text(encoding="utf-8"))) for file in files)


def mappings_of(services: Services, actor: Actor) -> KnownMappings:
    """All that the office knows. Raises NotAllowed, WorldFailed."""
    require(actor, Permission.MARKET_DATA)
    with services.database.work(actor) as work:
        return known_mappings(work.offices.office(actor.organization_id))


def known_mappings(office: Office) -> KnownMappings:
    """The same of an office that was read; what does not fit this program is passed over."""
    own, remembered = _kept(office)
    names = {mapping.id for mapping in own}
    shipped = tuple(mapping for mapping in shipped_mappings() if mapping.id not in names)
    return KnownMappings((*own, *shipped), remembered)


def save_mapping(
    services: Services,
    actor: Actor,
    mapping: SourceMapping,
    *,
    read: SourceMapping | Anything | None = ANYTHING,
) -> Changes:
    """Keep a mapping for the whole office; one of the same id is replaced.

    What was remembered of it for single files goes: the later word holds. `read`: the office's own
    one of this id when the person began, None where there was none. Raises NotAllowed,
    Refused(`mapping_wrong`, `mappings_too_many`), Conflict(`practice_changed`), WorldFailed.
    """
    require(actor, Permission.MANAGE_OFFICE)
    checked = mapping_of(mapping_json(replace(mapping, own=True)))
    with services.database.work(actor) as work:
        office = work.offices.held_office(actor.organization_id)
        own, remembered = _kept(office)
        others = [each for each in own if each.id != checked.id]
        standing = next((each for each in own if each.id == checked.id), None)
        if not isinstance(read, Anything) and read != standing:
            raise Conflict("practice_changed", key=PRACTICE)
        if len(others) >= MOST_OWN:
            raise Refused("mappings_too_many", most=MOST_OWN)
        still = {mark: each for mark, each in remembered.items() if each.id != checked.id}
        _save(work, office, [*others, checked], still)
        work.trail.write(_happened("mapping_saved", office, checked.id))
        work.commit()
    return Changes(office=True)


def remove_mapping(services: Services, actor: Actor, mapping_id: str) -> Changes:
    """Forget one of the office's own; a shipped one of the same id holds again.

    Raises NotAllowed, Refused(`mapping_unknown`), WorldFailed.
    """
    require(actor, Permission.MANAGE_OFFICE)
    with services.database.work(actor) as work:
        office = work.offices.held_office(actor.organization_id)
        own, remembered = _kept(office)
        left = [each for each in own if each.id != mapping_id]
        if len(left) == len(own):
            raise Refused("mapping_unknown", mapping=mapping_id[:60])
        _save(work, office, left, remembered)
        work.trail.write(_happened("mapping_removed", office, mapping_id))
        work.commit()
    return Changes(office=True)


def remember(
    work: UnitOfWork, actor: Actor, mapping: SourceMapping, headings: Sequence[str]
) -> dict[str, Json]:
    """A mapping that a person set for a table is taken for the next one with these headings.

    Returns what it taught, which its import keeps for `forget_taught`.
    """
    office = work.offices.held_office(actor.organization_id)
    own, remembered = _kept(office)
    mark = heading_mark(headings)
    standing = remembered.get(mark)
    taught: dict[str, Json] = {"mark": mark, "now": mapping_json(mapping)}
    if standing == mapping:
        return {TAUGHT: taught}
    if standing is not None:
        taught["before"] = mapping_json(standing)
    kept = {known: each for known, each in remembered.items() if known != mark}
    while len(kept) >= MOST_REMEMBERED:  # the first is the one longest unused
        kept.pop(next(iter(kept)))
    _save(work, office, own, {**kept, mark: mapping})
    return {TAUGHT: taught}


def forget_taught(work: UnitOfWork, actor: Actor, source: MarketSource) -> None:
    """What an import taught goes with it: what was remembered before it holds again.

    Unless it was corrected since, or another import that stands was read by it too.
    """
    taught = source.mapping.get(TAUGHT)
    if not isinstance(taught, Mapping):
        return
    office = work.offices.held_office(actor.organization_id)
    own, remembered = _kept(office)
    mark, now = str(taught.get("mark")), _fitting(taught.get("now"))
    if now is None or remembered.get(mark) != now:
        return
    others = (each for each in work.market.sources() if each.id != source.id)
    if any(
        each.undone_at is None
        and isinstance(same := each.mapping.get(TAUGHT), Mapping)
        and (same.get("mark"), _fitting(same.get("now"))) == (mark, now)
        for each in others
    ):
        return
    left = {known: each for known, each in remembered.items() if known != mark}
    before = _fitting(taught.get("before"))
    _save(work, office, own, left if before is None else {**left, mark: before})


def read_mapping_file(source: Path) -> SourceMapping:
    """A mapping of a JSON file.

    Raises Refused(`mapping_wrong`) and as `open_user_file`.
    """
    text = text_of_user_file(source, LARGEST)
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused("mapping_wrong", mapping=source.name, problem="JSON") from error
    return mapping_of(raw)


def write_mapping_file(services: Services, target: Path, mapping: SourceMapping) -> Path:
    """Write a mapping as JSON, as `read_mapping_file` takes it. Raises WorldFailed."""
    text = json.dumps(mapping_json(mapping), ensure_ascii=False, indent=1) + "\n"
    return services.exports.write(text.encode("utf-8"), target)


def _kept(office: Office) -> tuple[list[SourceMapping], dict[str, SourceMapping]]:
    kept = office.practice.get(PRACTICE)
    if not isinstance(kept, Mapping):
        return [], {}
    own, remembered = kept.get("own"), kept.get("remembered")
    listed = [_fitting(raw) for raw in own] if isinstance(own, list) else []
    marked = remembered.items() if isinstance(remembered, Mapping) else ()
    return (
        [mapping for mapping in listed if mapping is not None],
        {mark: mapping for mark, raw in marked if (mapping := _fitting(raw)) is not None},
    )


def _fitting(raw: object) -> SourceMapping | None:
    try:
        return mapping_of(raw)
    except Refused:  # written by another version of the program
        return None


def _save(
    work: UnitOfWork,
    office: Office,
    own: Sequence[SourceMapping],
    remembered: Mapping[str, SourceMapping],
) -> None:
    kept: dict[str, Json] = {
        "own": [mapping_json(each) for each in own],
        "remembered": {mark: mapping_json(each) for mark, each in remembered.items()},
    }
    work.offices.save_office(replace(office, practice={**office.practice, PRACTICE: kept}))


def _happened(action: str, office: Office, mapping_id: str) -> Happened:
    return Happened(action, "organization", office.id, {"mapping": mapping_id})
