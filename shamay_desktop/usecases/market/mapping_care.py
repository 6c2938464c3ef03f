"""What the care of mappings asks: what each was used for, a copy, the headings of a sample file."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.market.mapping import Fit, SourceMapping, heading_key
from shamay_desktop.domain.market.recognising import fit, names_people
from shamay_desktop.usecases.market.mappings import KnownMappings, known_mappings, shipped_mappings
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class MappingsInUse:
    """The mappings an office knows, and how often each was used: standing imports by its id.

    `files` are the headings for which a person's correction of it is remembered, by its id.
    """

    known: KnownMappings
    imports: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)

    def own(self, mapping_id: str) -> SourceMapping | None:
        """The office's own one of an id."""
        return next((each for each in self.known.all if each.own and each.id == mapping_id), None)


@dataclass(frozen=True, slots=True)
class SampleTable:
    """A table of a sample file: its headings, a first cell of each, and how a mapping fits it."""

    headings: tuple[str, ...]
    cells: tuple[str, ...]
    fit: Fit

    @property
    def unknown(self) -> tuple[int, ...]:
        """Headings by index that the mapping does not know; columns of people are never asked."""
        return tuple(
            index
            for index, heading in enumerate(self.headings)
            if index not in self.fit.columns and heading.strip() and not names_people(heading)
        )


def mappings_in_use(services: Services, actor: Actor) -> MappingsInUse:
    """All mappings with what they were used for. Raises NotAllowed, WorldFailed."""
    require(actor, Permission.MARKET_DATA)
    with services.database.work(actor) as work:
        known = known_mappings(work.offices.office(actor.organization_id))
        sources = work.market.sources()
    used = Counter(str(each.mapping.get("id") or "") for each in sources if each.undone_at is None)
    files = Counter(each.id for each in known.remembered.values())
    return MappingsInUse(known, used, files)


def is_shipped(mapping_id: str) -> bool:
    """Whether the program brings a mapping of this id."""
    return any(each.id == mapping_id for each in shipped_mappings())


def copy_of(
    mapping: SourceMapping, known: Sequence[SourceMapping], he: str, en: str
) -> SourceMapping:
    """The office's own copy under a new id and other names."""
    taken = {each.id for each in known}
    number = 1
    while (copied := f"{mapping.id}_{number}") in taken:
        number += 1
    return replace(mapping, id=copied, he=he, en=en, own=True)


def sample_of(
    services: Services, actor: Actor, source: Path, mapping: SourceMapping
) -> tuple[SampleTable, ...]:
    """The tables of a sample file with what a mapping recognises in each; nothing is kept.

    Raises NotAllowed, Refused (as `TableReader`), WorldFailed.
    """
    require(actor, Permission.MARKET_DATA)
    found = []
    for table in services.tables.read(source, None, None):
        first = next(iter(table.rows), ())
        cells = tuple("" if cell is None else str(cell)[:60] for cell in first)
        found.append(SampleTable(table.headings, cells, fit(mapping, table.headings, table.format)))
    return tuple(found)


def with_alias(mapping: SourceMapping, target: str, heading: str) -> SourceMapping:
    """The mapping with one more heading for a target; another target that went by it goes without.

    Raises LookupError for a target that the mapping does not have.
    """
    if mapping.column(target) is None:
        raise LookupError(target)
    key = heading_key(heading)
    columns = []
    for column in mapping.columns:
        aliases = tuple(each for each in column.aliases if heading_key(each) != key)
        columns.append(
            replace(column, aliases=(*aliases, heading) if column.target == target else aliases)
        )
    return replace(mapping, columns=tuple(columns))
