"""Invented offices, people, cases and files for the storage tests."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.case import Case, Origin, Provenance, State, Value
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.evidence import (
    DocSource,
    DocType,
    Document,
    FinishLevel,
    Image,
    RoomType,
)
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import (
    Asset,
    AssetType,
    CaseFilter,
    Extraction,
    Happened,
    Membership,
    Office,
    Person,
    Phrase,
    SavedView,
    SessionStatus,
    Shelf,
    SortKey,
    Status,
    Valuation,
    ValuationQuery,
    WizardSessionRecord,
)
from shamay_desktop.domain.review import Approval, Comment
from shamay_desktop.domain.sealing import ReportSigner, ReportVersion, VersionKind
from shamay_desktop.domain.signing import Capacity, Level, SignatureMethod
from shamay_desktop.usecases.ports import Database

NOON = datetime(2026, 11, 2, 10, 0, 0, 123456, tzinfo=UTC)
SHA = "ab" * 32


@dataclass
class Ticking:
    """A clock that moves a millisecond each time it is read."""

    at: datetime = field(default=NOON)

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


def found_office(database: Database, name: str, email: str) -> Actor:
    """An office with its owner, made as the first run makes them."""
    office, person = Office(new_id(), name), Person(new_id(), email, f"בעלים של {name}")
    actor = Actor(person.id, email, person.name, office.id, Role.OWNER, may_review=True)
    with database.work() as work:
        work.offices.save_office(office)
        work.offices.save_person(person)
        work.offices.save_membership(
            Membership(new_id(), office.id, person.id, Role.OWNER, may_review=True)
        )
        work.act_as(actor)
        work.trail.write(Happened("office_set_up", "organization", office.id))
        work.commit()
    return actor


def case(case_id: str, **texts: str) -> Case:
    """A case with some of everything: states, provenance, rows, decimals as text."""
    raw = {
        "report.reference": "2026-0007",
        "client.name": "רבקה אלמוג",
        "address.street": "הזית",
        "address.house_number": "12",
        "address.city": "כפר הדוגמה",
        "parcel.gush": "6109",
        "parcel.helka": "123",
        "parcel.tat_helka": "4",
        "unit.registered_area": "142.55",
        "comparables": [
            {"id": "r1", "gush": "6109", "area": "120.5", "price": "4200000"},
            {"id": "r2", "gush": "6110", "area": "99", "price": "3100000"},
        ],
        **{name.replace("__", "."): text for name, text in texts.items()},
    }
    made = decode_case(case_id, raw)
    typed = Provenance(Origin.TYPED, by="dana@example.org", at="2026-11-02T10:00:00.000+00:00")
    return made.with_value("client.kind", Value.of("bank", typed)).with_value(
        "rights.mortgages", Value(State.NONE, None, typed)
    )


def valuation(actor: Actor, **texts: str) -> Valuation:
    """A valuation with a value, by the actor."""
    made = new_id()
    return Valuation(
        id=made,
        title="הזית 12, כפר הדוגמה",
        status=Status.IN_PROGRESS,
        case=case(made, **texts),
        created_by_id=actor.user_id,
        finished=frozenset({Step.INITIAL_DATA, Step.ANALYSIS}),
        final_valuation=Decimal("5700000.00"),
        price_per_sqm=Decimal("35000.10"),
        result=MappingProxyType({"final": "5700000", "rows": [{"n": 1, "kept": True}]}),
        created_at=NOON,
    )


def office_with_case(database: Database) -> tuple[Actor, Valuation]:
    """An office, its owner, and one valuation that is kept."""
    actor = found_office(database, "משרד", "dana@example.org")
    made = valuation(actor)
    with database.work(actor) as work:
        work.valuations.add(made)
        work.commit()
    return actor, made


def session(actor: Actor, of: Valuation | None, step: Step = Step.DOCUMENTS) -> WizardSessionRecord:
    """A fresh session of a valuation."""
    session_id = new_id()
    held = of.case if of is not None else Case(session_id, {})
    return WizardSessionRecord(
        id=new_id(),
        session_id=session_id,
        valuation_id=None if of is None else of.id,
        user_id=actor.user_id,
        status=SessionStatus.ACTIVE,
        step=step,
        case=held,
        last_seq=0,
        folded_seq=0,
        focus=None,
        expires_at=NOON + timedelta(days=90),
        created_at=NOON,
        updated_at=NOON,
    )


def edit(seq: int, path: str = "client.name", new: str = "שם") -> Edit:
    """The edit of a number."""
    return Edit(seq, path, None, f"{new} {seq}", "dana@example.org", "2026-11-02T10:00:00+00:00")


def document(actor: Actor, valuation_id: str) -> Document:
    """A paper with what was read from it."""
    return Document(
        id=new_id(),
        valuation_id=valuation_id,
        doc_type=DocType.TABU,
        file_name="נסח.pdf",
        storage_key=f"ab/ab/{SHA}",
        sha256=SHA,
        source=DocSource.USER_UPLOAD,
        created_at=NOON,
        uploaded_by_id=actor.user_id,
        extracted={"gush": "6109", "owners": [{"share": "1/2"}], "pages": 3},
        pages=3,
        order=2,
    )


def extraction(actor: Actor, paper: Document, number: int = 1) -> Extraction:
    """A version of what was read from a paper, with exact texts and no floats."""
    content: dict[str, Json] = {"format": 1, "readings": [{"found": [{"content": "97/6128"}]}]}
    return Extraction(
        new_id(), paper.id, number, content, NOON, actor.user_id, number - 1 if number > 1 else None
    )


def image(actor: Actor, valuation_id: str, order: int = 0) -> Image:
    """A photo with everything said of it."""
    return Image(
        id=new_id(),
        valuation_id=valuation_id,
        file_name=f"חזית {order}.jpg",
        storage_key="cd/cd",
        sha256=f"{order:064x}",
        created_at=NOON,
        room_type=RoomType.EXTERIOR,
        features=("חלונות עץ", "מרפסת"),
        finish_level=FinishLevel.PREMIUM,
        caption="חזית הבניין",
        front=order == 1,
        order=order,
        uploaded_by_id=actor.user_id,
    )


def phrase(actor: Actor, code: str = "נוף", *, of_office: bool = False) -> Phrase:
    """A phrase of the actor's, or of the whole office."""
    return Phrase(
        id=new_id(),
        code=code,
        title="נוף פתוח",
        text="לדירה נוף פתוח לכיוון מערב.",
        field_id="unit.view",
        user_id=None if of_office else actor.user_id,
        fills={"unit.light": "מוארת היטב"},
        used=3,
    )


def view(actor: Actor, name: str = "חתומות בחיפה", position: int = 0) -> SavedView:
    """A saved view with everything that narrows a list."""
    narrowed = CaseFilter(
        created_by_id=actor.user_id,
        city="חיפה",
        purposes=frozenset({"collateral", "court"}),
        kinds=frozenset({"full"}),
        since=date(2026, 1, 1),
        until=date(2026, 6, 30),
        value_from=Decimal("1000000"),
        value_to=Decimal("2500000.50"),
    )
    query = ValuationQuery(
        "כהן", frozenset({Status.SIGNED}), shelf=Shelf.ARCHIVE, narrowed=narrowed,
        sort=SortKey.VALUE, descending=False,
    )  # fmt: skip
    return SavedView(new_id(), actor.user_id, name, query, position)


def asset(actor: Actor, valuation_id: str | None) -> Asset:
    """A produced report."""
    return Asset(
        id=new_id(),
        valuation_id=valuation_id,
        asset_type=AssetType.PDF,
        file_name="report.pdf",
        storage_key="ef/ef",
        sha256="ef" * 32,
        slug="2026-0007",
        generated_by_id=actor.user_id,
        created_at=NOON,
    )


def version(actor: Actor, valuation_id: str, number: int = 1, **given: Any) -> ReportVersion:
    """A signed version with everything told."""
    signer = ReportSigner("דנה לוי", Capacity.APPRAISER, NOON, "ab" * 32, Level.B_B)
    told: dict[str, Any] = {
        "kind": VersionKind.SIGNED, "method": SignatureMethod.CERTIFIED,
        "pdf_sha256": f"{number:064x}", "content_sha256": "cd" * 32, "case_json_sha256": "ef" * 32,
        "audit_head": "01" * 32, "signers": (signer,), "note": "תיקון שטח",
    }  # fmt: skip
    return ReportVersion(
        new_id(), valuation_id, number, created_by=actor.user_id, created_at=NOON, **told | given
    )


def comment(actor: Actor, valuation_id: str, text: str = "מה המקור?", **given: Any) -> Comment:
    """A comment on a block's words."""
    told: dict[str, Any] = {"block": "s1.3:unit", "page": 4, "words": "שטח רשום", **given}
    return Comment(new_id(), valuation_id, actor.user_id, NOON, text, **told)


def approval(actor: Actor, valuation_id: str) -> Approval:
    """An approval that stands."""
    return Approval(new_id(), valuation_id, "cd" * 32, actor.user_id, NOON)
