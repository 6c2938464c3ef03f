"""What the use cases need from the floors above them; `bootstrap` chooses who gives it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.evidence import Document, Image
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import (
    ActivityLine,
    Asset,
    Extraction,
    Happened,
    Membership,
    Office,
    Person,
    Phrase,
    SavedView,
    Shelf,
    Status,
    Valuation,
    ValuationLine,
    ValuationQuery,
    WizardSessionRecord,
)
from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.domain.report_places import BlockPlace
from shamay_desktop.usecases.damage import DatabaseCare

if TYPE_CHECKING:
    from shamay_desktop.usecases.chat_ports import Chats
    from shamay_desktop.usecases.market_ports import Market
    from shamay_desktop.usecases.sealing_ports import Reviews, Versions

Progress = Callable[[int, int], None]
"""Called with (done, total); total 0 when it is not known."""

Cancelled = Callable[[], bool]
"""Asked between pieces of work; true when the user cancelled."""


class Clock(Protocol):
    """Times: `now` is aware and in UTC, `today` the local date."""

    def now(self) -> datetime: ...
    def today(self) -> date: ...


class Offices(Protocol):
    """Offices, people and memberships. Emails are compared without case."""

    def any_person(self) -> bool: ...
    def first_office(self) -> Office | None: ...
    def office(self, organization_id: str) -> Office: ...

    def held_office(self, organization_id: str) -> Office:
        """The same, which nobody else changes before this unit ends: to write what follows."""
        ...

    def save_office(self, office: Office) -> None: ...
    def person(self, user_id: str) -> Person: ...
    def person_by_email(self, email: str) -> Person | None: ...
    def people(self) -> Sequence[Person]: ...
    def save_person(self, person: Person) -> None: ...
    def memberships_of(self, user_id: str) -> Sequence[Membership]: ...
    def save_membership(self, membership: Membership) -> None: ...


class Valuations(Protocol):
    """Valuations of the actor's office. Deleted ones are not found."""

    def get(self, valuation_id: str) -> Valuation | None: ...

    def hold(self, valuation_id: str) -> None:
        """Let nobody else change it before this unit ends; held before its session is."""

    def add(self, valuation: Valuation) -> None: ...

    def save(self, valuation: Valuation) -> Valuation:
        """Write it and return it with its new version.

        Raises Conflict(`valuation_changed`) when the stored version is not the given one.
        """
        ...

    def save_step(self, valuation: Valuation, step: Step) -> Valuation:
        """As `save`, but of the steps' data only that of one step is written."""
        ...

    def lines(self, query: ValuationQuery) -> Sequence[ValuationLine]: ...
    def count(self, query: ValuationQuery) -> int: ...

    def counts(self, query: ValuationQuery) -> Mapping[Status, int]:
        """How many of the query's shelf fit its words and filter in each state.

        Its statuses and window are left out.
        """
        ...

    def window(
        self, query: ValuationQuery
    ) -> tuple[Sequence[ValuationLine], Mapping[Status, int] | None]:
        """`lines`, and `counts` where they cost nothing more: where few cases fit; else None."""
        ...

    def shelves(self) -> Mapping[Shelf, int]:
        """How many cases lie on each shelf."""
        ...

    def cities(self) -> Sequence[str]:
        """The cities of all cases outside the trash, each once, sorted by their letters."""
        ...

    def status_of(self, valuation_id: str) -> Status | None:
        """The state alone, None when there is no such valuation."""
        ...

    def references(self, prefix: str) -> Sequence[str]: ...

    def thrown_away(self, valuation_id: str) -> Valuation | None:
        """A valuation of the trash; None when it does not lie there."""
        ...

    # Moving between shelves counts the version, not the time of the last change.

    def put_away(self, valuation_id: str, archived_at: datetime | None) -> None:
        """Lay it into the archive, with None back onto the desk. Raises Refused(`case_unknown`)."""
        ...

    def throw_away(self, valuation_id: str) -> None:
        """Lay it into the trash. Raises Refused(`case_unknown`)."""
        ...

    def take_back(self, valuation_id: str) -> None:
        """Back from the trash as it was. Raises Refused(`case_unknown`)."""
        ...

    def trash_before(self, moment: datetime) -> Sequence[str]:
        """Ids of those that were thrown away before a moment."""
        ...

    def remove_for_good(self, valuation_id: str) -> None:
        """Forget it with its sessions, evidence rows and produced files' rows; only from the trash.

        The audit trail keeps its lines. Raises Refused(`case_unknown`).
        """
        ...

    def in_building(self, valuation: Valuation) -> Sequence[ValuationLine]:
        """Other valuations at the same address or on the same block and parcel, latest first."""
        ...

    def copies_of(self, valuation: Valuation) -> Sequence[ValuationLine]:
        """Others of the same case, latest first; none of the trash.

        Its duplicates, its original and that one's duplicates; of the same reference; of the same
        sub-parcel for the same client.
        """
        ...


class Sessions(Protocol):
    """Wizard sessions and their journal of edits."""

    def add(self, session: WizardSessionRecord) -> None: ...
    def save(self, session: WizardSessionRecord) -> None: ...
    def get(self, session_id: str) -> WizardSessionRecord | None: ...

    def active_of(self, valuation_id: str, *, hold: bool = False) -> WizardSessionRecord | None:
        """The unfinished session of a valuation, the latest if there are several.

        Held, nobody else begins one before this unit ends.
        """
        ...

    def active(self, user_id: str) -> Sequence[WizardSessionRecord]: ...

    def lapsed(self, moment: datetime, idle_since: datetime) -> Sequence[WizardSessionRecord]:
        """Unfinished sessions that expired by a moment and were not touched since another."""
        ...

    def done(self, idle_since: datetime) -> Sequence[WizardSessionRecord]:
        """Unfinished sessions of cases that are ready or signed, not touched since a moment."""
        ...

    def journal(self, session_id: str, edits: Sequence[Edit], focus: str | None) -> None:
        """Append edits in order; an edit whose seq is there already is passed over."""
        ...

    def edits(self, session_id: str, after: int = 0) -> Sequence[Edit]: ...

    def last_seq(self, session_id: str) -> int:
        """The number of the last journalled edit. Raises Refused(`session_unknown`)."""
        ...

    def history(self, valuation_id: str, path: str) -> Sequence[Edit]:
        """Edits at a path or below it in all sessions of a valuation, oldest first."""
        ...


class Evidence(Protocol):
    """Documents and images of valuations of the actor's office."""

    def documents(self, valuation_id: str) -> Sequence[Document]: ...

    def removed_documents(self, valuation_id: str) -> Sequence[Document]:
        """The papers that were taken out of a valuation, in the order of their removal."""
        ...

    def images(self, valuation_id: str) -> Sequence[Image]: ...
    def add_document(self, document: Document) -> None: ...
    def save_document(self, document: Document) -> None: ...
    def add_image(self, image: Image) -> None: ...
    def save_image(self, image: Image) -> None: ...
    def remove(self, evidence_id: str) -> None: ...

    def extractions(self, document_id: str) -> Sequence[Extraction]:
        """Every version of what was read from a paper, the first one first."""
        ...

    def add_extraction(self, extraction: Extraction) -> None: ...
    def hashes(self) -> Iterator[str]: ...


class Assets(Protocol):
    """Produced files."""

    def add(self, asset: Asset) -> None: ...
    def of(self, valuation_id: str) -> Sequence[Asset]: ...


class Phrases(Protocol):
    """The phrase bank: the actor's own phrases and those of the whole office."""

    def all(self) -> Sequence[Phrase]: ...
    def save(self, phrase: Phrase) -> None: ...
    def remove(self, phrase_id: str) -> None: ...


class SavedViews(Protocol):
    """The actor's named views of the list of cases, in the person's order."""

    def all(self) -> Sequence[SavedView]: ...
    def save(self, view: SavedView) -> None: ...
    def remove(self, view_id: str) -> None: ...


class Trail(Protocol):
    """The audit trail and the outbox; one call writes both lines."""

    def write(self, happened: Happened) -> None: ...
    def lines(self, subject_id: str | None = None) -> Sequence[ActivityLine]: ...
    def last_at(self) -> datetime | None: ...

    def broken_at(self) -> int | None:
        """The first line whose hash or predecessor does not fit, None when the chain is whole."""
        ...


class UnitOfWork(Protocol):
    """One transaction: rows, audit line and outbox line together; rolled back unless committed.

    Everything but `offices` sees only the rows of the actor's office.
    """

    offices: Offices
    valuations: Valuations
    sessions: Sessions
    evidence: Evidence
    assets: Assets
    phrases: Phrases
    views: SavedViews
    market: "Market"
    chats: "Chats"
    versions: "Versions"
    reviews: "Reviews"
    trail: Trail

    def act_as(self, actor: Actor) -> None:
        """Go on as this actor within the same transaction (first run, signing in)."""
        ...

    def commit(self) -> None:
        """Make it durable. Raises WorldFailed(`database_locked`, `disk_full`, …), Conflict."""
        ...


class Database(DatabaseCare, Protocol):
    """Units of work, and the care of the database as a whole."""

    def work(self, actor: Actor | None = None) -> AbstractContextManager[UnitOfWork]:
        """A unit of work for the actor's office; without an actor only `offices` may be used."""
        ...

    def upgrade(self) -> str:
        """Bring the schema to this program's revision (a backup first); returns the revision.

        Raises Refused(`database_newer`) and touches nothing when it is of a newer version.
        """
        ...

    def check(self) -> Sequence[str]:
        """Problems found: integrity, foreign keys, audit chains; none when it is whole."""
        ...

    def backup(self, target: Path) -> "BackupFacts": ...

    def daily_backup(self, today: date) -> "BackupFacts | None":
        """Today's backup unless it is there; older ones thin out."""
        ...

    def restore(self, source: Path) -> Path:
        """Replace the database by a verified backup; returns where the replaced one is kept.

        Raises Refused(`backup_broken`, `database_newer`) and changes nothing.
        """
        ...

    def revision(self) -> str | None: ...
    def description(self) -> str: ...


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """A backup that was made and verified."""

    path: Path
    sha256: str
    rows: Mapping[str, int]


class Exports(Protocol):
    """Files for the user, outside the home."""

    def place(self, source: Path, target: Path) -> Path:
        """Copy durably, replacing what stands there; makes the folder. Raises WorldFailed."""
        ...

    def write(self, content: bytes, target: Path) -> Path: ...


class ReportWriter(Protocol):
    """Writes a report content to a file; one that sets pages says where each block stands."""

    def __call__(
        self,
        content: ReportContent,
        pictures: Mapping[str, PictureFile],
        target: Path,
        *,
        created: datetime,
    ) -> tuple[BlockPlace, ...] | None: ...


class Passwords(Protocol):
    """Hashing of passwords and recovery codes."""

    def hash(self, password: str) -> str: ...
    def verify(self, password_hash: str, password: str) -> bool: ...
    def needs_rehash(self, password_hash: str) -> bool: ...
    def new_recovery_code(self) -> str: ...
    def hash_recovery_code(self, code: str) -> str: ...
    def verify_recovery_code(self, code_hash: str, code: str) -> bool: ...


class Settings(Protocol):
    """This machine's choices (language, window, columns), by name; JSON scalars and lists."""

    def get(self, name: str, default: object = None) -> object: ...
    def set(self, name: str, choice: object) -> None: ...
