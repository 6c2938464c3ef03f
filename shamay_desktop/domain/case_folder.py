"""The description in a case folder: `case.json` as values and what it says of files."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shamay_desktop.domain.case import FIRST_PARCEL, SUBJECT_ROW, Case, Row, State, Value
from shamay_desktop.domain.case_json import Json, decode_values, encode_value, encode_values
from shamay_desktop.domain.drawing_files import DrawingFile
from shamay_desktop.domain.errors import Refused, RefusedMany
from shamay_desktop.domain.evidence import (
    TURNS,
    DocType,
    Document,
    FinishLevel,
    Image,
    RoomType,
)
from shamay_desktop.domain.fields.canonical import lines_of, one_line
from shamay_desktop.domain.ids import is_id

FORMAT = 1
_LAST_PLACE = 1_000_000
_PARTS = frozenset({"case", "fields", "documents", "photos"})


@dataclass(frozen=True, slots=True)
class PhotoNote:
    """What a case folder says of a photo; None where it says nothing."""

    room: RoomType | None = None
    finish: FinishLevel | None = None
    caption: str | None = None
    front: bool | None = None
    order: int | None = None
    rotation: int | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class PaperNote:
    """What a case folder says of a paper; None where it says nothing."""

    kind: DocType | None = None
    caption: str | None = None
    rotation: int | None = None
    order: int | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """A read `case.json`: the case's id if it names one, values, and notes on files by name.

    `drawings` are what the folder's files beside its papers say.
    """

    case_id: str | None
    values: Mapping[str, Value]
    documents: Mapping[str, PaperNote]
    photos: Mapping[str, PhotoNote]
    drawings: tuple[DrawingFile, ...] = ()


def read_description(raw: Mapping[str, object]) -> Description:
    """Read a description. Raises RefusedMany with every entry that does not fit, by its path."""
    problems = [Refused("unknown_part", field=str(part)) for part in raw if part not in _PARTS]
    case_id = _case_id(raw.get("case"), problems)
    values, refused = decode_values(raw.get("fields", {}))
    problems += refused
    with_parcels = _with_first_parcel(values, problems)
    documents = _documents(raw.get("documents", {}), problems)
    photos = _photos(raw.get("photos", {}), problems)
    if sum(note.front is True for note in photos.values()) > 1:
        problems.append(Refused("front_twice", field="photos"))
    if problems:
        raise RefusedMany(problems)
    return Description(case_id, MappingProxyType(with_parcels), documents, photos)


def describe(case: Case, documents: Mapping[str, Document], photos: Mapping[str, Image]) -> Json:
    """The description that `read_description` reads back; files by their names in the folder."""
    fields = encode_values(case.values)
    further = case.value("parcels")
    if further is not None and case.rows("parcels"):
        fields["parcels"] = encode_value(Value.of(_all_parcels(case), further.provenance))
    return {
        "case": {"id": case.id, "format": FORMAT},
        "fields": fields,
        "documents": {name: _paper_json(documents[name]) for name in sorted(documents)},
        "photos": {name: _photo_json(photos[name]) for name in sorted(photos)},
    }


def _all_parcels(case: Case) -> tuple[Row, ...]:
    """The subject's row first, even without cells: whoever reads takes the first for it."""
    rows = case.parcels()
    return rows if rows[0].id == SUBJECT_ROW else (Row(SUBJECT_ROW, MappingProxyType({})), *rows)


def _photo_json(image: Image) -> dict[str, Json]:
    described: dict[str, Json] = {"room": image.room_type.value, "order": image.order}
    if image.finish_level is not None:
        described["finish"] = image.finish_level.value
    if image.caption:
        described["caption"] = image.caption
    if image.front:
        described["front"] = True
    if image.rotation:
        described["rotation"] = image.rotation
    if image.notes:
        described["notes"] = image.notes
    return described


def _paper_json(document: Document) -> dict[str, Json]:
    described: dict[str, Json] = {"kind": document.doc_type.value}
    if document.caption:
        described["caption"] = document.caption
    if document.rotation:
        described["rotation"] = document.rotation
    if document.order is not None:
        described["order"] = document.order
    return described


def _case_id(raw: object, problems: list[Refused]) -> str | None:
    if raw is None:
        return None
    if not isinstance(raw, Mapping):
        problems.append(Refused("wrong_type", field="case", given=type(raw).__name__))
        return None
    for key in raw:
        if key not in ("id", "format"):
            problems.append(Refused("unknown_part", field=f"case.{key}"))
    if raw.get("format", FORMAT) != FORMAT:
        problems.append(Refused("format_newer", given=str(raw.get("format"))[:20]))
    case_id = raw.get("id")
    if case_id is None:
        return None
    if not is_id(case_id):
        problems.append(Refused("wrong_type", field="case.id", given=str(case_id)[:80]))
        return None
    return str(case_id)


def _with_first_parcel(values: dict[str, Value], problems: list[Refused]) -> dict[str, Value]:
    """The first row of `parcels` is the subject's: its cells become the scalars."""
    content = values["parcels"].content if "parcels" in values else None
    rows = [row for row in content if isinstance(row, Row)] if isinstance(content, tuple) else []
    if not rows:
        return values
    for column, value in rows[0].cells.items():
        scalar = FIRST_PARCEL[column]
        standing = values.get(scalar)
        if standing is not None and standing.content != value.content:
            problems.append(
                Refused("parcels_contradict", field=scalar, given=str(value.content)[:40])
            )
        values.setdefault(scalar, value)
    further = tuple(row for row in rows[1:] if row.id != SUBJECT_ROW)
    source = values["parcels"].provenance
    # A list of the subject alone says that there are no further parcels, also to a known case.
    values["parcels"] = Value.of(further, source) if further else Value(State.EMPTY, None, source)
    return values


def _documents(raw: object, problems: list[Refused]) -> Mapping[str, PaperNote]:
    allowed = ("kind", "caption", "rotation", "order")
    return {
        name: _paper(_Note("documents", name, note, problems))
        for name, note in _notes(raw, "documents", allowed, problems)
    }


def _paper(note: "_Note") -> PaperNote:
    kind = note.choice("kind", tuple(DocType))
    caption = note.text("caption")
    return PaperNote(
        None if kind is None else DocType(kind),
        None if caption is None else one_line(caption),
        note.number("rotation", TURNS),
        note.number("order", range(_LAST_PLACE + 1)),
    )


def _photos(raw: object, problems: list[Refused]) -> Mapping[str, PhotoNote]:
    allowed = ("room", "finish", "caption", "front", "order", "rotation", "notes")
    return {
        name: _photo(_Note("photos", name, note, problems))
        for name, note in _notes(raw, "photos", allowed, problems)
    }


def _photo(note: "_Note") -> PhotoNote:
    room, finish = note.choice("room", tuple(RoomType)), note.choice("finish", tuple(FinishLevel))
    caption, notes = note.text("caption"), note.text("notes")
    return PhotoNote(
        None if room is None else RoomType(room),
        None if finish is None else FinishLevel(finish),
        None if caption is None else one_line(caption),
        note.yes_or_no("front"),
        note.number("order", range(_LAST_PLACE + 1)),
        note.number("rotation", TURNS),
        None if notes is None else lines_of(notes),
    )


@dataclass(frozen=True, slots=True)
class _Note:
    """What stands of one file; each reading gives None where nothing that fits is said."""

    part: str
    name: str
    said: Mapping[str, object]
    problems: list[Refused]

    def choice(self, key: str, choices: tuple[str, ...]) -> str | None:
        given = self.said.get(key)
        if given in choices:
            return str(given)
        self._refuse(key)
        return None

    def text(self, key: str) -> str | None:
        given = self.said.get(key)
        if isinstance(given, str):
            return given
        self._refuse(key)
        return None

    def yes_or_no(self, key: str) -> bool | None:
        given = self.said.get(key)
        if isinstance(given, bool):
            return given
        self._refuse(key)
        return None

    def number(self, key: str, allowed: Container[int]) -> int | None:
        given = self.said.get(key)
        if isinstance(given, int) and not isinstance(given, bool) and given in allowed:
            return given
        self._refuse(key)
        return None

    def _refuse(self, key: str) -> None:
        """Note what stands there and does not fit; nothing may stand there."""
        if self.said.get(key) is not None:
            field, given = f"{self.part}.{self.name}.{key}", str(self.said[key])[:80]
            self.problems.append(Refused("not_a_choice", field=field, given=given))


def _notes(
    raw: object, part: str, allowed: tuple[str, ...], problems: list[Refused]
) -> Iterable[tuple[str, Mapping[str, object]]]:
    if not isinstance(raw, Mapping):
        problems.append(Refused("wrong_type", field=part, given=type(raw).__name__))
        return
    for name, note in raw.items():
        if not isinstance(note, Mapping):
            problems.append(
                Refused("wrong_type", field=f"{part}.{name}", given=type(note).__name__)
            )
            continue
        problems.extend(
            Refused("unknown_part", field=f"{part}.{name}.{key}")
            for key in note
            if key not in allowed
        )
        yield str(name), note
