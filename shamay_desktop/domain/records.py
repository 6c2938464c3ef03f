"""What the program keeps beside a case's values: offices, people, valuations, sessions, assets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from shamay_desktop.domain.access import Role
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.fields import Step


class Status(StrEnum):
    """The state of a valuation."""

    DRAFT = "DRAFT"
    IN_PROGRESS = "IN_PROGRESS"
    READY = "READY"
    SIGNED = "SIGNED"
    ARCHIVED = "ARCHIVED"


class SessionStatus(StrEnum):
    """The state of a wizard's session."""

    ACTIVE = "ACTIVE"
    COMPLETED = "COMPLETED"
    ABANDONED = "ABANDONED"
    EXPIRED = "EXPIRED"


class AssetType(StrEnum):
    """The kind of a produced file."""

    PDF = "PDF"
    DOCX = "DOCX"
    CSV = "CSV"
    JSON = "JSON"
    IMAGE = "IMAGE"


@dataclass(frozen=True, slots=True)
class Office:
    """An organisation and how it stands on its letterhead; pictures are SHA-256 of the store.

    `association` is the professional body that it is a member of, `services` what it offers.
    `rules` are its changes of and additions to the rule sets (`standards.rule_set_json`).
    `practice` is how it works: coefficients, own heads, mappings, weights …, each by its name and
    with a codec of its own.
    """

    id: str
    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    strip: str = ""
    logo_sha256: str | None = None
    rounding_step: str = "1000"
    slogan: str = ""
    website: str = ""
    association: str = ""
    services: str = ""
    footer_logo_sha256: str | None = None
    rules: Mapping[str, Json] | None = None
    practice: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """A user; `password_hash` is None until a password is set (local office of the command line).

    `failed_at` are UTC times of failed sign-ins since the last good one.
    """

    id: str
    email: str
    name: str
    title: str = ""
    licence_number: str = ""
    image_sha256: str | None = None
    signature_sha256: str | None = None
    password_hash: str | None = None
    recovery_hash: str | None = None
    failed_count: int = 0
    failed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's role in an office."""

    id: str
    organization_id: str
    user_id: str
    role: Role
    may_review: bool = False


@dataclass(frozen=True, slots=True)
class Valuation:
    """A valuation: its case and what the office knows of it.

    `finished` are the steps that were finished at least once. `version` counts its commits
    (optimistic lock). `result` is the JSON of the last computed value, None when there is none.
    `copied_from_id` is the valuation that it was duplicated from. An archived one keeps its
    status; `archived_at` says that it is in the archive, `deleted_at` that it is in the trash.
    """

    id: str
    title: str
    status: Status
    case: Case
    created_by_id: str
    finished: frozenset[Step] = frozenset()
    final_valuation: Decimal | None = None
    price_per_sqm: Decimal | None = None
    result: Mapping[str, Json] | None = None
    version: int = 0
    created_at: datetime | None = None
    updated_at: datetime | None = None
    updated_by: str | None = None
    copied_from_id: str | None = None
    archived_at: datetime | None = None
    deleted_at: datetime | None = None

    @property
    def is_sealed(self) -> bool:
        """Whether it was signed: nothing of it changes any more."""
        return self.status in (Status.SIGNED, Status.ARCHIVED)


@dataclass(frozen=True, slots=True)
class ValuationLine:
    """One line of the list of cases; no case values are loaded for it."""

    id: str
    title: str
    status: Status
    address: str
    parcel: str
    client: str
    reference: str
    final_valuation: Decimal | None
    created_by_id: str
    created_by_name: str
    updated_at: datetime
    front_sha256: str | None = None
    purpose: str = ""
    archived_at: datetime | None = None
    deleted_at: datetime | None = None
    created_at: datetime | None = None
    copied_from_id: str | None = None


class Shelf(StrEnum):
    """Where a valuation lies: at work, put away, or thrown away for 30 days."""

    DESK = "desk"
    ARCHIVE = "archive"
    TRASH = "trash"


class SortKey(StrEnum):
    """What the list of cases may be sorted by; the id breaks ties, so that windows never overlap.

    Texts go by their letters, `PARCEL` by the block's, parcel's and sub-parcel's numbers.
    """

    ADDRESS = "address"
    PARCEL = "parcel"
    CLIENT = "client"
    STATUS = "status"
    UPDATED = "updated"
    VALUE = "value"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Narrows the list; what is None or empty does not. Bounds are inclusive.

    `purposes` and `kinds` are codes of `report.purpose` and `report.kind`, `since` and `until`
    local dates of the last change, `value_from` and `value_to` shekels of the final value.
    """

    created_by_id: str | None = None
    city: str = ""
    purposes: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    value_from: Decimal | None = None
    value_to: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ValuationQuery:
    """What the list of cases shows: words (each must occur), statuses, order, a window.

    A window may also name the case that stands right before or after it (`after`, `before`: its
    id): it is then found from there, quicker; `offset` holds when there is no such case any more.
    """

    words: str = ""
    statuses: frozenset[Status] = frozenset()
    limit: int = 200
    offset: int = 0
    shelf: Shelf = Shelf.DESK
    narrowed: CaseFilter = CaseFilter()
    sort: SortKey = SortKey.UPDATED
    descending: bool = True
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A person's named view of the list: words, states, shelf, filter and order; no window."""

    id: str
    user_id: str
    name: str
    query: ValuationQuery
    position: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """A ready text of the phrase bank.

    `field_id` is None for a phrase of all fields; `user_id` is None for one of the whole office.
    `code` is what `=code` expands (letters, digits, `-` and `_`, unique without case among what
    a person sees for one field), may be empty. `fills` are further fields that one insertion
    fills: field id -> text.
    """

    id: str
    code: str
    title: str
    text: str
    field_id: str | None = None
    user_id: str | None = None
    fills: Mapping[str, str] = field(default_factory=dict)
    used: int = 0


@dataclass(frozen=True, slots=True)
class WizardSessionRecord:
    """A wizard's session as the database keeps it.

    `last_seq` is the last journalled edit, `folded_seq` the last one that `wizard_data`
    (`case`) holds already; edits between are replayed at reopening. `focus` is the path of
    the field that was being edited.
    """

    id: str
    session_id: str
    valuation_id: str | None
    user_id: str
    status: SessionStatus
    step: Step
    case: Case
    last_seq: int
    folded_seq: int
    focus: str | None
    expires_at: datetime
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Extraction:
    """One version of what was read from a paper; a row is never changed.

    `number` counts the versions of a paper from 1. `content` is JSON of `reading.reading_json`.
    `restored_from` is the number of the version that was taken up again, None for a reading.
    """

    id: str
    document_id: str
    number: int
    content: Mapping[str, Json]
    created_at: datetime
    created_by_id: str
    restored_from: int | None = None


@dataclass(frozen=True, slots=True)
class Asset:
    """A produced file, kept in the content store."""

    id: str
    valuation_id: str | None
    asset_type: AssetType
    file_name: str
    storage_key: str
    sha256: str
    slug: str
    generated_by_id: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """A line of the audit trail as it is read back; n, prev and hash are the chain's."""

    n: int
    subject_type: str
    subject_id: str
    action: str
    actor_id: str
    at: datetime
    payload: Mapping[str, Json]
    prev: str
    hash: str


@dataclass(frozen=True, slots=True)
class Happened:
    """What a use case did, for the audit trail and the outbox: past tense, no personal data."""

    action: str
    subject_type: str
    subject_id: str
    payload: Mapping[str, Json] = field(default_factory=dict)
