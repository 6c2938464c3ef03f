"""JSON of what was read from a paper, for the database and the command line; strict both ways.

Nothing in it is a float: boxes and confidence are exact numbers as text.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import TURNS, DocType, Document
from shamay_desktop.domain.reading.kept import Kept
from shamay_desktop.domain.reading.paper_reading import (
    Doubt,
    Fact,
    Found,
    Missed,
    PaperReading,
    Reading,
    Signature,
    SignatureFacts,
)
from shamay_desktop.domain.reading.paths import nested, parts

FORMAT = 1
"""Of this JSON; it grows when a program that knows this one could not read the next."""

_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,9})?", re.ASCII)
_Item = TypeVar("_Item")


def encode_reading(reading: PaperReading) -> dict[str, Json]:
    """What `decode_reading` reads back to an equal reading."""
    return {
        "format": FORMAT,
        "sha256": reading.sha256,
        "pages": reading.pages,
        "ocr_pages": list(reading.ocr_pages),
        "kind_said": None if reading.kind_said is None else reading.kind_said.value,
        "rotation": reading.rotation,
        "signature": _signature_json(reading.signature),
        "problems": [_missed_json(missed) for missed in reading.problems],
        "readings": [_reading_json(part) for part in reading.readings],
    }


def _signature_json(facts: SignatureFacts) -> Json:
    return {
        "state": facts.state.value,
        "signer": facts.signer,
        "issuer": facts.issuer,
        "signed_at": facts.signed_at,
        "covers_whole_file": facts.covers_whole_file,
        "reason": facts.reason,
    }


def _reading_json(reading: Reading) -> Json:
    return {
        "kind": reading.kind.value,
        "form": reading.form,
        "reader": reading.reader,
        "version": reading.version,
        "first_page": reading.first_page,
        "last_page": reading.last_page,
        "found": [_found_json(found) for found in reading.found],
        "missed": [_missed_json(missed) for missed in reading.missed],
        "nones": list(reading.nones),
    }


def _found_json(found: Found) -> Json:
    encoded: dict[str, Json] = {
        "path": found.path,
        "content": found.content,
        "page": found.page,
        "box": list(found.box),
        "text": found.text,
        "confidence": found.confidence,
    }
    if found.doubt is not None:
        encoded["doubt"] = found.doubt.value
    if found.agrees_with is not None:
        encoded["agrees_with"] = found.agrees_with
    return encoded


def _missed_json(missed: Missed) -> Json:
    encoded: dict[str, Json] = {"path": missed.path, "code": missed.code}
    if missed.facts:
        encoded["facts"] = dict(missed.facts)
    if missed.page is not None:
        encoded["page"] = missed.page
    return encoded


# -- reading it back -----------------------------------------------------------------------


def decode_reading(raw: Mapping[str, object]) -> PaperReading:
    """The reading of a JSON object.

    Raises Refused(`reading_newer`; format) for what a later program wrote, and
    Refused(`reading_broken`; field) for anything else that does not fit.
    """
    form = raw.get("format")
    if isinstance(form, int) and not isinstance(form, bool) and form > FORMAT:
        raise Refused("reading_newer", format=form)
    whole = _Object(raw, "")
    if whole.number("format") != FORMAT:
        raise whole.broken("format")
    said = whole.text_or_none("kind_said")
    if said is not None and said not in tuple(DocType):
        raise whole.broken("kind_said")
    read = PaperReading(
        sha256=whole.text("sha256"),
        pages=whole.number("pages"),
        readings=whole.each("readings", _reading),
        signature=_signature(whole.part("signature")),
        problems=whole.each("problems", _missed),
        ocr_pages=whole.numbers("ocr_pages"),
        kind_said=None if said is None else DocType(said),
        rotation=whole.number("rotation"),
    )
    if read.rotation not in TURNS:
        raise whole.broken("rotation")
    whole.nothing_else()
    return read


class _Object:
    """A JSON object that is taken apart member by member; what is left over is refused."""

    def __init__(self, raw: object, where: str) -> None:
        self._where = where
        if not isinstance(raw, Mapping):
            raise Refused("reading_broken", field=where)
        self._raw = raw
        self._taken: set[str] = set()

    def broken(self, name: str) -> Refused:
        """That a member is missing or is not what it should be."""
        return Refused("reading_broken", field=f"{self._where}.{name}".lstrip("."))

    def has(self, name: str) -> bool:
        """Whether there is such a member."""
        return name in self._raw

    def text(self, name: str) -> str:
        """A member that is text."""
        given = self._take(name)
        if not isinstance(given, str):
            raise self.broken(name)
        return given

    def text_or_none(self, name: str) -> str | None:
        """A member that is text, or null, or absent."""
        return None if self._raw.get(name) is None and self._pass(name) else self.text(name)

    def number(self, name: str) -> int:
        """A member that is a whole number from 0."""
        given = self._take(name)
        if not isinstance(given, int) or isinstance(given, bool) or given < 0:
            raise self.broken(name)
        return given

    def yes_or_no(self, name: str) -> bool:
        """A member that is true or false."""
        given = self._take(name)
        if not isinstance(given, bool):
            raise self.broken(name)
        return given

    def exact(self, name: str) -> str:
        """A member that is an exact number as text."""
        given = self.text(name)
        if not _NUMBER.fullmatch(given):
            raise self.broken(name)
        return given

    def numbers(self, name: str) -> tuple[int, ...]:
        """A member that is a list of whole numbers."""
        given = self._list(name)
        if not all(isinstance(each, int) and not isinstance(each, bool) for each in given):
            raise self.broken(name)
        return tuple(int(str(each)) for each in given)

    def texts(self, name: str) -> tuple[str, ...]:
        """A member that is a list of texts."""
        given = self._list(name)
        if not all(isinstance(each, str) for each in given):
            raise self.broken(name)
        return tuple(str(each) for each in given)

    def part(self, name: str) -> "_Object":
        """A member that is an object."""
        return _Object(self._take(name), f"{self._where}.{name}".lstrip("."))

    def each(self, name: str, read: Callable[["_Object"], _Item]) -> tuple[_Item, ...]:
        """A member that is a list of objects, each read by a function."""
        where = f"{self._where}.{name}".lstrip(".")
        parts = [_Object(item, f"{where}[{n}]") for n, item in enumerate(self._list(name))]
        found = tuple(read(part) for part in parts)
        for part in parts:
            part.nothing_else()
        return found

    def facts(self, name: str) -> Mapping[str, Fact]:
        """A member that is an object of texts and whole numbers; empty when absent."""
        given = self._take(name) if self.has(name) else {}
        if not isinstance(given, Mapping) or not all(
            isinstance(key, str) and isinstance(fact, str | int) and not isinstance(fact, bool)
            for key, fact in given.items()
        ):
            raise self.broken(name)
        return MappingProxyType(dict(given))

    def nothing_else(self) -> None:
        """Raises Refused when the object has more members than were taken."""
        left = [str(name) for name in self._raw if name not in self._taken]
        if left:
            raise self.broken(min(left))

    def _list(self, name: str) -> list[object]:
        given = self._take(name)
        if not isinstance(given, list | tuple):
            raise self.broken(name)
        return list(given)

    def _take(self, name: str) -> object:
        if name not in self._raw:
            raise self.broken(name)
        self._taken.add(name)
        return self._raw[name]

    def _pass(self, name: str) -> bool:
        self._taken.add(name)
        return True


def _signature(raw: _Object) -> SignatureFacts:
    state = raw.text("state")
    if state not in tuple(Signature):
        raise raw.broken("state")
    facts = SignatureFacts(
        Signature(state), raw.text("signer"), raw.text("issuer"), raw.text_or_none("signed_at"),
        raw.yes_or_no("covers_whole_file"), raw.text("reason"),
    )  # fmt: skip
    raw.nothing_else()
    return facts


def _reading(raw: _Object) -> Reading:
    kind = raw.text("kind")
    if kind not in tuple(DocType):
        raise raw.broken("kind")
    return Reading(
        DocType(kind), raw.text("form"), raw.text("reader"), raw.number("version"),
        raw.number("first_page"), raw.number("last_page"),
        raw.each("found", _found), raw.each("missed", _missed), raw.texts("nones"),
    )  # fmt: skip


def _found(raw: _Object) -> Found:
    box = raw.texts("box")
    if len(box) != 4 or not all(_NUMBER.fullmatch(side) for side in box):
        raise raw.broken("box")
    parts(raw.text("path"))
    doubt = raw.text_or_none("doubt")
    if doubt is not None and doubt not in tuple(Doubt):
        raise raw.broken("doubt")
    return Found(
        raw.text("path"), raw.text("content"), raw.number("page"),
        (box[0], box[1], box[2], box[3]), raw.text("text"), raw.exact("confidence"),
        None if doubt is None else Doubt(doubt), raw.text_or_none("agrees_with"),
    )  # fmt: skip


def _missed(raw: _Object) -> Missed:
    page = raw.number("page") if raw.has("page") else None
    return Missed(raw.text("path"), raw.text("code"), raw.facts("facts"), page)


# -- what was read of a paper --------------------------------------------------------------

_decodings: Kept[Mapping[str, object], PaperReading | Refused] = Kept(256)


def reading_of(document: Document) -> PaperReading | None:
    """What was read from a paper; None when it was never read or cannot be understood.

    Decoded once and kept as long as the same JSON object is asked for.
    """
    read = _decoded(document)
    return read if isinstance(read, PaperReading) else None


def reading_problem(document: Document) -> Refused | None:
    """Why what was read of a paper cannot be understood (`reading_newer`, `reading_broken`)."""
    read = _decoded(document)
    return read if isinstance(read, Refused) else None


def _decoded(document: Document) -> PaperReading | Refused | None:
    raw = document.extracted
    return None if raw is None else _decodings.of(raw, lambda: _read_or_problem(raw))


def _read_or_problem(raw: Mapping[str, object]) -> PaperReading | Refused:
    try:
        return decode_reading(raw)
    except Refused as problem:
        return problem


def data_of(reading: Reading) -> dict[str, Json]:
    """The values of a reading, nested; a list that the paper says it has none of is empty."""
    return nested(reading)
